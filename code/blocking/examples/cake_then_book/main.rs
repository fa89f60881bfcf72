//! The obvious code: first the cake, then the book.

use std::thread;

use kitchen::{begin, blocked, end, knob, minutes, say, work};

// ANCHOR: main
fn main() {
    bake_cake();
    read_book();
}
// ANCHOR_END: main

// ANCHOR: bake_cake
fn bake_cake() {
    work("alice", "mix batter", 10);
    say("alice", "The cake is in the oven.");
    blocked("alice", "oven", || {
        begin("oven", "bake");
        thread::sleep(minutes(knob("minutes_in_oven", 30)));
        end("oven", "bake");
    });
    work("alice", "take cake out", 2);
    say("alice", "The cake is on the table.");
}
// ANCHOR_END: bake_cake

// ANCHOR: read_book
fn read_book() {
    for page in 1..=knob("pages", 6) {
        work("alice", &format!("page {page}"), 8);
    }
    say("alice", "The book is finished.");
}
// ANCHOR_END: read_book
