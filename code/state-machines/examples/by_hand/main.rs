//! Baking a cake: the state machine that an async function becomes, written by hand.

use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker, ready};
use std::time::Instant;

use kitchen::{begin, end, knob, minutes, observe, say, work};

// ANCHOR: main
fn main() {
    let mut cake = pin!(observe("cake", BakeCake::Start { icing: "chocolate" }));
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
enum BakeCake {
    Start { icing: &'static str },
    Baking { icing: &'static str, oven: Instant },
    Done,
}

impl Future for BakeCake {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        loop {
            match *self {
                Self::Start { icing } => {
                    end("state", "Start");
                    work("alice", "mix batter", 10);
                    say("alice", "The cake is in the oven.");
                    begin("state", "Baking");
                    let oven = Instant::now() + minutes(knob("minutes_in_oven", 30));
                    *self = Self::Baking { icing, oven };
                }
                Self::Baking { icing, oven } => {
                    ready!(ask(oven));
                    end("state", "Baking");
                    work("alice", &format!("spread {icing}"), 6);
                    say("alice", "The cake is on the table.");
                    begin("state", "Done");
                    *self = Self::Done;
                    return Poll::Ready(());
                }
                Self::Done => panic!("a finished function cannot go on"),
            }
        }
    }
}
// ANCHOR_END: bake_cake

// ANCHOR: ask
fn ask(oven: Instant) -> Poll<()> {
    if Instant::now() < oven { Poll::Pending } else { Poll::Ready(()) }
}
// ANCHOR_END: ask
