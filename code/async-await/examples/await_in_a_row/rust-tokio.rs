//! Cake and cream: one is awaited, and then the other is begun.

use kitchen::{begin, end, knob, minutes, observe, say, work};
use tokio::time::sleep;

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    observe("cake", bake_cake()).await;
    observe("cream", chill_cream()).await;
    say("alice", "Cake and cream are ready.");
}
// ANCHOR_END: main

// ANCHOR: bake_cake
async fn bake_cake() {
    work("alice", "mix batter", 10);
    begin("oven", "bake");
    say("alice", "The cake is in the oven.");
    sleep(minutes(knob("minutes_in_oven", 30))).await;
    end("oven", "bake");
    say("alice", "The cake is baked.");
}
// ANCHOR_END: bake_cake

// ANCHOR: chill_cream
async fn chill_cream() {
    work("alice", "whip cream", 4);
    begin("fridge", "chill");
    say("alice", "The cream is in the fridge.");
    sleep(minutes(knob("minutes_in_fridge", 20))).await;
    end("fridge", "chill");
    say("alice", "The cream is cold.");
}
// ANCHOR_END: chill_cream
