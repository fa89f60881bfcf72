//! Three ways to move what is pinned, and one to poll what is not: the compiler refuses each.

use std::marker::PhantomPinned;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Waker};

use kitchen::say;

// ANCHOR: cake
/// A type of one's own that is not to move once it is pinned: the marker says so.
struct Cake {
    almond: &'static str,
    stays: PhantomPinned,
}

/// A future of the compiler's needs no marker.
async fn bake() -> &'static str {
    "the almond"
}
// ANCHOR_END: cake

// ANCHOR: main
fn main() {
    let mut cake = Box::pin(Cake { almond: "the almond", stays: PhantomPinned });
    let next = Cake { almond: "another almond", stays: PhantomPinned };
    let before = mem::replace(cake.as_mut().get_mut(), next);
    let after: Box<Cake> = Pin::into_inner(cake);
    say("alice", &format!("I have moved {} and {}.", before.almond, after.almond));

    let mut future = bake();
    let _ = Pin::new(&mut future).poll(&mut Context::from_waker(Waker::noop()));
    let elsewhere = Pin::into_inner(Box::pin(future));
    drop(elsewhere);
}
// ANCHOR_END: main
