//! A slip that is asked by two tasks, one after the other.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use kitchen::{begin, end, knob, minutes, say};
use tokio::time::{sleep, timeout};

#[derive(Clone, Default)]
struct Slip(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    is_baked: bool,
    waker: Option<Waker>,
}

impl Future for Slip {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut state = self.0.lock().unwrap();
        if state.is_baked {
            return Poll::Ready(());
        }
        if state.waker.is_none() {
            state.waker = Some(context.waker().clone());
        }
        Poll::Pending
    }
}

impl Slip {
    fn settle(&self) {
        self.0.lock().unwrap().is_baked = true;
        let waker = self.0.lock().unwrap().waker.take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let slip = Slip::default();
    tokio::spawn(bake_cake(slip.clone()));
    let bob = tokio::spawn(wait("bob", slip.clone(), 10));
    if !bob.await.unwrap() {
        tokio::spawn(wait("alice", slip, 100)).await.unwrap();
    }
}

async fn bake_cake(slip: Slip) {
    begin("oven", "bake");
    sleep(minutes(knob("minutes_in_oven", 30))).await;
    end("oven", "bake");
    slip.settle();
}

/// Waits for the slip, for so many minutes at most, and answers whether there is a cake.
async fn wait(who: &'static str, slip: Slip, patience: u32) -> bool {
    begin(who, "wait");
    let is_baked = timeout(minutes(patience), slip).await.is_ok();
    end(who, "wait");
    if is_baked {
        say(who, "I have a cake.");
    }
    is_baked
}
