//! Who waits for which socket.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::future::poll_fn;
use std::io::{Error, ErrorKind, Result};
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Poll, Waker};

use polling::{Event, Events, Poller};

use crate::watched::{Socket, Watched};

thread_local! {
    static OF_THIS_THREAD: RefCell<Option<Rc<Sockets>>> = const { RefCell::new(None) };
}

// ANCHOR: sockets
/// The sockets that the operating system watches for this thread.
pub struct Sockets {
    pub system: Arc<Poller>,
    /// By the key of the socket, who is to be woken when there is news of it.
    waiting: RefCell<BTreeMap<usize, Waker>>,
    next_key: Cell<usize>,
}
// ANCHOR_END: sockets

impl Sockets {
    #[track_caller]
    pub fn of_this_thread() -> Result<Rc<Self>> {
        let is_first = OF_THIS_THREAD.with_borrow(Option::is_none);
        assert!(is_first, "a reactor beside a reactor: this thread can wait in one of them");
        let system = Arc::new(Poller::new()?);
        let sockets = Rc::new(Self { system, waiting: RefCell::default(), next_key: Cell::new(0) });
        OF_THIS_THREAD.set(Some(Rc::clone(&sockets)));
        Ok(sockets)
    }

    pub fn forget_this_thread() {
        OF_THIS_THREAD.set(None);
    }

    // ANCHOR: wake
    /// Wakes all whom the news is for, in the order of their sockets.
    pub fn wake(&self, news: &Events) {
        let keys: BTreeSet<usize> = news.iter().map(|event| event.key).collect();
        for key in keys {
            // Whoever waited may have gone.
            let waker = self.waiting.borrow_mut().remove(&key);
            waker.into_iter().for_each(Waker::wake);
        }
    }
    // ANCHOR_END: wake

    /// Leaves a waker for the next news of a socket.
    fn leave(&self, key: usize, waker: &Waker) {
        let before = self.waiting.borrow_mut().insert(key, waker.clone());
        // Not while the table is borrowed: whatever goes with the waker may need it.
        drop(before);
    }
}

/// A socket whose waits can be awaited, by one task at a time.
pub struct Async<S: Socket> {
    socket: Watched<S>,
    sockets: Rc<Sockets>,
}

impl<S: Socket> Async<S> {
    pub fn new(socket: S) -> Result<Self> {
        let sockets = OF_THIS_THREAD.with_borrow(Clone::clone);
        let sockets = sockets.ok_or_else(|| {
            Error::other("there is no reactor on this thread: call this inside of `reactor::block_on`")
        })?;
        let key = sockets.next_key.get();
        sockets.next_key.set(key + 1);
        let socket = Watched::new(&sockets.system, socket, Event::none(key))?;
        Ok(Self { socket, sockets })
    }

    // ANCHOR: until_ready
    /// Tries, and if the operating system has nothing, waits for news and tries again.
    pub async fn until_ready<T>(
        &mut self,
        what: fn(usize) -> Event,
        mut attempt: impl FnMut(&S) -> Result<T>,
    ) -> Result<T> {
        poll_fn(|context| match attempt(&self.socket) {
            Err(error) if error.kind() == ErrorKind::WouldBlock => {
                self.sockets.leave(self.socket.key, context.waker());
                self.socket.ask(what)?;
                Poll::Pending
            }
            answer => Poll::Ready(answer),
        })
        .await
    }
    // ANCHOR_END: until_ready

    pub fn get(&self) -> &S {
        &self.socket
    }
}

impl<S: Socket> Drop for Async<S> {
    fn drop(&mut self) {
        let waker = self.sockets.waiting.borrow_mut().remove(&self.socket.key);
        drop(waker);
    }
}
