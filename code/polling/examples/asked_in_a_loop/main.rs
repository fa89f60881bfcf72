//! A timer that tells nobody when it is due, and a loop that has to ask it.

use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};
use std::time::Instant;

use kitchen::{knob, minutes, pending, poll, ready, say, work};

// ANCHOR: timer
struct Timer(Instant);

impl Future for Timer {
    type Output = ();
    fn poll(self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<()> {
        if Instant::now() >= self.0 { Poll::Ready(()) } else { Poll::Pending }
    }
}
// ANCHOR_END: timer

// ANCHOR: main
fn main() {
    let mut context = Context::from_waker(Waker::noop());
    let mut cake = pin!(bake_cake());
    let mut polls = 1;
    poll("cake");
    while cake.as_mut().poll(&mut context).is_pending() {
        pending("cake");
        work("loop", "go and look", 2);
        polls += 1;
        poll("cake");
    }
    ready("cake");
    say("loop", &format!("I have asked {polls} times."));
}
// ANCHOR_END: main

// ANCHOR: bake_cake
async fn bake_cake() {
    Timer(Instant::now() + minutes(knob("minutes_in_oven", 30))).await;
    say("cake", "I am done.");
}
// ANCHOR_END: bake_cake
