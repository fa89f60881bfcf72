//! Three trays in one join, and each takes a second question for the answer.

use std::pin::Pin;
use std::task::{Context, Poll};

use kitchen::{begin, end, minutes, observe, say};
use tokio::time::{Sleep, sleep};

// ANCHOR: tray
struct Tray {
    timer: Pin<Box<Sleep>>,
    polls: u32,
}

impl Future for Tray {
    type Output = u32;
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u32> {
        self.polls += 1;
        // The timer keeps the waker. Whoever asks again has been woken, so it is due.
        let _ = self.timer.as_mut().poll(context);
        if self.polls == 1 { Poll::Pending } else { Poll::Ready(self.polls) }
    }
}
// ANCHOR_END: tray

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    tokio::join!(
        biased; // Asked in this order.
        observe("rolls", bake("rolls", 10)),
        observe("scones", bake("scones", 20)),
        observe("cake", bake("cake", 30)),
    );
}

async fn bake(name: &str, time: u32) {
    begin(name, "bake");
    let tray = Tray { timer: Box::pin(sleep(minutes(time))), polls: 0 };
    let polls = tray.await;
    end(name, "bake");
    say(name, &format!("Out of the oven, asked {polls} times."));
}
// ANCHOR_END: main
