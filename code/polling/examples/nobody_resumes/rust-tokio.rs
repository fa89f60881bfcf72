//! Alice waits for a cake, and nobody has what would tell her that it is there.

use std::future::pending;

use kitchen::{begin, end, knob, minutes, say};
use tokio::time::sleep;

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let watchdog = knob("watchdog", 60);
    let alice = tokio::spawn(wait_for_cake());
    if watchdog == 0 {
        alice.await.unwrap();
    } else {
        sleep(minutes(watchdog)).await;
        say("watchdog", "Alice is still waiting.");
    }
}
// ANCHOR_END: main

// ANCHOR: wait_for_cake
async fn wait_for_cake() {
    begin("alice", "waits");
    say("alice", "Tell me when there is a cake.");
    pending::<()>().await; // which keeps no waker
    end("alice", "waits");
    say("alice", "There is a cake.");
}
// ANCHOR_END: wait_for_cake
