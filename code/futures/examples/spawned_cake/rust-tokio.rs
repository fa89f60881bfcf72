//! A future that is handed to the runtime at once: when does its body run?

use kitchen::{begin, end, knob, minutes, say, work};
use tokio::task::yield_now;
use tokio::time::sleep;

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let cake = tokio::spawn(bake_cake());
    say("alice", "The call has returned.");

    read_book().await;
    say("alice", "Now I want the cake.");
    cake.await.unwrap();
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
    work("alice", "page 1", 8);
    for page in 2..=4 {
        // Between two pages, others get a turn.
        yield_now().await;
        work("alice", &format!("page {page}"), 8);
    }
}
// ANCHOR_END: read_book
