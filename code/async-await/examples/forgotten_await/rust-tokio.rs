//! The cake is called for, and its await is forgotten.

use kitchen::{begin, end, minutes, say, work};
use tokio::time::sleep;

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
#[expect(unused_must_use, reason = "the compiler warns of it, as it should")]
async fn main() {
    bake_cake();
    say("alice", "The cake is done.");

    sleep(minutes(50)).await;
    say("alice", "My friend is at the door.");
}
// ANCHOR_END: main

// ANCHOR: bake_cake
async fn bake_cake() {
    work("alice", "mix batter", 10);
    begin("oven", "bake");
    say("alice", "The cake is in the oven.");
    sleep(minutes(30)).await;
    end("oven", "bake");
    say("alice", "The cake is on the table.");
}
// ANCHOR_END: bake_cake
