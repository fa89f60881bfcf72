//! Alice waits for the cake and answers the phone, in a loop: one cake, pinned before the loop.

use std::pin::pin;

use kitchen::{begin, dropped, end, knob, minutes, say, work};
use tokio::time::sleep;

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut cake = pin!(bake_cake());
    let mut calls = 0;
    loop {
        tokio::select! {
            biased; // The oven is asked first.
            () = &mut cake => break,
            () = phone(), if calls < 3 => answer(&mut calls),
        }
    }
    say("alice", "The cake is on the table.");
}
// ANCHOR_END: main

// ANCHOR: bake_cake
async fn bake_cake() {
    let mut oven = Oven { is_done: false };
    begin("oven", "bake");
    sleep(minutes(knob("minutes_in_oven", 30))).await;
    oven.is_done = true;
}

struct Oven {
    is_done: bool,
}

impl Drop for Oven {
    fn drop(&mut self) {
        if !self.is_done {
            dropped("oven");
        }
        end("oven", "bake");
    }
}
// ANCHOR_END: bake_cake

async fn phone() {
    sleep(minutes(12)).await;
}

fn answer(calls: &mut u32) {
    *calls += 1;
    work("alice", "talk", 2);
    say("alice", &format!("Call {calls} is answered."));
}
