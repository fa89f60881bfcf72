//! What keeps a thread busy for long is moved to another one.

use kitchen::{begin, end, minutes, say, spawn, work};
use tokio::task::spawn_blocking;
use tokio::time::sleep;

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    spawn("alice", "dishwasher");
    // ANCHOR: run_blocking
    let clean = spawn_blocking(wash_dishes);
    // ANCHOR_END: run_blocking
    bake_cake().await;
    // ANCHOR: run_blocking
    let dishes = clean.await.expect("washing does not panic");
    // ANCHOR_END: run_blocking
    say("alice", &format!("There are {dishes}."));
}
// ANCHOR_END: main

// ANCHOR: wash_dishes
fn wash_dishes() -> &'static str {
    work("dishwasher", "wash", 30);
    "clean dishes"
}
// ANCHOR_END: wash_dishes

async fn bake_cake() {
    begin("oven", "bake");
    sleep(minutes(20)).await;
    end("oven", "bake");
    say("alice", "The cake is done.");
}
