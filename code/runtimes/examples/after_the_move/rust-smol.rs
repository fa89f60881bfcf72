//! The same evening on smol, after the move.

use std::{thread, time::Duration};

use kitchen::{blocked, dropped, minutes, observe, receive, say, send, spawn};
use smol::Timer;
use smol::future::or;

// ANCHOR: main
fn main() {
    smol::block_on(async {
        smol::spawn(observe("record", play_record())).detach();
        spawn("alice", "pool");
        let recipe = smol::unblock(find_recipe).await;
        receive("alice", "pool", recipe);
        say("alice", &format!("I have a recipe for {recipe}."));
        let cake = smol::spawn(observe("cake", bake_cake(recipe)));
        if let Some(candles) = timeout(minutes(15), observe("bob", fetch_candles())).await {
            say("alice", &format!("Here are {candles}."));
        } else {
            dropped("bob");
            say("alice", "It is too late for candles.");
        }
        let cake = cake.await;
        receive("alice", "cake", cake);
        say("alice", &format!("Here is {cake}."));
    });
}

async fn timeout<T>(time: Duration, future: impl Future<Output = T>) -> Option<T> {
    let too_late = async {
        Timer::after(time).await;
        None
    };
    or(async { Some(future.await) }, too_late).await
}
// ANCHOR_END: main

// ANCHOR: tasks
async fn play_record() {
    Timer::after(minutes(35)).await;
    say("record", "The record is over.");
}

async fn fetch_candles() -> &'static str {
    Timer::after(minutes(30)).await;
    "the candles"
}

async fn bake_cake(cake: &'static str) -> &'static str {
    Timer::after(minutes(40)).await;
    send("cake", "alice", cake);
    cake
}

fn find_recipe() -> &'static str {
    blocked("pool", "pages", || thread::sleep(minutes(10)));
    send("pool", "alice", "an apple cake");
    "an apple cake"
}
// ANCHOR_END: tasks
