//! The executor of `code/executor`, in every order in which threads can wake its tasks.
//!
//! It is the library's own file; only what it takes from `crate::sync` is loom's here, which runs each model once
//! for every order of its steps, and for every value that a read may give.

#[path = "../../code/executor/src/lib.rs"]
#[expect(dead_code, reason = "time is none of this test's business")]
mod executor;

use std::future::poll_fn;
use std::sync::Arc;
use std::task::{Poll, Wake, Waker};
use std::time::Duration;

use loom::model::Builder;
use loom::sync::{
    self, Notify,
    atomic::{AtomicUsize, Ordering},
};
use loom::thread;

use executor::block_on_with;

/// The executor's thread, which waits: what `park` and `unpark` are to the real one.
struct Thread(Notify);

impl Wake for Thread {
    fn wake(self: Arc<Self>) {
        self.0.notify();
    }
}

/// What another thread has done before it wakes a task; to see all of it is what a poll is for.
#[derive(Clone)]
struct News(Arc<AtomicUsize>);

impl News {
    fn none() -> Self {
        Self(Arc::new(AtomicUsize::new(0)))
    }

    /// Relaxed: if a poll sees it, then because a wake carries it over.
    fn add(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn seen(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

/// Has a task woken by `wakers` threads, by each as often as `wakes`, and polled until it has seen what they did.
fn in_every_order(wakers: usize, wakes: usize) {
    Builder::new().check(move || {
        let here = Arc::new(Thread(Notify::new()));
        let interrupt = Waker::from(Arc::clone(&here));
        let wait = |at_most: Option<Duration>| {
            // If a wake were lost, this would never end, and loom says so.
            if at_most.is_none() {
                here.0.wait();
            }
        };
        block_on_with(woken(wakers, wakes), interrupt, wait);
    });
}

/// Begins the threads at its first poll, and is ready when it has seen what they did.
fn woken(wakers: usize, wakes: usize) -> impl Future<Output = ()> {
    let news = News::none();
    let mut polls = 0;
    poll_fn(move |context| {
        if polls == 0 {
            for _ in 0..wakers {
                let (waker, news) = (context.waker().clone(), news.clone());
                thread::spawn(move || {
                    for _ in 0..wakes {
                        news.add();
                        waker.wake_by_ref();
                    }
                });
            }
        }
        polls += 1;
        assert!(polls <= wakers * wakes + 1, "polled more often than woken");
        if news.seen() == wakers * wakes { Poll::Ready(()) } else { Poll::Pending }
    })
}

#[test]
fn two_threads_that_wake_at_once_lose_no_wake() {
    in_every_order(2, 1);
}

#[test]
fn a_thread_that_wakes_again_and_again_loses_no_wake() {
    in_every_order(1, 2);
}
