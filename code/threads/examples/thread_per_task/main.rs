//! A second worker waits for the oven, so that Alice does not have to.

use std::thread;

use kitchen::{begin, blocked, end, minutes, say, spawn, work};

// ANCHOR: main
fn main() {
    spawn("alice", "helper");
    let helper = thread::spawn(bake_cake);

    read_book();

    blocked("alice", "helper", || helper.join().unwrap());
    say("alice", "Cake and book are done.");
}
// ANCHOR_END: main

// ANCHOR: bake_cake
fn bake_cake() {
    work("helper", "mix batter", 12);
    blocked("helper", "oven", || {
        begin("oven", "bake");
        thread::sleep(minutes(30));
        end("oven", "bake");
    });
    work("helper", "take cake out", 2);
    say("helper", "The cake is on the table.");
}
// ANCHOR_END: bake_cake

// ANCHOR: read_book
fn read_book() {
    for page in 1..=6 {
        work("alice", &format!("page {page}"), 8);
    }
    say("alice", "The book is finished.");
}
// ANCHOR_END: read_book
