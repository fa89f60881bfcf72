//! Two cooks, two cakes: parallelism, and two people who wait.

use std::thread;

use kitchen::{blocked, minutes, say, spawn, work};

// ANCHOR: main
fn main() {
    spawn("alice", "bob");
    let bob = thread::spawn(|| bake_cake("bob", 14));

    bake_cake("alice", 10);

    blocked("alice", "bob", || bob.join().unwrap());
    say("alice", "Two cakes are on the table.");
}
// ANCHOR_END: main

// ANCHOR: bake_cake
fn bake_cake(cook: &str, mixing: u32) {
    work(cook, "mix batter", mixing);
    blocked(cook, "oven", || thread::sleep(minutes(30)));
    work(cook, "take cake out", 2);
    say(cook, "My cake is done.");
}
// ANCHOR_END: bake_cake
