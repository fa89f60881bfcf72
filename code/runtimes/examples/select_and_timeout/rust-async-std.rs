//! Whoever rings first, and candles within twenty minutes; on async-std.

use async_std::future::timeout;
use async_std::prelude::FutureExt;
use async_std::task::sleep;
use kitchen::{dropped, minutes, observe, say};

// ANCHOR: main
#[async_std::main]
async fn main() {
    // ANCHOR: select
    let door = observe("door", listen("door", 10));
    let phone = observe("phone", listen("phone", 25));
    let first = door.race(phone).await;
    // ANCHOR_END: select
    say("alice", &format!("It is the {first}."));

    // ANCHOR: timeout
    match timeout(minutes(20), observe("bob", fetch_candles())).await {
        Ok(candles) => say("alice", &format!("Here are {candles}.")),
        Err(_timeout) => say("alice", "It is too late for candles."),
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
