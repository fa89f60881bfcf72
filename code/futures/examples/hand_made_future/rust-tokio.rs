//! A slip for a cake: a future written by hand, and awaited like any other.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use kitchen::{begin, end, knob, minutes, observe, receive, say, send, work};
use tokio::time::{Sleep, sleep};

// ANCHOR: future
#[derive(Clone, Default)]
struct Slip(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    value: Option<&'static str>,
    waiting: Vec<Waker>,
}

impl Future for Slip {
    type Output = &'static str;
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mut state = self.0.lock().unwrap();
        if state.value.is_none() {
            say("cake", "Pending: I note who is waiting.");
            state.waiting.push(context.waker().clone());
        }
        state.value.map_or(Poll::Pending, Poll::Ready)
    }
}

impl Slip {
    fn resolve(&self, value: &'static str) {
        receive("cake", "oven", value);
        end("cake", "pending");
        self.0.lock().unwrap().value = Some(value);
        say("cake", "Ready: I wake who is waiting.");
        let waiting = std::mem::take(&mut self.0.lock().unwrap().waiting);
        waiting.into_iter().for_each(Waker::wake);
    }
}
// ANCHOR_END: future

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let cake = Slip::default();
    begin("cake", "pending");
    begin("oven", "bake");
    tokio::spawn(ring(sleep(minutes(knob("minutes_in_oven", 30))), cake.clone()));
    work("alice", "page 1", 8);
    say("alice", &format!("Now I have {}.", observe("cake", cake.clone()).await));
    work("alice", "page 2", 8);
    say("alice", &format!("And I still have {}.", observe("cake", cake).await));
}

async fn ring(oven: Sleep, cake: Slip) {
    oven.await;
    end("oven", "bake");
    send("oven", "cake", "a cake");
    cake.resolve("a cake");
}
// ANCHOR_END: main
