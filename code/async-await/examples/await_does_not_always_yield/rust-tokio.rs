//! Cake and book: every page is awaited, and the cake is not seen to.

use kitchen::{begin, end, knob, minutes, observe, say, work};
use tokio::time::sleep;

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    tokio::join!(observe("cake", bake_cake()), observe("book", read_book()));
    say("alice", "Cake and book are done.");
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
        read_page(page).await;
    }
    say("alice", "The book is finished.");
}

#[expect(clippy::unused_async, reason = "an async function that never waits is the point")]
async fn read_page(page: u32) {
    work("alice", &format!("page {page}"), 8);
}
// ANCHOR_END: read_book
