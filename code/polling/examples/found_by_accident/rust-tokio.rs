//! A slip that keeps no waker, in one task with a phone that rings.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::task::{Context, Poll};

use kitchen::{begin, end, knob, minutes, observe, say};
use tokio::time::sleep;

// ANCHOR: slip
#[derive(Clone, Default)]
struct Slip(Arc<AtomicBool>);

impl Future for Slip {
    type Output = ();
    fn poll(self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<()> {
        if self.0.load(Relaxed) { Poll::Ready(()) } else { Poll::Pending }
    }
}
// ANCHOR_END: slip

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let slip = Slip::default();
    tokio::spawn(observe("oven", bake_cake(slip.clone())));
    tokio::join!(
        biased; // Asked in this order.
        observe("phone", get_messages()),
        observe("cake", wait_for_cake(slip)),
    );
}

async fn wait_for_cake(slip: Slip) {
    slip.await;
    say("cake", "I have a cake.");
}

async fn get_messages() {
    for message in 1..=4 {
        sleep(minutes(12)).await;
        say("phone", &format!("Message {message}."));
    }
}

async fn bake_cake(slip: Slip) {
    begin("oven", "bake");
    sleep(minutes(knob("minutes_in_oven", 30))).await;
    end("oven", "bake");
    say("oven", "There is a cake.");
    slip.0.store(true, Relaxed);
}
// ANCHOR_END: main
