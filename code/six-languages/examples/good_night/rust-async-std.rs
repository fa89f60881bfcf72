//! Alice goes to bed with a cake in the oven; on async-std.

use async_std::task::{sleep, spawn_local};
use kitchen::{dropped, minutes, observe, say, work};

// ANCHOR: main
#[async_std::main]
async fn main() {
    spawn_local(observe("cake", bake_cake()));
    sleep(minutes(5)).await;
    work("alice", "brush teeth", 5);
    say("alice", "Good night.");
}
// ANCHOR_END: main

// ANCHOR: bake_cake
async fn bake_cake() {
    let _oven = Oven;
    say("cake", "The cake is in the oven.");
    sleep(minutes(30)).await;
    say("cake", "The cake is done.");
}

struct Oven;

impl Drop for Oven {
    fn drop(&mut self) {
        dropped("cake");
        say("cake", "The oven is off.");
    }
}
// ANCHOR_END: bake_cake
