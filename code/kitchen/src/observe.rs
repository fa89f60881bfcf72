//! Looking under the hood: a future that writes down each poll, its answer, and each wake.

use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::panic::Location;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

use crate::clock;
use crate::ledger::{self, Kind, write};

/// Wraps `future` so that its polls, their answers and its wakes appear on the lane `name`.
///
/// It changes nothing else: the same polls reach the future, the same wakes reach whoever polls it. Where
/// nothing is written down, it is the future itself that is awaited.
#[track_caller]
pub fn observe<F: Future>(name: &str, future: F) -> impl Future<Output = F::Output> + use<F> {
    let here = Location::caller();
    let observer = ledger::is_on().then(|| Observer { name: name.into(), here });
    async move {
        let Some(observer) = observer else {
            // As the first event would have.
            clock::start();
            return future.await;
        };
        let mut future = pin!(future);
        poll_fn(|context| observer.poll(future.as_mut(), context)).await
    }
}

/// Who writes down what becomes of a future.
struct Observer {
    name: Arc<str>,
    here: &'static Location<'static>,
}

impl Observer {
    fn poll<F: Future>(&self, future: Pin<&mut F>, context: &mut Context<'_>) -> Poll<F::Output> {
        // A new one for each poll: kept in here, it would keep alive the task that it belongs to.
        let waker = Waker::from(Arc::new(ObservedWaker {
            name: Arc::clone(&self.name),
            here: self.here,
            inner: context.waker().clone(),
        }));
        write(&self.name, self.here, Kind::Poll);
        let outside = POLLED.replace(Some(Arc::clone(&self.name)));
        let answer = future.poll(&mut Context::from_waker(&waker));
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

/// Runs `act` for the lane `actor`: what it wakes on this thread has been woken by `actor`.
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
