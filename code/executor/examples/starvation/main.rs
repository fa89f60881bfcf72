//! A task that always has something to do, on this chapter's executor.

use std::future::{Ready, ready};
use std::ops::RangeInclusive;

use executor::{block_on, sleep, spawn};
use kitchen::{knob, minutes, observe, say, work};

// ANCHOR: main
fn main() {
    block_on(async {
        let phone = spawn(observe("phone", answer_phone()));
        let letters = spawn(observe("letters", answer_letters()));
        phone.await;
        letters.await;
    });
}
// ANCHOR_END: main

// ANCHOR: answer_phone
async fn answer_phone() {
    sleep(minutes(10)).await;
    say("alice", "Hello?");
}
// ANCHOR_END: answer_phone

// ANCHOR: answer_letters
async fn answer_letters() {
    let mut pile = Pile(1..=knob("letters", 5));
    while let Some(letter) = pile.next().await {
        work("alice", &format!("letter {letter}"), 6);
    }
    say("alice", "The letters are answered.");
}

/// Letters of many weeks: the next one is there already.
struct Pile(RangeInclusive<u32>);

impl Pile {
    fn next(&mut self) -> Ready<Option<u32>> {
        ready(self.0.next())
    }
}
// ANCHOR_END: answer_letters
