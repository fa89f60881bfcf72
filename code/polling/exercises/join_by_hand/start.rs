//! Cake and tea, joined by hand, and begun one after the other.

use std::pin::Pin;
use std::task::{Context, Poll};

use kitchen::{begin, end, knob, minutes, say};
use tokio::time::sleep;

type Task = Pin<Box<dyn Future<Output = ()>>>;

/// Ready when both are.
struct Both {
    first: Task,
    second: Task,
    first_is_done: bool,
}

impl Future for Both {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if !self.first_is_done {
            if self.first.as_mut().poll(context).is_pending() {
                return Poll::Pending;
            }
            self.first_is_done = true;
        }
        self.second.as_mut().poll(context)
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let first = Box::pin(prepare("cake", knob("minutes_for_cake", 30)));
    let second = Box::pin(prepare("tea", knob("minutes_for_tea", 10)));
    Both { first, second, first_is_done: false }.await;
    say("alice", "Cake and tea are ready.");
}

async fn prepare(what: &'static str, time: u32) {
    begin(what, "prepare");
    sleep(minutes(time)).await;
    end(what, "prepare");
    say(what, "I am done.");
}
