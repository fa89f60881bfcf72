//! Tasks: where they live, how they are polled, and what whoever has spawned one can wait for.

use std::cell::Cell;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use super::queue::TaskWaker;
use super::{Executor, current};

// ANCHOR: tasks
/// The tasks of an executor, each in its place; a place becomes free when its task is done.
#[derive(Default)]
pub struct Tasks {
    places: Vec<Option<Task>>,
    free: Vec<usize>,
}

struct Task {
    future: Pin<Box<dyn Future<Output = ()>>>,
    queued: Arc<TaskWaker>,
    waker: Waker,
}
// ANCHOR_END: tasks

impl Executor {
    // ANCHOR: run
    /// Polls the task in that place, whose turn it is.
    pub fn run(&self, place: usize) {
        // It leaves its place for as long as it runs, since it may spawn others. Whether it was in the queue is
        // asked for the sake of newcomers: a late wake may be meant for who had their place before.
        let task = self.tasks.borrow_mut().places[place].take_if(|task| task.queued.has_its_turn());
        let Some(mut task) = task else { return };
        let answer = task.future.as_mut().poll(&mut Context::from_waker(&task.waker));
        let mut tasks = self.tasks.borrow_mut();
        match answer {
            Poll::Pending => tasks.places[place] = Some(task),
            Poll::Ready(()) => tasks.free.push(place),
        }
    }
    // ANCHOR_END: run

    // ANCHOR: add
    /// Gives `future` a place, and a first turn like any other: by a wake.
    fn add(&self, future: Pin<Box<dyn Future<Output = ()>>>) {
        let mut tasks = self.tasks.borrow_mut();
        let place = tasks.free.pop().unwrap_or_else(|| {
            tasks.places.push(None);
            tasks.places.len() - 1
        });
        let queued = TaskWaker::new(place, &self.queue);
        let waker = Waker::from(Arc::clone(&queued));
        waker.wake_by_ref();
        tasks.places[place] = Some(Task { future, queued, waker });
    }
    // ANCHOR_END: add
}

// ANCHOR: spawn
/// Begins `task` beside the caller: it is polled for the first time when its turn comes.
///
/// # Panics
///
/// Outside of [`block_on`](crate::block_on).
#[track_caller]
pub fn spawn<F: Future<Output: 'static> + 'static>(task: F) -> JoinHandle<F::Output> {
    let joint = Rc::new(Joint { output: Cell::new(None), waiting: Cell::new(None) });
    let handle = JoinHandle(Rc::clone(&joint));
    current().add(Box::pin(async move {
        joint.output.set(Some(task.await));
        if let Some(waker) = joint.waiting.take() {
            waker.wake();
        }
    }));
    handle
}

/// Waits for a task, for what it returns. If this is dropped, the task goes on.
pub struct JoinHandle<T>(Rc<Joint<T>>);

/// What a task and its handle share.
struct Joint<T> {
    output: Cell<Option<T>>,
    waiting: Cell<Option<Waker>>,
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
