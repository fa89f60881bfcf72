//! A timer that is due, a task that is queued, and a task that the task queues: who is next?

use kitchen::{begin, end, minutes, say, work};
use tokio::time::{Sleep, sleep};

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    begin("timer", "set to 2 minutes");
    let oven = tokio::spawn(turn_oven_down(sleep(minutes(2))));
    begin("first", "queued");
    let first = tokio::spawn(answer_first());

    work("alice", "page 1", 8);
    say("alice", "Page 1 is read.");
    first.await.unwrap();
    oven.await.unwrap();
}
// ANCHOR_END: main

// ANCHOR: turns
async fn answer_first() {
    end("first", "queued");
    work("alice", "first message", 2);
    say("alice", "The first message is answered.");

    begin("second", "queued");
    tokio::spawn(async { answer_second() }).await.unwrap();
}

fn answer_second() {
    end("second", "queued");
    work("alice", "second message", 2);
    say("alice", "The second message is answered.");
}

async fn turn_oven_down(due: Sleep) {
    due.await;
    end("timer", "set to 2 minutes");
    work("alice", "turn oven down", 4);
    say("alice", "The oven is turned down.");
}
// ANCHOR_END: turns
