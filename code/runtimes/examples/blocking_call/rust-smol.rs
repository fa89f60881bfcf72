//! A call that blocks, on a thread that may stand still; on smol.

use std::thread;

use kitchen::{begin, blocked, end, knob, minutes, observe, say, spawn, work};
use smol::future::{yield_now, zip};
use smol::unblock;

// ANCHOR: main
fn main() {
    smol::block_on(async {
        zip(observe("cake", bake_cake()), observe("book", read_book())).await;
        say("alice", "Cake and book are done.");
    });
}
// ANCHOR_END: main

// ANCHOR: bake_cake
async fn bake_cake() {
    work("alice", "mix batter", 10);
    say("alice", "The cake is in the oven.");
    spawn("alice", "pool");
    unblock(watch_oven).await;
    work("alice", "take cake out", 2);
    say("alice", "The cake is on the table.");
}

fn watch_oven() {
    blocked("pool", "oven", || {
        begin("oven", "bake");
        thread::sleep(minutes(knob("minutes_in_oven", 30)));
        end("oven", "bake");
    });
}
// ANCHOR_END: bake_cake

// ANCHOR: read_book
async fn read_book() {
    for page in 1..=knob("pages", 6) {
        work("alice", &format!("page {page}"), 8);
        yield_now().await;
    }
    say("alice", "The book is finished.");
}
// ANCHOR_END: read_book
