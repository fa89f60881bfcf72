//! The cake fails while the cream is awaited, and before the cake is.

use kitchen::{begin, end, minutes, observe, say, work};
use tokio::time::sleep;

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let cake = tokio::spawn(observe("cake", bake_cake()));
    let cream = tokio::spawn(observe("cream", chill_cream()));
    cream.await.unwrap();
    match cake.await.unwrap() {
        Ok(()) => say("alice", "The cake is on the table."),
        Err(problem) => say("alice", &format!("No cake: {problem}.")),
    }
}
// ANCHOR_END: main

// ANCHOR: bake_cake
async fn bake_cake() -> Result<(), String> {
    work("alice", "mix batter", 10);
    begin("oven", "bake");
    say("alice", "The cake is in the oven.");
    sleep(minutes(20)).await;
    end("oven", "bake");
    Err("the fuse has blown".into())
}
// ANCHOR_END: bake_cake

async fn chill_cream() {
    work("alice", "whip cream", 4);
    begin("fridge", "chill");
    sleep(minutes(20)).await;
    end("fridge", "chill");
    say("alice", "The cream is cold.");
}
