//! Alice waits for candles, and not for longer than 20 minutes.

use kitchen::{begin, end, knob, minutes, say, spawn};
use tokio::time::{sleep, timeout};

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    // ANCHOR: timeout
    match timeout(minutes(20), fetch_candles()).await {
        Ok(candles) => say("alice", &format!("Here are {candles}.")),
        Err(_elapsed) => say("alice", "It is too late for candles."),
    }
    // ANCHOR_END: timeout
}
// ANCHOR_END: main

// ANCHOR: fetch_candles
async fn fetch_candles() -> &'static str {
    spawn("alice", "bob");
    begin("bob", "walk to the shop");
    let _walk = Walk;
    sleep(minutes(knob("minutes_to_shop", 40))).await;
    "candles"
}

/// Ends with the function, whether it returns or is dropped before.
struct Walk;

impl Drop for Walk {
    fn drop(&mut self) {
        end("bob", "walk to the shop");
    }
}
// ANCHOR_END: fetch_candles
