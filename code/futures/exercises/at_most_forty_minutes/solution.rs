//! Bob goes for candles, and Alice waits until he is back, or for 40 minutes.

use kitchen::{begin, end, knob, minutes, say};
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    tokio::select! {
        biased; // In the 40th minute he is back in time.
        candles = fetch_candles() => say("alice", &format!("Here are {candles}.")),
        () = sleep(minutes(40)) => say("alice", "No candles tonight."),
    }
    say("alice", "The party begins.");
}

async fn fetch_candles() -> &'static str {
    begin("bob", "walk to the shop");
    sleep(minutes(knob("minutes_to_shop", 60))).await;
    end("bob", "walk to the shop");
    "the candles"
}
