//! A task is started, goes on by itself, and is waited for.

use kitchen::{begin, end, knob, minutes, say, spawn};
use tokio::time::sleep;

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    spawn("alice", "cake");
    // ANCHOR: start
    let cake = tokio::spawn(bake_cake());
    // ANCHOR_END: start
    set_table().await;
    // ANCHOR: wait
    let dessert = cake.await.expect("the cake is baked");
    // ANCHOR_END: wait
    say("alice", &format!("Here is {dessert}."));
}
// ANCHOR_END: main

// ANCHOR: bake_cake
async fn bake_cake() -> &'static str {
    begin("cake", "bake");
    // ANCHOR: sleep
    sleep(minutes(knob("minutes_in_oven", 30))).await;
    // ANCHOR_END: sleep
    end("cake", "bake");
    "the cake"
}
// ANCHOR_END: bake_cake

async fn set_table() {
    begin("alice", "set the table");
    sleep(minutes(10)).await;
    end("alice", "set the table");
    say("alice", "The table is set.");
}
