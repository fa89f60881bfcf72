//! Three ways to move what is pinned, and one to poll what is not: the compiler refuses each.

use std::marker::PhantomPinned;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Waker};
use std::thread::sleep;

use kitchen::{minutes, say};

// ANCHOR: cake
/// A type of one's own that must not move once it is pinned: the marker says so.
#[derive(Default)]
struct Cake {
    almond: u8,
    stays: PhantomPinned,
}

async fn bake() {
    sleep(minutes(30));
}
// ANCHOR_END: cake

// ANCHOR: main
fn main() {
    let (mut first, mut second) = (Box::pin(Cake::default()), Box::pin(Cake::default()));
    mem::swap(first.as_mut().get_mut(), second.as_mut().get_mut());
    let out: Box<Cake> = Pin::into_inner(first);
    say("alice", &format!("Here is its almond: {}.", out.almond));

    let mut future = bake();
    let _ = Pin::new(&mut future).poll(&mut Context::from_waker(Waker::noop()));
    let elsewhere = Pin::into_inner(Box::pin(bake()));
    drop(elsewhere);
}
// ANCHOR_END: main
