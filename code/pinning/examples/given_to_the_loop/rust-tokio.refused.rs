//! Alice waits for the cake and answers the phone, in a loop: the compiler refuses to give it away twice.

use kitchen::{begin, end, minutes, say, work};
use tokio::time::sleep;

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let cake = bake_cake();
    let mut calls = 0;
    loop {
        tokio::select! {
            biased; // The oven is asked first.
            () = cake => break,
            () = phone(), if calls < 3 => answer(&mut calls),
        }
    }
    say("alice", "The cake is on the table.");
}
// ANCHOR_END: main

async fn bake_cake() {
    begin("oven", "bake");
    sleep(minutes(30)).await;
    end("oven", "bake");
}

async fn phone() {
    sleep(minutes(12)).await;
}

fn answer(calls: &mut u32) {
    *calls += 1;
    work("alice", "talk", 2);
    say("alice", &format!("Call {calls} is answered."));
}
