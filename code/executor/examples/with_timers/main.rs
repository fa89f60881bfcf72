//! Cake and book at once, on the executor of this chapter.

use executor::{block_on, sleep, yield_now};
use kitchen::{begin, end, knob, minutes, observe, say, work};

// ANCHOR: main
fn main() {
    block_on(async {
        tokio::join!(observe("cake", bake_cake()), observe("book", read_book()));
        say("alice", "Cake and book are done.");
    });
}
// ANCHOR_END: main

// ANCHOR: bake_cake
async fn bake_cake() {
    work("alice", "mix batter", 10);
    begin("oven", "bake");
    say("alice", "The cake is in the oven.");
    sleep(minutes(knob("minutes_in_oven", 30))).await;
    end("oven", "bake");
    work("alice", "take cake out", 2);
    say("alice", "The cake is on the table.");
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
