//! A cake that waits with the timer of another runtime: smol's, on tokio.

use std::panic;

use kitchen::{minutes, observe, say, work};
use tokio::runtime::Runtime;

// ANCHOR: main
fn main() {
    let runtime = Runtime::new().unwrap();
    // Caught only to tell what it says.
    if let Err(panic) = panic::catch_unwind(|| runtime.block_on(observe("cake", bake_cake()))) {
        say("alice", panic.downcast_ref::<String>().unwrap());
    }
}
// ANCHOR_END: main

// ANCHOR: bake_cake
async fn bake_cake() {
    work("alice", "mix batter", 10);
    say("alice", "The cake goes into the oven.");
    smol::Timer::after(minutes(30)).await;
    say("alice", "The cake is on the table.");
}
// ANCHOR_END: bake_cake
