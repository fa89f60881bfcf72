//! Both at once, and one of them fails.

use kitchen::{begin, dropped, end, minutes, now, say};
use tokio::time::sleep;

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    match tokio::try_join!(bake_cake(), fetch_candles()) {
        Ok(_) => say("alice", "Cake and candles are here."),
        Err(error) => say("alice", &format!("No party: {error}.")),
    }
    sleep(minutes(40 - now())).await;
    say("alice", "We have bread and cheese.");
}
// ANCHOR_END: main

// ANCHOR: bake_cake
async fn bake_cake() -> Result<(), &'static str> {
    begin("oven", "bake");
    sleep(minutes(20)).await;
    end("oven", "bake");
    Err("the cake is burnt")
}
// ANCHOR_END: bake_cake

// ANCHOR: fetch_candles
async fn fetch_candles() -> Result<(), &'static str> {
    begin("bob", "walk");
    let mut walk = Walk { is_back: false };
    sleep(minutes(26)).await;
    say("bob", "I have paid.");
    sleep(minutes(10)).await;
    walk.is_back = true;
    Ok(())
}

/// Rust has no `finally`; what has to happen in any case is done by a destructor.
struct Walk {
    is_back: bool,
}

impl Drop for Walk {
    fn drop(&mut self) {
        if !self.is_back {
            dropped("bob");
        }
        end("bob", "walk");
        say("bob", "My walk is over.");
    }
}
// ANCHOR_END: fetch_candles
