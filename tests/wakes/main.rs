//! The run queue of `code/executor`, in every order in which threads can reach it.
//!
//! `queue.rs` is the executor's own file; only what it takes from `std::sync` is loom's here, which runs each
//! model once for every order of its steps, and for every value that a read may give.

#[path = "../../code/executor/src/queue.rs"]
mod queue;

/// What `code/executor/src/lib.rs` has from `std`.
mod sync {
    pub use loom::sync::Mutex;
    pub use loom::sync::atomic::{AtomicBool, Ordering};
}

use std::sync::Arc;
use std::task::{Wake, Waker};

use loom::model::Builder;
use loom::sync::Notify;
use loom::sync::atomic::{AtomicUsize, Ordering};
use loom::thread;

use queue::{RunQueue, TaskWaker};

/// The executor's thread, which waits: what `park` and `unpark` are to the real one.
struct Executor(Notify);

impl Wake for Executor {
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
        let thread = Arc::new(Executor(Notify::new()));
        let queue = Arc::new(RunQueue::new(Waker::from(Arc::clone(&thread))));
        let task = TaskWaker::new(0, &queue);
        let news = News::none();
        let threads: Vec<_> = (0..wakers)
            .map(|_| {
                let (waker, news) = (Waker::from(Arc::clone(&task)), news.clone());
                thread::spawn(move || {
                    for _ in 0..wakes {
                        news.add();
                        waker.wake_by_ref();
                    }
                })
            })
            .collect();

        let (mut round, mut polls) = (Vec::new(), 0);
        loop {
            queue.take(&mut round);
            if round.is_empty() {
                thread.0.wait();
            }
            let turns = round.drain(..).filter(|_| task.has_its_turn()).count();
            assert!(turns <= 1, "in a round, a task has one turn");
            polls += turns;
            // If a wake were lost, the wait would never end, and loom says so.
            if turns == 1 && news.seen() == wakers * wakes {
                break;
            }
        }
        assert!(polls <= wakers * wakes, "polled more often than woken");
        for thread in threads {
            thread.join().expect("a wake does not panic");
        }
    });
}

#[test]
fn two_threads_that_wake_at_once_lose_no_wake() {
    in_every_order(2, 1);
}

#[test]
fn a_thread_that_wakes_again_and_again_loses_no_wake() {
    in_every_order(1, 2);
}
