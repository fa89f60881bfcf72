//! How tokio keeps a task from starving others: a budget.

use kitchen::{minutes, observe, say, work};
use tokio::sync::mpsc::{Receiver, channel};
use tokio::task::coop::{consume_budget, unconstrained};
use tokio::time::sleep;

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    say("alice", "First evening: letters from a channel.");
    evening(read_letters(pile())).await;
    say("alice", "Second evening: without a budget.");
    evening(unconstrained(read_letters(pile()))).await;
    say("alice", "Third evening: no channel, and a budget by hand.");
    evening(count_letters()).await;
}

async fn evening(letters: impl Future<Output = ()> + Send + 'static) {
    let phone = tokio::spawn(observe("phone", answer_phone()));
    let letters = tokio::spawn(observe("letters", letters));
    phone.await.expect("nothing panics");
    letters.await.expect("nothing panics");
}
// ANCHOR_END: main

async fn answer_phone() {
    sleep(minutes(6)).await;
    say("alice", "Hello?");
}

/// A channel in which 192 letters lie already.
fn pile() -> Receiver<u32> {
    let (mail, pile) = channel(192);
    (1..=192).for_each(|letter| mail.try_send(letter).expect("there is room"));
    pile
}

// ANCHOR: letters
async fn read_letters(mut pile: Receiver<u32>) {
    while let Some(letter) = pile.recv().await {
        glance_at(letter);
    }
}

async fn count_letters() {
    for letter in 1..=192 {
        glance_at(letter);
        consume_budget().await;
    }
}

/// Each takes a moment, and 32 take four minutes.
fn glance_at(letter: u32) {
    if letter.is_multiple_of(32) {
        work("alice", &format!("letters to {letter}"), 4);
    }
}
// ANCHOR_END: letters
