//! An executor on one thread, small enough to be read in one go: tasks, wakers that may be called from any
//! thread, timers, join handles. It has no `unsafe` and no dependencies.
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

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::pin::{Pin, pin};
use std::rc::{self, Rc};
use std::sync::{self, Arc};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

// `sync` is that of `std`. The model checker in `tests/wakes` has its own in this place.
use crate::sync::Mutex;
use crate::sync::atomic::{AtomicBool, Ordering};

// ANCHOR: wake
/// Who can go on, in the order in which they were woken.
struct RunQueue {
    woken: Mutex<Vec<Arc<TaskWaker>>>,
    /// Wakes the executor's thread, which may be waiting.
    interrupt: Waker,
}

/// What wakes a task. Tasks stay on their thread; this may be anywhere, and has the task's number.
struct TaskWaker {
    id: u64,
    /// Whether it is in the queue.
    queued: AtomicBool,
    /// The queue has wakers in it, so these are not what keeps it alive.
    queue: sync::Weak<RunQueue>,
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        // Woken twice, a task is polled once.
        let was_queued = self.queued.swap(true, Ordering::AcqRel);
        if !was_queued && let Some(queue) = self.queue.upgrade() {
            queue.woken.lock().unwrap().push(self);
            queue.interrupt.wake_by_ref();
        }
    }
}
// ANCHOR_END: wake

// ANCHOR: executor
type Task = Pin<Box<dyn Future<Output = ()>>>;

struct Executor {
    queue: Arc<RunQueue>,
    /// Those that are not done, by number, so in the order in which they were spawned.
    tasks: RefCell<BTreeMap<u64, Task>>,
    /// What is over when, the next one first. The number is for those that are over at the same moment.
    timers: RefCell<BTreeMap<(Instant, u64), Rc<Joint>>>,
}

thread_local! {
    /// The executor that this thread is inside of. `block_on` owns it, and with that it ends.
    static CURRENT: RefCell<rc::Weak<Executor>> = const { RefCell::new(rc::Weak::new()) };
    /// No number is used twice, so a waker that is called late finds nobody.
    static NEXT_ID: Cell<u64> = const { Cell::new(MAIN + 1) };
}

/// The number of `main`, which lives on the stack of `block_on`, and not among the tasks.
const MAIN: u64 = 0;

#[track_caller]
fn current() -> Rc<Executor> {
    CURRENT.with_borrow(rc::Weak::upgrade).expect("there is no executor here: call this inside of `block_on`")
}
// ANCHOR_END: executor

// ANCHOR: wait
/// Runs `main` on this thread, and beside it all tasks that are spawned, until `main` is done. Tasks that are
/// not done by then are dropped.
///
/// # Panics
///
/// Inside of another `block_on`, which could not go on meanwhile. In a browser, which has no second thread for
/// it, also when everybody waits and no timer is set.
#[track_caller]
pub fn block_on<F: Future>(main: F) -> F::Output {
    let unpark = Arc::new(Unpark(thread::current()));
    block_on_with(main, unpark.into(), |at_most| match at_most {
        Some(Duration::ZERO) => {}
        // There is no other thread that could end this sleep, or wake anybody.
        _ if cfg!(target_family = "wasm") => thread::sleep(at_most.expect("nobody is left to wake anybody")),
        // Both may return too early; then the next round is an empty one.
        Some(time) => thread::park_timeout(time),
        None => thread::park(),
    })
}

/// Wakes the thread of an executor that has nothing to do.
struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}
// ANCHOR_END: wait

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
    let nested = CURRENT.with_borrow(|current| current.strong_count() > 0);
    assert!(!nested, "`block_on` inside of `block_on`: the outer one could not go on; `await` it instead");
    let queue = Arc::new(RunQueue { woken: Mutex::default(), interrupt });
    let executor = Rc::new(Executor { queue, tasks: RefCell::default(), timers: RefCell::default() });
    CURRENT.set(Rc::downgrade(&executor));
    let mut main = pin!(main);
    executor.begin(MAIN);
    loop {
        let next_timer = executor.ring_timers();
        let round = std::mem::take(&mut *executor.queue.woken.lock().unwrap());
        wait(if round.is_empty() { next_timer } else { Some(Duration::ZERO) });
        for task in round {
            // Before its poll: a wake in the middle of that may bring news.
            task.queued.swap(false, Ordering::AcqRel);
            let (id, waker) = (task.id, Waker::from(task));
            let mut context = Context::from_waker(&waker);
            if id != MAIN {
                executor.run(id, &mut context);
            } else if let Poll::Ready(output) = main.as_mut().poll(&mut context) {
                return output;
            }
        }
    }
}
// ANCHOR_END: block_on

