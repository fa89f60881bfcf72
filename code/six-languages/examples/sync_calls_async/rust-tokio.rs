//! A plain function wants the answer of an async one, on tokio.

use std::panic;

use kitchen::{begin, end, minutes, observe, say};
use tokio::runtime::Handle;
use tokio::time::sleep;

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let cake = tokio::spawn(observe("cake", bake_cake()));
    sleep(minutes(2)).await;
    lay_table();
    cake.await.unwrap();
}
// ANCHOR_END: main

// ANCHOR: lay_table
fn lay_table() {
    // Caught only to tell what it says. A panic is a mistake in the program, and no error to handle.
    let answer = panic::catch_unwind(|| Handle::current().block_on(observe("friend", ask_friend())));
    match answer {
        Ok(guests) => say("alice", &format!("The table is laid for {guests}.")),
        Err(panic) => {
            let message = panic.downcast_ref::<&str>().unwrap();
            // A second sentence explains the first.
            say("alice", message.split_inclusive('.').next().unwrap());
        }
    }
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
