//! Which takes longer: to begin one thread and wait for its end, or as much for many tasks?

use std::thread;
use std::time::{Duration, Instant};

use kitchen::{knob, say, work};

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (few, many) = (knob("few", 5), knob("many", 1000));
    let mut measured = [
        (one_thread(), "One thread has come and gone.".to_owned()),
        (tasks(few).await, format!("{few} tasks have come and gone.")),
        (tasks(many).await, format!("{many} tasks have come and gone.")),
    ];
    measured.sort();
    for (_, line) in &measured {
        work("alice", "look at the clock", 2);
        say("alice", line);
    }
}
// ANCHOR_END: main

// ANCHOR: measure
fn one_thread() -> Duration {
    fastest((0..ROUNDS).map(|_| {
        let start = Instant::now();
        thread::spawn(|| ()).join().unwrap();
        start.elapsed()
    }))
}

async fn tasks(count: u32) -> Duration {
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let tasks: Vec<_> = (0..count).map(|_| tokio::spawn(async {})).collect();
        for task in tasks {
            task.await.unwrap();
        }
        rounds.push(start.elapsed());
    }
    fastest(rounds)
}
// ANCHOR_END: measure

const ROUNDS: u32 = 50;

/// Whoever else is on the machine makes no round faster than it is.
fn fastest(rounds: impl IntoIterator<Item = Duration>) -> Duration {
    rounds.into_iter().min().unwrap_or_default()
}
