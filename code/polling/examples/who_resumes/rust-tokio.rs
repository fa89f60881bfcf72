//! One function settles a slip that another one awaits: who goes on, and when?

use std::future::poll_fn;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use kitchen::{begin, end, knob, minutes, say, work};
use tokio::time::sleep;

// ANCHOR: slip
#[derive(Default)]
struct Slip {
    cake: Mutex<Option<&'static str>>,
    waker: Mutex<Option<Waker>>,
}

impl Slip {
    fn poll(&self, context: &Context<'_>) -> Poll<&'static str> {
        *self.waker.lock().unwrap() = Some(context.waker().clone());
        self.cake.lock().unwrap().map_or(Poll::Pending, Poll::Ready)
    }

    fn settle(&self, cake: &'static str) {
        *self.cake.lock().unwrap() = Some(cake);
        let waker = self.waker.lock().unwrap().take();
        waker.into_iter().for_each(Waker::wake);
    }
}
// ANCHOR_END: slip

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let slip = Arc::new(Slip::default());
    let icing = tokio::spawn(ice_cake(slip.clone()));
    take_cake_out(&slip).await;
    icing.await.unwrap();
}
// ANCHOR_END: main

// ANCHOR: ice_cake
async fn ice_cake(slip: Arc<Slip>) {
    begin("icing", "waits");
    let cake = poll_fn(|context| slip.poll(context)).await;
    end("icing", "waits");
    say("icing", &format!("I go on, with {cake}."));
    work("alice", "ice cake", 6);
    say("icing", "The cake is iced.");
}
// ANCHOR_END: ice_cake

// ANCHOR: take_cake_out
async fn take_cake_out(slip: &Slip) {
    begin("oven", "bake");
    sleep(minutes(knob("minutes_in_oven", 30))).await;
    end("oven", "bake");
    work("alice", "take cake out", 2);
    slip.settle("a cake");
    say("baking", "The slip is settled.");
    work("alice", "wash tin", 4);
    say("baking", "The tin is washed.");
}
// ANCHOR_END: take_cake_out
