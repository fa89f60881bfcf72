//! A future with a cake in it and a reference into the cake, whose handle is moved.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use kitchen::{begin, end, now, pending, poll, ready, say, work};

// ANCHOR: bake
/// What is used after the wait is kept.
async fn bake() {
    let cake = ["crumbs", "crumbs", "almond"];
    let note = &cake[2];
    oven(30).await;
    say("future", &format!("The note: {note}. The piece: {}.", cake[2]));
}

/// The same wait with nothing to keep.
async fn wait() {
    oven(30).await;
}
// ANCHOR_END: bake

/// Wakes nobody: Alice asks again by herself.
async fn oven(until: usize) {
    poll_fn(|_| if (now() as usize) < until { Poll::Pending } else { Poll::Ready(()) }).await;
}

// ANCHOR: main
fn main() {
    let kept = size_of_val(&bake()) - size_of_val(&wait());
    let both = kept == size_of::<[&str; 3]>() + size_of::<&&str>();
    say("alice", if both { "It keeps a cake and a reference." } else { "It keeps something else." });

    let mut cake = Box::pin(bake());
    begin("handle", "in a variable");
    look(cake.as_mut());
    let (handle, future) = (address_of(&cake), address_of(&*cake));
    work("alice", "clear the table", 10);

    let mut shelf = Vec::from([cake]);
    end("handle", "in a variable");
    begin("handle", "in a list");
    let moved = |was, is| if was == is { "where it was" } else { "in another place" };
    say("alice", &format!("The handle is {}.", moved(handle, address_of(&shelf[0]))));
    say("alice", &format!("The future is {}.", moved(future, address_of(&*shelf[0]))));
    work("alice", "read", 20);
    look(shelf[0].as_mut());
    end("handle", "in a list");
}
// ANCHOR_END: main

fn look(future: Pin<&mut impl Future>) {
    poll("future");
    match future.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Pending => pending("future"),
        Poll::Ready(_) => ready("future"),
    }
}

fn address_of<T>(of: &T) -> usize {
    std::ptr::from_ref(of).addr()
}
