//! A cake that waits with the timer of another runtime: tokio's, on smol.

use std::panic;

use kitchen::{minutes, observe, say, work};
use smol::block_on;

// ANCHOR: main
fn main() {
    // Caught only to tell what it says.
    if let Err(panic) = panic::catch_unwind(|| block_on(observe("cake", bake_cake()))) {
        say("alice", panic.downcast_ref::<String>().unwrap());
    }
}
// ANCHOR_END: main

// ANCHOR: bake_cake
async fn bake_cake() {
    work("alice", "mix batter", 10);
    say("alice", "The cake goes into the oven.");
    tokio::time::sleep(minutes(30)).await;
    say("alice", "The cake is on the table.");
}
// ANCHOR_END: bake_cake
