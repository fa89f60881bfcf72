//! A plain function starts an async one, and is told later; on tokio.

use kitchen::{begin, end, minutes, observe, say};
use tokio::task::JoinHandle;
use tokio::time::sleep;

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let cake = tokio::spawn(observe("cake", bake_cake()));
    sleep(minutes(2)).await;
    let table = lay_table();
    tokio::try_join!(cake, table).unwrap();
    say("alice", "Cake and table are ready.");
}
// ANCHOR_END: main

// ANCHOR: lay_table
fn lay_table() -> JoinHandle<()> {
    let table = tokio::spawn(async {
        let guests = observe("friend", ask_friend()).await;
        say("alice", &format!("The table is laid for {guests}."));
    });
    say("alice", "The friend is asked.");
    table
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
