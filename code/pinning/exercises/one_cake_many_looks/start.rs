//! Alice looks for the cake every ten minutes, and begins another one.

use kitchen::{begin, end, knob, minutes, say};
use tokio::time::{sleep, timeout};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    for _ in 0..12 {
        if timeout(minutes(10), bake_cake()).await.is_ok() {
            say("alice", "The cake is baked.");
            return;
        }
        say("alice", "Not yet.");
    }
    say("alice", "I give up.");
}

async fn bake_cake() {
    let _oven = Oven::heat();
    sleep(minutes(knob("minutes_in_oven", 34))).await;
}

/// Notes when baking ends, and also when it is called off.
struct Oven;

impl Oven {
    fn heat() -> Self {
        begin("oven", "bake");
        Self
    }
}

impl Drop for Oven {
    fn drop(&mut self) {
        end("oven", "bake");
    }
}
