//! An executor that loses wakes.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};

use kitchen::{knob, say, work};

struct Task {
    place: usize,
    queued: AtomicBool,
    queue: Arc<Mutex<VecDeque<usize>>>,
}

impl Wake for Task {
    fn wake(self: Arc<Self>) {
        if !self.queued.swap(true, Ordering::AcqRel) {
            self.queue.lock().unwrap().push_back(self.place);
        }
    }
}

fn run(mut futures: [Pin<Box<dyn Future<Output = ()>>>; 2]) {
    let queue = Arc::default();
    let tasks = [0, 1]
        .map(|place| Arc::new(Task { place, queued: AtomicBool::new(false), queue: Arc::clone(&queue) }));
    let wakers = tasks.clone().map(Waker::from);
    wakers.iter().for_each(Waker::wake_by_ref);
    let first = || queue.lock().unwrap().pop_front();
    while let Some(place) = first() {
        let _ = futures[place].as_mut().poll(&mut Context::from_waker(&wakers[place]));
        tasks[place].queued.store(false, Ordering::Release);
    }
}

fn main() {
    run([
        Box::pin(in_parts("paragraph", 4, "The letter is written.")),
        Box::pin(in_parts("page", 8, "The book is finished.")),
    ]);
}

async fn in_parts(part: &str, n: u32, done: &str) {
    for number in 1..=knob("parts", 3) {
        if number > 1 {
            give_way().await;
        }
        work("alice", &format!("{part} {number}"), n);
    }
    say("alice", done);
}

/// The task wakes itself, and Bob, who looks in, wakes it as well.
async fn give_way() {
    let mut asked = false;
    poll_fn(|context| {
        if asked {
            return Poll::Ready(());
        }
        asked = true;
        context.waker().wake_by_ref();
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
