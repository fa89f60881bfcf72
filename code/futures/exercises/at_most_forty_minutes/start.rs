//! Bob goes for candles, and Alice waits until he is back.

use kitchen::{begin, end, knob, minutes, say};
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let candles = fetch_candles().await;
    say("alice", &format!("Here are {candles}."));
    say("alice", "The party begins.");
}

async fn fetch_candles() -> &'static str {
    begin("bob", "walk to the shop");
    sleep(minutes(knob("minutes_to_shop", 60))).await;
    end("bob", "walk to the shop");
    "the candles"
}
