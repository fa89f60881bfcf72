//! Three futures that are polled, moved as far as they may be, and polled again.

use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use kitchen::{begin, end, now, pending, poll, ready, say, work};

// ANCHOR: timer
/// Remembers where it was last polled; any place will do.
struct Timer(&'static str, Option<usize>);

impl Future for Timer {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        let here = std::ptr::from_ref(&*self).addr();
        if let Some(place) = self.1.replace(here) {
            let moved = if place == here { "is where it was" } else { "is in another place" };
            say(self.0, &format!("The {} {moved}.", self.0));
        }
        if now() < 20 { Poll::Pending } else { Poll::Ready(()) }
    }
}

/// To whoever calls it, its future may refer to itself.
async fn bake(what: &'static str) {
    Timer(what, None).await;
}
// ANCHOR_END: timer

fn main() {
    // ANCHOR: before
    let mut cake = Box::pin(bake("cake"));
    let mut bread = pin!(bake("bread"));
    let mut timer = Timer("timer", None);
    look("cake", cake.as_mut());
    look("bread", bread.as_mut());
    look("timer", Pin::new(&mut timer));
    // ANCHOR_END: before
    begin("cake", "on the heap");
    begin("bread", "in main");
    begin("timer", "in a variable");
    work("alice", "clear the table", 10);
    // ANCHOR: after
    let mut cakes = Vec::from([cake]);
    let mut timers = Vec::from([timer]);
    end("timer", "in a variable");
    begin("timer", "in a list");
    work("alice", "read", 10);
    look("cake", cakes[0].as_mut());
    look("bread", bread.as_mut());
    look("timer", Pin::new(&mut timers[0]));
    // ANCHOR_END: after
    end("cake", "on the heap");
    end("bread", "in main");
    end("timer", "in a list");
}

fn look(name: &str, future: Pin<&mut impl Future>) {
    poll(name);
    match future.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Pending => pending(name),
        Poll::Ready(_) => ready(name),
    }
}
