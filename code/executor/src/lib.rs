//! An executor on one thread, small enough to be read, and complete: tasks, wakers that may be called from
//! any thread, timers, join handles. It has no `unsafe` and no dependencies.
//!
//! ```
//! use std::time::Duration;
//!
//! let pages = executor::block_on(async {
//!     let book = executor::spawn(async { 6 });
//!     executor::sleep(Duration::from_millis(1)).await;
//!     book.await
//! });
//! assert_eq!(pages, 6);
//! ```
//!
//! A panic in a task comes out of [`block_on`].

mod join;
mod queue;
mod tasks;
mod timers;

/// What the run queue is made of. The model checker in `tests/wakes` has its own in this place.
mod sync {
    pub use std::sync::Mutex;
    pub use std::sync::atomic::{AtomicBool, Ordering};
}

use std::cell::RefCell;
use std::pin::pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::Duration;

pub use join::join;
pub use tasks::{JoinHandle, spawn};
pub use timers::{Sleep, YieldNow, sleep, yield_now};

use queue::{RunQueue, TaskWaker};
use tasks::Tasks;
use timers::Timers;

// ANCHOR: executor
struct Executor {
    queue: Arc<RunQueue>,
    tasks: RefCell<Tasks>,
    timers: Rc<RefCell<Timers>>,
}

thread_local! {
    /// The executor that this thread is inside of.
    static CURRENT: RefCell<Option<Rc<Executor>>> = const { RefCell::new(None) };
}
// ANCHOR_END: executor

/// The executor that this thread is inside of.
#[track_caller]
fn current() -> Rc<Executor> {
    CURRENT.with_borrow(Clone::clone).expect("there is no executor here: call this inside of `block_on`")
}

/// Runs `main` on this thread, and beside it all tasks that are spawned, until `main` is done. Tasks that are
/// not done by then are dropped.
///
/// # Panics
///
/// Inside of another `block_on`, which could not go on meanwhile. In a browser, which has no second thread for
/// it, also when everybody waits and no timer is set.
#[track_caller]
pub fn block_on<F: Future>(main: F) -> F::Output {
    block_on_with(main, Arc::new(Unpark(thread::current())).into(), wait)
}

// ANCHOR: block_on
/// [`block_on`] for a thread that waits for more than wakes, such as sockets.
///
/// Before each round of polls it calls `wait`, with the longest time that this may take: zero if some task can
/// go on, else what is left until the next timer, `None` if there is none. When there is something to do again,
/// `interrupt` is woken, from any thread, and has to end the wait that is under way or comes next.
#[track_caller]
pub fn block_on_with<F: Future>(
    main: F,
    interrupt: Waker,
    mut wait: impl FnMut(Option<Duration>),
) -> F::Output {
    let executor = Executor::enter(interrupt);
    let _leave = Leave;
    let mut main = pin!(main);
    let task = TaskWaker::new(MAIN, &executor.queue);
    let waker = Waker::from(Arc::clone(&task));
    waker.wake_by_ref();
    let mut round = Vec::new();
    loop {
        executor.queue.take(&mut round);
        wait(if round.is_empty() { executor.until_next_timer() } else { Some(Duration::ZERO) });
        for place in round.drain(..) {
            if place != MAIN {
                executor.run(place);
            } else if task.has_its_turn()
                && let Poll::Ready(output) = main.as_mut().poll(&mut Context::from_waker(&waker))
            {
                return output;
            }
        }
        executor.ring_timers();
    }
}
// ANCHOR_END: block_on

/// The place of `main`, which lives on the stack of `block_on`, and not among the tasks.
const MAIN: usize = usize::MAX;

impl Executor {
    #[track_caller]
    fn enter(interrupt: Waker) -> Rc<Self> {
        let outside = CURRENT.with_borrow(Option::is_none);
        assert!(
            outside,
            "`block_on` inside of `block_on`: the outer one could not go on; `await` it instead"
        );
        let queue = Arc::new(RunQueue::new(interrupt));
        let executor = Rc::new(Self { queue, tasks: RefCell::default(), timers: Rc::default() });
        CURRENT.set(Some(Rc::clone(&executor)));
        executor
    }
}

/// Ends a thread's being inside of an executor, in a panic, too.
struct Leave;

impl Drop for Leave {
    fn drop(&mut self) {
        CURRENT.take();
    }
}

// ANCHOR: wait
/// Wakes the thread of an executor that has nothing to do.
struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

fn wait(at_most: Option<Duration>) {
    match at_most {
        Some(Duration::ZERO) => {}
        // Nobody can end this sleep too early: there is no other thread.
        Some(time) if cfg!(target_family = "wasm") => thread::sleep(time),
        None if cfg!(target_family = "wasm") => panic!("everybody waits, and nobody is left to wake them"),
        // Both may return too early; then the next round is an empty one.
        Some(time) => thread::park_timeout(time),
        None => thread::park(),
    }
}
// ANCHOR_END: wait
