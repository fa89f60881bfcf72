//! Alice gives the oven a function to call, and reads.

use std::thread;
use std::time::{Duration, Instant};

use kitchen::{begin, end, knob, minutes, receive, say, send, work};

// ANCHOR: main
fn main() {
    let mut timers = Timers::default();
    bake_cake(&mut timers);
    read_book();
    timers.run();
}
// ANCHOR_END: main

// ANCHOR: bake_cake
fn bake_cake(timers: &mut Timers) {
    work("alice", "mix batter", 10);
    begin("oven", "bake");
    send("alice", "oven", "a function");
    timers.call_later(minutes(knob("minutes_in_oven", 30)), take_cake_out);
    say("alice", "The cake is in the oven.");
}
// ANCHOR_END: bake_cake

// ANCHOR: take_cake_out
fn take_cake_out() {
    receive("alice", "oven", "the call");
    end("oven", "bake");
    work("alice", "take cake out", 2);
    say("alice", "The cake is on the table.");
}
// ANCHOR_END: take_cake_out

// ANCHOR: read_book
fn read_book() {
    for page in 1..=knob("pages", 6) {
        work("alice", &format!("page {page}"), 8);
    }
    say("alice", "The book is finished.");
}
// ANCHOR_END: read_book

/// Rust's standard library has no event loop; this is one for a single callback.
#[derive(Default)]
struct Timers(Option<(Instant, fn())>);

impl Timers {
    fn call_later(&mut self, wait: Duration, callback: fn()) {
        self.0 = Some((Instant::now() + wait, callback));
    }

    fn run(&mut self) {
        let Some((due, callback)) = self.0.take() else { return };
        thread::sleep(due.saturating_duration_since(Instant::now()));
        callback();
    }
}
