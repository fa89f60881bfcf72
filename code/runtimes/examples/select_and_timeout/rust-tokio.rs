//! Whoever rings first, and candles within twenty minutes; on tokio.

use kitchen::{dropped, minutes, observe, say};
use tokio::time::{sleep, timeout};

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    // ANCHOR: select
    let first = tokio::select! {
        biased; // The door is asked first; without this, whichever comes up.
        what = observe("door", listen("door", 10)) => what,
        what = observe("phone", listen("phone", 25)) => what,
    };
    // ANCHOR_END: select
    say("alice", &format!("It is the {first}."));

    // ANCHOR: timeout
    match timeout(minutes(20), observe("bob", fetch_candles())).await {
        Ok(candles) => say("alice", &format!("Here are {candles}.")),
        Err(_elapsed) => say("alice", "It is too late for candles."),
    }
    // ANCHOR_END: timeout
}
// ANCHOR_END: main

// ANCHOR: listen
async fn listen(what: &'static str, time: u32) -> &'static str {
    let _ear = Underway(what);
    sleep(minutes(time)).await;
    say(what, "Ring!");
    what
}

async fn fetch_candles() -> &'static str {
    let _walk = Underway("bob");
    sleep(minutes(30)).await;
    "candles"
}

struct Underway(&'static str);

impl Drop for Underway {
    fn drop(&mut self) {
        dropped(self.0);
    }
}
// ANCHOR_END: listen
