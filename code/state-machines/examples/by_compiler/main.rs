//! Baking a cake: an async function, of which the compiler makes a state machine.

use std::future::poll_fn;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Instant;

use kitchen::{begin, end, knob, minutes, observe, say, work};

// ANCHOR: main
fn main() {
    let mut cake = pin!(observe("cake", bake_cake("chocolate")));
    begin("state", "Start");
    work("alice", "read a page", 8);
    // Nobody wakes Alice: she asks after each page.
    let context = &mut Context::from_waker(Waker::noop());
    while cake.as_mut().poll(context).is_pending() {
        work("alice", "read a page", 8);
    }
    work("alice", "read a page", 8);
    end("state", "Done");
}
// ANCHOR_END: main

// ANCHOR: bake_cake
async fn bake_cake(icing: &str) {
    end("state", "Start");
    work("alice", "mix batter", 10);
    say("alice", "The cake is in the oven.");
    begin("state", "Baking");
    let oven = Instant::now() + minutes(knob("minutes_in_oven", 30));
    poll_fn(|_| ask(oven)).await;
    end("state", "Baking");
    work("alice", &format!("spread {icing}"), 6);
    say("alice", "The cake is on the table.");
    begin("state", "Done");
}
// ANCHOR_END: bake_cake

// ANCHOR: ask
fn ask(oven: Instant) -> Poll<()> {
    if Instant::now() < oven { Poll::Pending } else { Poll::Ready(()) }
}
// ANCHOR_END: ask
