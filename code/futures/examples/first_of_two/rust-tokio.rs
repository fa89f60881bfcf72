//! Two go for candles, and whoever is back first will do.

use kitchen::{begin, dropped, end, minutes, say, spawn};
use tokio::time::sleep;

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    // ANCHOR: first_of_several
    let candles = tokio::select! {
        biased; // Bob is asked first.
        candles = fetch_candles("bob", "shop", 10) => candles,
        candles = fetch_candles("friend", "market", 26) => candles,
    };
    // ANCHOR_END: first_of_several
    say("alice", &format!("Here are the {candles}."));
    ice_cake().await;
    sleep(minutes(10)).await;
    say("alice", "The party begins.");
}
// ANCHOR_END: main

// ANCHOR: fetch_candles
async fn fetch_candles(who: &str, place: &str, way: u32) -> String {
    spawn("alice", who);
    begin(who, "walk");
    let mut walk = Walk { who, place, is_back: false };
    sleep(minutes(way)).await;
    say(who, &format!("I have paid at the {place}."));
    sleep(minutes(10)).await;
    walk.is_back = true;
    format!("candles from the {place}")
}

/// Rust has no `finally`; what has to happen in any case is done by a destructor.
struct Walk<'a> {
    who: &'a str,
    place: &'a str,
    is_back: bool,
}

impl Drop for Walk<'_> {
    fn drop(&mut self) {
        if !self.is_back {
            dropped(self.who);
        }
        end(self.who, "walk");
        say(self.who, &format!("My walk to the {} is over.", self.place));
    }
}
// ANCHOR_END: fetch_candles

// ANCHOR: ice_cake
async fn ice_cake() {
    begin("cake", "icing sets");
    sleep(minutes(10)).await;
    end("cake", "icing sets");
    say("alice", "The cake is iced.");
}
// ANCHOR_END: ice_cake
