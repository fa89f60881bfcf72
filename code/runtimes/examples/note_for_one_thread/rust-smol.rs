//! A note that two tasks share, and tasks that stay on their thread; on smol.

use std::cell::Cell;
use std::rc::Rc;

use kitchen::{minutes, observe, say, spawn};
use smol::{LocalExecutor, Timer};

// ANCHOR: main
fn main() {
    let thread = LocalExecutor::new();
    smol::block_on(thread.run(async {
        let eggs = Rc::new(Cell::new(6));
        spawn("alice", "bob");
        let bob = thread.spawn(observe("bob", fetch_eggs(Rc::clone(&eggs))));
        Timer::after(minutes(5)).await;
        eggs.set(eggs.get() - 3);
        say("alice", "Three eggs are in the batter.");
        bob.await;
        say("alice", &format!("The note says {}.", eggs.get()));
    }));
}
// ANCHOR_END: main

// ANCHOR: fetch_eggs
async fn fetch_eggs(eggs: Rc<Cell<u32>>) {
    Timer::after(minutes(10)).await;
    eggs.set(eggs.get() + 6);
    say("bob", "I have brought six eggs.");
}
// ANCHOR_END: fetch_eggs
