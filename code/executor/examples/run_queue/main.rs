//! Three tasks on this chapter's executor, and who is in its run queue.

use std::future::poll_fn;
use std::sync::Arc;
use std::task::{Context, Wake, Waker};

use executor::{JoinHandle, block_on, sleep, yield_now};
use kitchen::{begin, end, minutes, observe, say, work};

// ANCHOR: main
fn main() {
    block_on(async {
        let cake = spawn("cake", bake_cake());
        let book = spawn("book", in_parts("page", 8, "The book is finished."));
        let letter = spawn("letter", in_parts("paragraph", 4, "The letter is written."));
        cake.await;
        book.await;
        letter.await;
    });
}
// ANCHOR_END: main

// ANCHOR: tasks
async fn bake_cake() {
    work("alice", "mix batter", 10);
    sleep(minutes(20)).await;
    work("alice", "take cake out", 2);
    say("alice", "The cake is on the table.");
}

async fn in_parts(part: &str, n: u32, done: &str) {
    for number in 1..=3 {
        work("alice", &format!("{part} {number}"), n);
        yield_now().await;
    }
    say("alice", done);
}
// ANCHOR_END: tasks

// ANCHOR: queued
/// Spawns a task, and shows how long it is in the queue: from a wake to the poll that comes of it.
fn spawn(name: &'static str, task: impl Future<Output = ()> + 'static) -> JoinHandle<()> {
    begin("queue", name);
    let mut task = Box::pin(observe(name, task));
    executor::spawn(poll_fn(move |context| {
        end("queue", name);
        let waker = Waker::from(Arc::new(InQueue(name, context.waker().clone())));
        task.as_mut().poll(&mut Context::from_waker(&waker))
    }))
}

struct InQueue(&'static str, Waker);

impl Wake for InQueue {
    fn wake(self: Arc<Self>) {
        begin("queue", self.0);
        self.1.wake_by_ref();
    }
}
// ANCHOR_END: queued
