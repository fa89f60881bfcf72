//! Three futures that are polled, moved as far as they may be, and polled again.

use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use kitchen::{begin, end, now, pending, poll, ready, say, work};

// ANCHOR: timer
/// A future that remembers where it was when it was last polled, and needs to be nowhere.
struct Timer {
    name: &'static str,
    place: Option<usize>,
}

impl Future for Timer {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        let here = std::ptr::from_ref(&*self).addr();
        if let Some(place) = self.place.replace(here) {
            say(self.name, if place == here { "I am where I was." } else { "I am in another place." });
        }
        if now() < 20 { Poll::Pending } else { Poll::Ready(()) }
    }
}

/// The compiler's future around it may have references into itself, so it may not move once polled.
async fn bake(name: &'static str) {
    Timer { name, place: None }.await;
}
// ANCHOR_END: timer

fn main() {
    // ANCHOR: before
    let mut boxed = Box::pin(bake("boxed"));
    let mut local = pin!(bake("local"));
    let mut timer = Timer { name: "timer", place: None };
    look("boxed", boxed.as_mut());
    look("local", local.as_mut());
    look("timer", Pin::new(&mut timer));
    // ANCHOR_END: before
    work("alice", "clear the table", 20);
    // ANCHOR: after
    let mut boxes = vec![boxed];
    look("boxed", boxes[0].as_mut());
    look("local", local.as_mut());
    let mut timers = vec![timer];
    look("timer", Pin::new(&mut timers[0]));
    // ANCHOR_END: after
}

fn look(name: &str, future: Pin<&mut impl Future>) {
    poll(name);
    match future.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Pending => pending(name),
        Poll::Ready(_) => ready(name),
    }
}
