//! The obvious code: first the cake, then the book.

use std::thread;

use kitchen::{begin, blocked, end, knob, minutes, say, work};

fn main() {
    let pages = knob("pages", 6);

    bake_cake();
    read_book(pages);
}

fn bake_cake() {
    work("alice", "mix batter", 10);
    begin("oven", "bake");
    wait_for("oven", knob("minutes_in_oven", 30));
    end("oven", "bake");
    work("alice", "take cake out", 2);
    say("alice", "The cake is on the table.");
}

fn read_book(pages: u32) {
    for page in 1..=pages {
        work("alice", &format!("page {page}"), 8);
    }
    say("alice", "The book is finished.");
}

/// Alice stands in front of the oven, and does nothing else.
fn wait_for(what: &str, n: u32) {
    blocked("alice", what, || thread::sleep(minutes(n)));
}
