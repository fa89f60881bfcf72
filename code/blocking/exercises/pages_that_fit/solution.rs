//! Cake and book on one thread, woven into each other by hand.

use std::thread;

use kitchen::{begin, blocked, end, knob, minutes, say, work};

fn main() {
    let pages = knob("pages", 6);
    let mut read = 0;

    work("alice", "mix batter", 10);
    begin("oven", "bake");
    let mut left = knob("minutes_in_oven", 30);
    // A page that is begun is read to its end, so it has to fit.
    while read < pages && left >= 8 {
        read_page(&mut read);
        left -= 8;
    }
    wait_for("oven", left);
    end("oven", "bake");
    work("alice", "take cake out", 2);
    say("alice", "The cake is on the table.");

    while read < pages {
        read_page(&mut read);
    }
    say("alice", "The book is finished.");
}

fn read_page(read: &mut u32) {
    *read += 1;
    work("alice", &format!("page {read}"), 8);
}

/// Alice stands in front of the oven, and does nothing else.
fn wait_for(what: &str, n: u32) {
    blocked("alice", what, || thread::sleep(minutes(n)));
}