impl Executor {
    /// Gives a new task its first turn, like any other: by a wake.
    fn begin(&self, id: u64) {
        Arc::new(TaskWaker { id, queued: AtomicBool::new(false), queue: Arc::downgrade(&self.queue) }).wake();
    }

    // ANCHOR: run
    /// Polls the task with that number, unless it is done.
    fn run(&self, id: u64, context: &mut Context<'_>) {
        // It is not among the tasks while it runs, since it may spawn others.
        let Some(mut task) = self.tasks.borrow_mut().remove(&id) else { return };
        if task.as_mut().poll(context).is_pending() {
            self.tasks.borrow_mut().insert(id, task);
        }
    }
    // ANCHOR_END: run

    // ANCHOR: timers
    /// Finishes what is due, and tells how long it is until the next timer.
    fn ring_timers(&self) -> Option<Duration> {
        let now = Instant::now();
        let later = self.timers.borrow_mut().split_off(&(now, u64::MAX));
        let due = self.timers.replace(later);
        // If nobody has the other end any more, there is nobody to wake.
        due.into_values().filter(|sleep| Rc::strong_count(sleep) > 1).for_each(|sleep| sleep.finish(()));
        self.timers.borrow().keys().next().map(|(due, _)| *due - now)
    }
    // ANCHOR_END: timers
}

// ANCHOR: spawn
/// Begins `task` beside the caller: it is polled for the first time when its turn comes.
///
/// # Panics
///
/// Outside of [`block_on`].
#[track_caller]
pub fn spawn<F: Future<Output: 'static> + 'static>(task: F) -> JoinHandle<F::Output> {
    let executor = current();
    let id = NEXT_ID.replace(NEXT_ID.get() + 1);
    let joint = Rc::new(Joint { output: Cell::new(None), waiting: Cell::new(None) });
    let handle = JoinHandle(Rc::clone(&joint));
    executor.tasks.borrow_mut().insert(id, Box::pin(async move { joint.finish(task.await) }));
    executor.begin(id);
    handle
}

/// Waits for a task, for what it returns. If this is dropped, the task goes on.
pub struct JoinHandle<T>(Rc<Joint<T>>);

/// What a handle and whoever will finish it share.
struct Joint<T = ()> {
    output: Cell<Option<T>>,
    waiting: Cell<Option<Waker>>,
}

impl<T> Joint<T> {
    fn finish(&self, output: T) {
        self.output.set(Some(output));
        self.waiting.take().into_iter().for_each(Waker::wake);
    }
}

impl<T> Future for JoinHandle<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        if let Some(output) = self.0.output.take() {
            return Poll::Ready(output);
        }
        assert!(Rc::strong_count(&self.0) > 1, "the task is gone, and nothing is left to wait for");
        self.0.waiting.set(Some(context.waker().clone()));
        Poll::Pending
    }
}
// ANCHOR_END: spawn

// ANCHOR: sleep
/// Waits for `duration`, counted from this call: what [`spawn`] returns is finished by a task, this by the clock.
///
/// If it is dropped, its timer stays in the list until it is due, and then wakes nobody.
///
/// # Panics
///
/// Outside of [`block_on`].
#[track_caller]
pub fn sleep(duration: Duration) -> impl Future<Output = ()> {
    // Thirty years, which no clock overflows with.
    let due = Instant::now() + duration.min(Duration::from_secs(30 * 365 * 24 * 60 * 60));
    let joint = Rc::new(Joint { output: Cell::new(None), waiting: Cell::new(None) });
    let timer = (due, NEXT_ID.replace(NEXT_ID.get() + 1));
    current().timers.borrow_mut().insert(timer, Rc::clone(&joint));
    JoinHandle(joint)
}

/// Gives everybody else a turn who can go on, or whose timer is due: a sleep for no time.
pub async fn yield_now() {
    sleep(Duration::ZERO).await;
}
// ANCHOR_END: sleep
