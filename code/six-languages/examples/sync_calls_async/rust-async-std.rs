//! A plain function wants the answer of an async one, on async-std.

use async_std::task::{block_on, sleep, spawn_local};
use kitchen::{begin, blocked, end, minutes, observe, say};

// ANCHOR: main
#[async_std::main]
async fn main() {
    let cake = spawn_local(observe("cake", bake_cake()));
    sleep(minutes(2)).await;
    lay_table();
    cake.await;
}
// ANCHOR_END: main

// ANCHOR: lay_table
fn lay_table() {
    let answer = observe("friend", ask_friend());
    let guests = blocked("alice", "friend", || block_on(answer));
    say("alice", &format!("The table is laid for {guests}."));
}
// ANCHOR_END: lay_table

// ANCHOR: ask_friend
async fn ask_friend() -> u32 {
    sleep(minutes(10)).await;
    say("friend", "We are three.");
    3
}
// ANCHOR_END: ask_friend

// ANCHOR: bake_cake
async fn bake_cake() {
    begin("oven", "bake");
    sleep(minutes(6)).await;
    end("oven", "bake");
    say("cake", "The cake is done.");
}
// ANCHOR_END: bake_cake
