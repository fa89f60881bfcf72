//! Alice gives up on Bob's candles, and calls him back.

use kitchen::{begin, end, knob, minutes, say};
use tokio::time::{sleep, timeout};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut bob = tokio::spawn(fetch_candles());
    sleep(minutes(10)).await;
    say("alice", "The invitations are written.");
    match timeout(minutes(20), &mut bob).await {
        Ok(candles) => say("alice", &format!("Here are {}.", candles.unwrap())),
        Err(_elapsed) => {
            bob.abort();
            say("alice", "It is too late for candles.");
        }
    }
    sleep(minutes(100)).await;
    say("alice", "The party begins.");
}

async fn fetch_candles() -> &'static str {
    let _walk = Walk::begin();
    sleep(minutes(knob("minutes_to_shop", 45))).await;
    say("bob", "I have paid.");
    "the candles"
}

/// Ends with the function, whether it returns or is dropped before.
struct Walk;

impl Walk {
    fn begin() -> Self {
        begin("bob", "walk");
        Self
    }
}

impl Drop for Walk {
    fn drop(&mut self) {
        end("bob", "walk");
    }
}
