//! Cake and tea, joined by hand, and begun together.

use std::pin::Pin;
use std::task::{Context, Poll};

use kitchen::{begin, end, knob, minutes, say};
use tokio::time::sleep;

type Task = Pin<Box<dyn Future<Output = ()>>>;

/// Ready when both are; a task that is done is no longer there to be asked.
struct Both {
    tasks: [Option<Task>; 2],
}

impl Future for Both {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        for place in &mut self.tasks {
            // Both leave the same waker, so whichever is woken, both are asked.
            if place.as_mut().is_some_and(|task| task.as_mut().poll(context).is_ready()) {
                *place = None;
            }
        }
        if self.tasks.iter().all(Option::is_none) { Poll::Ready(()) } else { Poll::Pending }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let first = Box::pin(prepare("cake", knob("minutes_for_cake", 30)));
    let second = Box::pin(prepare("tea", knob("minutes_for_tea", 10)));
    Both { tasks: [Some(first), Some(second)] }.await;
    say("alice", "Cake and tea are ready.");
}

async fn prepare(what: &'static str, time: u32) {
    begin(what, "prepare");
    sleep(minutes(time)).await;
    end(what, "prepare");
    say(what, "I am done.");
}
