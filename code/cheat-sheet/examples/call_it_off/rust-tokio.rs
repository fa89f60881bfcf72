//! Bob is sent for candles, and called back.

use kitchen::{begin, cancel, end, minutes, say, spawn};
use tokio::time::sleep;

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    // ANCHOR: cancel
    let candles = tokio::spawn(fetch_candles());
    // ANCHOR_END: cancel
    look_for_candles().await;
    cancel("alice", "bob");
    // ANCHOR: cancel
    candles.abort();
    // ANCHOR_END: cancel
    if candles.await.is_err_and(|error| error.is_cancelled()) {
        say("alice", "Bob is back.");
    }
}
// ANCHOR_END: main

// ANCHOR: fetch_candles
async fn fetch_candles() -> &'static str {
    spawn("alice", "bob");
    begin("bob", "walk to the shop");
    let _walk = Walk;
    sleep(minutes(40)).await;
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

async fn look_for_candles() {
    begin("alice", "look through the drawers");
    sleep(minutes(10)).await;
    end("alice", "look through the drawers");
    say("alice", "There are candles in the drawer.");
}
