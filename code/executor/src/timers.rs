//! Timers, and giving others a turn: what the executor itself wakes tasks for.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::mem;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use super::{Executor, current};

// ANCHOR: timers
/// Who is to be woken, and when.
#[derive(Default)]
pub struct Timers {
    /// The first is due next. The number tells timers apart that are due at the same moment.
    due: BTreeMap<(Instant, u64), Waker>,
    next: u64,
    /// Those who gave others a turn.
    yielded: Vec<Waker>,
}

impl Timers {
    fn add(&mut self, due: Instant) -> (Instant, u64) {
        self.next += 1;
        self.due.insert((due, self.next), Waker::noop().clone());
        (due, self.next)
    }

    fn take_due(&mut self, now: Instant) -> Option<Waker> {
        let timer = self.due.first_entry()?;
        (timer.key().0 <= now).then(|| timer.remove())
    }
}

impl Executor {
    pub fn until_next_timer(&self) -> Option<Duration> {
        let timers = self.timers.borrow();
        let ((due, _), _) = timers.due.first_key_value()?;
        Some(due.saturating_duration_since(Instant::now()))
    }

    /// Wakes everybody whose timer is due, and behind them those who gave others a turn.
    pub fn ring_timers(&self) {
        // A waker is called when nothing is borrowed: who knows what it does.
        let mut yielded = mem::take(&mut self.timers.borrow_mut().yielded);
        if !self.timers.borrow().due.is_empty() {
            let now = Instant::now();
            while let Some(waker) = { self.timers.borrow_mut().take_due(now) } {
                waker.wake();
            }
        }
        yielded.drain(..).for_each(Waker::wake);
        // Given back, so that the next to yield need not ask for memory.
        self.timers.borrow_mut().yielded = yielded;
    }
}
// ANCHOR_END: timers

// ANCHOR: sleep
/// Waits for `duration`, counted from this call.
///
/// # Panics
///
/// Outside of [`block_on`](crate::block_on).
#[track_caller]
pub fn sleep(duration: Duration) -> Sleep {
    let timers = Rc::clone(&current().timers);
    let key = timers.borrow_mut().add(after(duration));
    Sleep { timers, key }
}

/// See [`sleep`].
#[must_use = "a sleep does nothing unless it is awaited"]
pub struct Sleep {
    timers: Rc<RefCell<Timers>>,
    key: (Instant, u64),
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let waker = context.waker().clone();
        let before = self.timers.borrow_mut().due.get_mut(&self.key).map(|place| mem::replace(place, waker));
        // The executor takes out what has rung.
        if before.is_some() { Poll::Pending } else { Poll::Ready(()) }
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        let waker = self.timers.borrow_mut().due.remove(&self.key);
        drop(waker);
    }
}
// ANCHOR_END: sleep

/// The moment after that time; in thirty years, if it is too far away for a clock.
fn after(duration: Duration) -> Instant {
    let now = Instant::now();
    now.checked_add(duration).unwrap_or_else(|| now + Duration::from_secs(30 * 365 * 24 * 60 * 60))
}

// ANCHOR: yield_now
/// Gives everybody else a turn who can go on, or whose timer is due.
pub fn yield_now() -> YieldNow {
    YieldNow { yielded: false }
}

/// See [`yield_now`].
#[must_use = "nobody gets a turn unless this is awaited"]
pub struct YieldNow {
    yielded: bool,
}

impl Future for YieldNow {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if mem::replace(&mut self.yielded, true) {
            return Poll::Ready(());
        }
        current().timers.borrow_mut().yielded.push(context.waker().clone());
        Poll::Pending
    }
}
// ANCHOR_END: yield_now
