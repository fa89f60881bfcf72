//! A plain function wants the answer of an async one, on smol.

use kitchen::{begin, blocked, end, minutes, observe, say};
use smol::{LocalExecutor, Timer};

// ANCHOR: main
fn main() {
    let thread = LocalExecutor::new();
    smol::block_on(thread.run(async {
        let cake = thread.spawn(observe("cake", bake_cake()));
        Timer::after(minutes(2)).await;
        lay_table();
        cake.await;
    }));
}
// ANCHOR_END: main

// ANCHOR: lay_table
fn lay_table() {
    let answer = observe("friend", ask_friend());
    let guests = blocked("alice", "friend", || smol::block_on(answer));
    say("alice", &format!("The table is laid for {guests}."));
}
// ANCHOR_END: lay_table

// ANCHOR: ask_friend
async fn ask_friend() -> u32 {
    Timer::after(minutes(10)).await;
    say("friend", "We are three.");
    3
}
// ANCHOR_END: ask_friend

// ANCHOR: bake_cake
async fn bake_cake() {
    begin("oven", "bake");
    Timer::after(minutes(6)).await;
    end("oven", "bake");
    say("cake", "The cake is done.");
}
// ANCHOR_END: bake_cake
