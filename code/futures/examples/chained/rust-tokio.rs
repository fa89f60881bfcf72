//! Each of the three steps can fail, and one handler at the end is enough.

use futures::TryFutureExt;
use kitchen::{begin, end, knob, minutes, say};
use tokio::time::sleep;

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let evening = ask_friend()
        .and_then(bake_cake)
        .and_then(deliver)
        .map_ok(|thanks| say("alice", &format!("My friend says: {thanks}")))
        .unwrap_or_else(|problem| say("alice", &format!("No cake: {problem}.")));
    say("alice", "Everything is arranged.");
    evening.await;
}
// ANCHOR_END: main

type Answer = Result<String, String>;

// ANCHOR: steps
async fn ask_friend() -> Answer {
    later(1, "friend", "think", 8, "lemon", "the letter is lost").await
}

async fn bake_cake(wish: String) -> Answer {
    later(2, "oven", "bake", 30, &format!("{wish} cake"), "the oven is cold").await
}

async fn deliver(cake: String) -> Answer {
    let problem = format!("the {cake} is lost");
    later(3, "bob", "carry it", 12, "Thank you!", &problem).await
}
// ANCHOR_END: steps

// ANCHOR: later
async fn later(step: u32, lane: &str, activity: &str, n: u32, answer: &str, problem: &str) -> Answer {
    begin(lane, activity);
    sleep(minutes(n)).await;
    end(lane, activity);
    if step == knob("failing_step", 2) { Err(problem.into()) } else { Ok(answer.into()) }
}
// ANCHOR_END: later
