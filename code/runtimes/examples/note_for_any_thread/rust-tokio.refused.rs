//! A note that two tasks share, and tasks that may change threads: the compiler refuses; on tokio.

use std::cell::Cell;
use std::rc::Rc;

use kitchen::{minutes, observe, say, spawn};
use tokio::time::sleep;

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let eggs = Rc::new(Cell::new(6));
    spawn("alice", "bob");
    let bob = tokio::spawn(observe("bob", fetch_eggs(Rc::clone(&eggs))));
    sleep(minutes(5)).await;
    eggs.set(eggs.get() - 3);
    say("alice", "Three eggs are in the batter.");
    bob.await.unwrap();
    say("alice", &format!("The note says {}.", eggs.get()));
}
// ANCHOR_END: main

// ANCHOR: fetch_eggs
async fn fetch_eggs(eggs: Rc<Cell<u32>>) {
    sleep(minutes(10)).await;
    eggs.set(eggs.get() + 6);
    say("bob", "I have brought six eggs.");
}
// ANCHOR_END: fetch_eggs
