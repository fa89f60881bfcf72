//! A slip that answers pending, and keeps the waker that came with the question.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use kitchen::{begin, end, knob, minutes, observe, say};
use tokio::time::sleep;

// ANCHOR: slip
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
        say("slip", "There is no cake yet.");
        state.waker = Some(context.waker().clone());
        Poll::Pending
    }
}

impl Slip {
    fn settle(&self) {
        self.0.lock().unwrap().is_baked = true;
        say("slip", "There is a cake now.");
        let waker = self.0.lock().unwrap().waker.take();
        waker.into_iter().for_each(Waker::wake);
    }
}
// ANCHOR_END: slip

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let slip = Slip::default();
    tokio::spawn(observe("oven", bake_cake(slip.clone())));
    let alice = tokio::spawn(observe("alice", async move {
        slip.await;
        say("alice", "I have a cake.");
    }));
    sleep(minutes(60)).await;
    let knows = if alice.is_finished() { "knows" } else { "does not know" };
    say("watchdog", &format!("There is a cake, and Alice {knows}."));
}

async fn bake_cake(slip: Slip) {
    begin("oven", "bake");
    sleep(minutes(knob("minutes_in_oven", 30))).await;
    end("oven", "bake");
    slip.settle();
}
// ANCHOR_END: main
