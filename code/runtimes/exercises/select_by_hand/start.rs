//! Door and phone, and Alice hears only the door.

use std::pin::Pin;
use std::task::{Context, Poll};

use kitchen::{begin, dropped, knob, minutes, observe, say};
use tokio::time::sleep;

enum Either<A, B> {
    First(A),
    Second(B),
}

/// What is ready first, of two; if both are, the first.
struct Select<A, B> {
    first: Pin<Box<A>>,
    second: Pin<Box<B>>,
}

impl<A: Future, B: Future> Future for Select<A, B> {
    type Output = Either<A::Output, B::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.first.as_mut().poll(context).map(Either::First)
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let first = Box::pin(observe("door", open_door(knob("door_rings_at", 25))));
    let second = Box::pin(observe("phone", answer_phone(knob("phone_rings_at", 10))));
    match (Select { first, second }).await {
        Either::First(guest) => say("alice", &format!("{guest} is at the door.")),
        Either::Second(cakes) => say("alice", &format!("{cakes} cakes are ordered.")),
    }
    sleep(minutes(100)).await;
    say("alice", "Good night.");
}

async fn open_door(time: u32) -> &'static str {
    let _ear = Ear::listen("door");
    sleep(minutes(time)).await;
    say("door", "Ring!");
    "Bob"
}

async fn answer_phone(time: u32) -> u32 {
    let _ear = Ear::listen("phone");
    sleep(minutes(time)).await;
    say("phone", "Ring!");
    3
}

/// Gone with the future that it belongs to.
struct Ear(&'static str);

impl Ear {
    fn listen(what: &'static str) -> Self {
        begin(what, "listen");
        Self(what)
    }
}

impl Drop for Ear {
    fn drop(&mut self) {
        dropped(self.0);
    }
}
