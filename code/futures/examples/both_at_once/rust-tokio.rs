//! A cake from the oven and candles from the shop, both waited for at once.

use kitchen::{begin, end, knob, minutes, say};
use tokio::time::sleep;

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    // ANCHOR: wait_for_all
    let (cake, candles) = tokio::join!(bake_cake(), fetch_candles());
    // ANCHOR_END: wait_for_all
    say("alice", &format!("On the table: {cake} and {candles}."));
}
// ANCHOR_END: main

// ANCHOR: bake_cake
async fn bake_cake() -> &'static str {
    begin("oven", "bake");
    sleep(minutes(knob("minutes_in_oven", 30))).await;
    end("oven", "bake");
    say("oven", "The cake is baked.");
    "a cake"
}
// ANCHOR_END: bake_cake

// ANCHOR: fetch_candles
async fn fetch_candles() -> &'static str {
    begin("bob", "walk to the shop");
    sleep(minutes(knob("minutes_to_shop", 20))).await;
    end("bob", "walk to the shop");
    say("bob", "I have candles.");
    "candles"
}
// ANCHOR_END: fetch_candles
