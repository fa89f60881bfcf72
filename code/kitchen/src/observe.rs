//! Looking under the hood: a future that writes down each poll, its answer, and each wake.

use std::cell::RefCell;
use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

use crate::ledger::{Kind, write};

/// Wraps `future` so that its polls, their answers and its wakes appear on the lane `name`.
///
/// It changes nothing else: the same polls reach the future, the same wakes reach whoever polls it.
#[track_caller]
pub fn observe<F: Future>(name: &str, future: F) -> Observed<F> {
    Observed { name: name.into(), here: Location::caller(), future: Box::pin(future) }
}

/// A future whose polls and wakes are written down; see [`observe`].
pub struct Observed<F> {
    name: Arc<str>,
    here: &'static Location<'static>,
    // Boxed, so that looking in needs no unsafe projection.
    future: Pin<Box<F>>,
}

impl<F: Future> Future for Observed<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let waker = Waker::from(Arc::new(ObservedWaker {
            name: Arc::clone(&self.name),
            here: self.here,
            inner: context.waker().clone(),
        }));
        write(&self.name, self.here, Kind::Poll);
        let outside = POLLED.replace(Some(Arc::clone(&self.name)));
        let answer = self.future.as_mut().poll(&mut Context::from_waker(&waker));
        POLLED.set(outside);
        let kind = if answer.is_ready() { Kind::Ready } else { Kind::Pending };
        write(&self.name, self.here, kind);
        answer
    }
}

thread_local! {
    /// The observed future that this thread is inside of, which is who causes a wake.
    static POLLED: RefCell<Option<Arc<str>>> = const { RefCell::new(None) };
}

/// Runs `act`; a wake that it causes is `actor`'s.
pub fn acting<T>(actor: &str, act: impl FnOnce() -> T) -> T {
    let outside = POLLED.replace(Some(actor.into()));
    let answer = act();
    POLLED.set(outside);
    answer
}

struct ObservedWaker {
    name: Arc<str>,
    here: &'static Location<'static>,
    inner: Waker,
}

impl Wake for ObservedWaker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        let by = POLLED.with_borrow(Clone::clone);
        let by = by.as_deref().unwrap_or("runtime");
        write(&self.name, self.here, Kind::Wake { by });
        self.inner.wake_by_ref();
    }
}
