//! Three trays in one join: whenever one of them is woken, all are asked that are not done.

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
        // Whether it is done is for the timer to say.
        let timer = self.timer.as_mut().poll(context);
        timer.map(|()| self.polls)
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
