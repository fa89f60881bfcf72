//! A fuse blows while the cake is awaited, and `?` passes it on to an ordinary match.

use std::error::Error;

use kitchen::{begin, end, knob, minutes, observe, say, work};
use tokio::time::sleep;

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    match observe("cake", bake_cake()).await {
        Ok(()) => say("alice", "The cake is on the table."),
        Err(problem) => say("alice", &format!("No cake: {problem}.")),
    }
    say("alice", "Now for the book.");
}
// ANCHOR_END: main

// ANCHOR: bake_cake
async fn bake_cake() -> Result<(), Box<dyn Error>> {
    work("alice", "mix batter", 10);
    say("alice", "The cake is in the oven.");
    heat().await?;
    work("alice", "take cake out", 2);
    Ok(())
}
// ANCHOR_END: bake_cake

// ANCHOR: heat
async fn heat() -> Result<(), Box<dyn Error>> {
    let (wanted, holds) = (knob("minutes_in_oven", 30), knob("fuse_holds", 20));
    begin("oven", "bake");
    sleep(minutes(wanted.min(holds))).await;
    end("oven", "bake");
    if holds < wanted {
        return Err("the fuse has blown".into());
    }
    Ok(())
}
// ANCHOR_END: heat
