//! The smallest executor: it polls one future, and lets its thread stand still until that is woken.

use kitchen::{begin, blocked, end, minutes, pending, poll, ready, say, wake, work};
use std::future::poll_fn;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

// ANCHOR: block_on
fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        poll("cake");
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            ready("cake");
            return output;
        }
        pending("cake");
        blocked("alice", "cake", thread::park);
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        wake("cake", "oven");
        self.0.unpark();
    }
}
// ANCHOR_END: block_on

// ANCHOR: main
fn main() {
    block_on(async {
        work("alice", "mix batter", 10);
        bake().await;
        work("alice", "take cake out", 2);
    });
    say("alice", "The cake is on the table.");
}
// ANCHOR_END: main

// ANCHOR: bake
fn bake() -> impl Future<Output = ()> {
    begin("oven", "bake");
    let asked = Arc::new(Mutex::new(Some(Waker::noop().clone())));
    let oven = Arc::clone(&asked);
    thread::spawn(move || {
        thread::sleep(minutes(30));
        end("oven", "bake");
        oven.lock().unwrap().take().into_iter().for_each(Waker::wake);
    });
    poll_fn(move |context| match &mut *asked.lock().unwrap() {
        Some(last) => {
            last.clone_from(context.waker());
            Poll::Pending
        }
        None => Poll::Ready(()),
    })
}
// ANCHOR_END: bake
