//! A machine that bakes a cake, and lets it cool before the icing is spread.

use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use kitchen::{begin, end, knob, now, say, work};

fn main() {
    let mut cake = pin!(BakeCake::Start);
    let context = &mut Context::from_waker(Waker::noop());
    while cake.as_mut().poll(context).is_pending() {
        work("alice", "read a page", 8);
    }
}

enum BakeCake {
    Start,
    Baking { done_at: u32 },
    Cooling { cold_at: u32 },
    Done,
}

impl Future for BakeCake {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        loop {
            match *self {
                Self::Start => {
                    work("alice", "mix batter", 10);
                    begin("state", "Baking");
                    *self = Self::Baking { done_at: now() + knob("minutes_in_oven", 30) };
                }
                Self::Baking { done_at } => {
                    if now() < done_at {
                        return Poll::Pending;
                    }
                    end("state", "Baking");
                    work("alice", "take cake out", 2);
                    begin("state", "Cooling");
                    *self = Self::Cooling { cold_at: now() + knob("minutes_to_cool", 12) };
                }
                Self::Cooling { cold_at } => {
                    if now() < cold_at {
                        return Poll::Pending;
                    }
                    end("state", "Cooling");
                    work("alice", "spread icing", 6);
                    say("alice", "The cake is on the table.");
                    *self = Self::Done;
                    return Poll::Ready(());
                }
                Self::Done => panic!("a finished function cannot go on"),
            }
        }
    }
}
