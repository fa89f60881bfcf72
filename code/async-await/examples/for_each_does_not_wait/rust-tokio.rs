//! Three trays, a task for each, and a line that is said too early.

use kitchen::{begin, end, minutes, observe, say};
use tokio::time::sleep;

const TRAYS: [(&str, u32); 3] = [("muffins", 10), ("scones", 14), ("rolls", 18)];

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    for (what, time) in TRAYS {
        tokio::spawn(observe(what, bake(what, time)));
    }
    say("alice", "Everything is baked.");

    sleep(minutes(20)).await;
    say("alice", "My friend is at the door.");
}
// ANCHOR_END: main

// ANCHOR: bake
async fn bake(what: &str, time: u32) {
    begin(what, "bake");
    sleep(minutes(time)).await;
    end(what, "bake");
    say("alice", &format!("The {what} are done."));
}
// ANCHOR_END: bake
