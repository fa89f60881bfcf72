//! Cake and cream, and nobody looks at what went wrong.

use std::error::Error;

use kitchen::{begin, end, knob, minutes, say, work};
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (_cake, ()) = tokio::join!(bake_cake(), chill_cream());
    say("alice", "The cake is on the table.");
    say("alice", "Dessert is served.");
}

async fn bake_cake() -> Result<(), Box<dyn Error>> {
    let (wanted, holds) = (knob("minutes_in_oven", 30), knob("fuse_holds", 20));
    work("alice", "mix batter", 10);
    begin("oven", "bake");
    sleep(minutes(wanted.min(holds))).await;
    end("oven", "bake");
    if holds < wanted {
        return Err("the fuse has blown".into());
    }
    Ok(())
}

async fn chill_cream() {
    work("alice", "whip cream", 4);
    begin("fridge", "chill");
    sleep(minutes(20)).await;
    end("fridge", "chill");
    say("alice", "The cream is cold.");
}
