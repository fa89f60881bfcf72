//! The run queue, and how a waker puts a task into it.

use std::mem;
use std::sync::{Arc, PoisonError};
use std::task::{Wake, Waker};

use super::sync::{AtomicBool, Mutex, Ordering};

// ANCHOR: queue
/// Who can go on, in the order in which they were woken.
pub struct RunQueue {
    places: Mutex<Vec<usize>>,
    /// Woken when the queue is no longer empty.
    interrupt: Waker,
}

impl RunQueue {
    pub fn new(interrupt: Waker) -> Self {
        Self { places: Mutex::new(Vec::new()), interrupt }
    }

    /// Hands out the whole queue in exchange for `round`, which is empty, and becomes the next queue.
    pub fn take(&self, round: &mut Vec<usize>) {
        mem::swap(&mut *self.places.lock().unwrap_or_else(PoisonError::into_inner), round);
    }
}
// ANCHOR_END: queue

// ANCHOR: wake
/// What wakes a task: the task's place, for the queue, and whether it is in there.
pub struct TaskWaker {
    place: usize,
    queued: AtomicBool,
    queue: Arc<RunQueue>,
}

impl TaskWaker {
    pub fn new(place: usize, queue: &Arc<RunQueue>) -> Arc<Self> {
        Arc::new(Self { place, queued: AtomicBool::new(false), queue: Arc::clone(queue) })
    }

    /// Whether it was this task that was in the queue. From here on, so before its poll, it can be woken again.
    pub fn has_its_turn(&self) -> bool {
        self.queued.swap(false, Ordering::AcqRel)
    }
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        // Woken twice, a task is polled once.
        if self.queued.swap(true, Ordering::AcqRel) {
            return;
        }
        let mut places = self.queue.places.lock().unwrap_or_else(PoisonError::into_inner);
        places.push(self.place);
        // Behind others it need not be reported: whoever put the first one in has done so, or is about to.
        if places.len() == 1 {
            drop(places);
            self.queue.interrupt.wake_by_ref();
        }
    }
}
// ANCHOR_END: wake
