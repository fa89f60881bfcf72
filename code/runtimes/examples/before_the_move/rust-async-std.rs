//! An evening on async-std, before the move.

use std::thread;

use async_std::future::timeout;
use async_std::task::{self, sleep};
use kitchen::{blocked, dropped, minutes, observe, receive, say, send, spawn};

// ANCHOR: main
#[async_std::main]
async fn main() {
    task::spawn(observe("record", play_record()));
    spawn("alice", "pool");
    let recipe = task::spawn_blocking(find_recipe).await;
    receive("alice", "pool", recipe);
    say("alice", &format!("I have a recipe for {recipe}."));
    let cake = task::spawn(observe("cake", bake_cake(recipe)));
    if let Ok(candles) = timeout(minutes(15), observe("bob", fetch_candles())).await {
        say("alice", &format!("Here are {candles}."));
    } else {
        dropped("bob");
        say("alice", "It is too late for candles.");
    }
    let cake = cake.await;
    receive("alice", "cake", cake);
    say("alice", &format!("Here is {cake}."));
}
// ANCHOR_END: main

// ANCHOR: tasks
async fn play_record() {
    sleep(minutes(35)).await;
    say("record", "The record is over.");
}

async fn fetch_candles() -> &'static str {
    sleep(minutes(30)).await;
    "the candles"
}

async fn bake_cake(cake: &'static str) -> &'static str {
    sleep(minutes(40)).await;
    send("cake", "alice", cake);
    cake
}

fn find_recipe() -> &'static str {
    blocked("pool", "pages", || thread::sleep(minutes(10)));
    send("pool", "alice", "an apple cake");
    "an apple cake"
}
// ANCHOR_END: tasks
