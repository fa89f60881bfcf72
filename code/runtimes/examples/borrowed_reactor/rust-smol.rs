//! A cake that waits with tokio's timer, beside a tokio runtime that sees to it; on smol.

use kitchen::{minutes, observe, say, work};
use smol::block_on;
use tokio::runtime::Builder;

// ANCHOR: main
fn main() {
    let tokio = Builder::new_multi_thread().worker_threads(1).enable_time().build().unwrap();
    let _guard = tokio.enter(); // From here on, this thread knows whose reactor to ask.
    block_on(observe("cake", bake_cake()));
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
