//! The run queue, and how a waker puts a task into it.

use std::mem;
use std::sync::{Arc, PoisonError};
use std::task::{Wake, Waker};

use super::sync::{AtomicBool, Mutex, Ordering};

// ANCHOR: queue
/// Who can go on, in the order in which they were woken.
pub struct RunQueue {
    places: Mutex<Vec<usize>>,
    /// Told when the queue is no longer empty.
    interrupt: Waker,
}

impl RunQueue {
    pub fn new(interrupt: Waker) -> Self {
        Self { places: Mutex::new(Vec::new()), interrupt }
    }

    /// Hands out the whole queue for the vector `round`, which is empty, and becomes the next queue.
    pub fn take(&self, round: &mut Vec<usize>) {
        mem::swap(&mut *self.places.lock().unwrap_or_else(PoisonError::into_inner), round);
    }

    fn push(&self, place: usize) {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        places.push(place);
        // If somebody was in the queue already, whoever put them there tells the executor.
        let first = places.len() == 1;
        drop(places);
        if first {
            self.interrupt.wake_by_ref();
        }
    }
}
// ANCHOR_END: queue

// ANCHOR: wake
/// What wakes one task: a number for the queue, and whether it is in there.
pub struct Ticket {
    place: usize,
    queued: AtomicBool,
    queue: Arc<RunQueue>,
}

impl Wake for Ticket {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        // Woken twice, a task is polled once.
        if !self.queued.swap(true, Ordering::AcqRel) {
            self.queue.push(self.place);
        }
    }
}

impl Ticket {
    pub fn new(place: usize, queue: &Arc<RunQueue>) -> Arc<Self> {
        Arc::new(Self { place, queued: AtomicBool::new(false), queue: Arc::clone(queue) })
    }

    /// Whether it is this task that was in the queue. From here on, so before its poll, it can be woken again.
    pub fn turn(&self) -> bool {
        self.queued.swap(false, Ordering::AcqRel)
    }
}
// ANCHOR_END: wake
