//! Whoever rings first, and candles within twenty minutes; on smol.

use kitchen::{dropped, minutes, observe, say};
use smol::Timer;
use smol::future::or;

// ANCHOR: main
fn main() {
    smol::block_on(async {
        // ANCHOR: select
        let door = observe("door", listen("door", 10));
        let phone = observe("phone", listen("phone", 25));
        let first = or(door, phone).await;
        // ANCHOR_END: select
        say("alice", &format!("It is the {first}."));

        // ANCHOR: timeout
        let candles = async { Some(observe("bob", fetch_candles()).await) };
        let patience = Timer::after(minutes(20));
        let too_late = async {
            patience.await;
            None
        };
        match or(candles, too_late).await {
            Some(candles) => say("alice", &format!("Here are {candles}.")),
            None => say("alice", "It is too late for candles."),
        }
        // ANCHOR_END: timeout
    });
}
// ANCHOR_END: main

// ANCHOR: listen
async fn listen(what: &'static str, time: u32) -> &'static str {
    let _ear = Underway(what);
    Timer::after(minutes(time)).await;
    say(what, "Ring!");
    what
}

async fn fetch_candles() -> &'static str {
    let _walk = Underway("bob");
    Timer::after(minutes(30)).await;
    "candles"
}

struct Underway(&'static str);

impl Drop for Underway {
    fn drop(&mut self) {
        dropped(self.0);
    }
}
// ANCHOR_END: listen
