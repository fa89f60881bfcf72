//! Who waits for which socket.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::io::{Error, ErrorKind, Result};
use std::rc::Rc;
use std::task::{Poll, Waker};

use mio::event::Source;
use mio::{Events, Interest, Registry, Token};

thread_local! {
    static OF_THIS_THREAD: RefCell<Option<Rc<Sockets>>> = const { RefCell::new(None) };
}

// ANCHOR: sockets
/// The sockets that the operating system watches for this thread.
pub struct Sockets {
    registry: Registry,
    waiting: RefCell<Waiting>,
}

/// By the token of the socket, who is to be woken when it can be read, and when it can be written to.
#[derive(Default)]
struct Waiting {
    sockets: BTreeMap<Token, [Option<Waker>; 2]>,
    next: usize,
}

#[derive(Clone, Copy)]
pub enum For {
    Reading,
    Writing,
}
// ANCHOR_END: sockets

impl Sockets {
    #[track_caller]
    pub fn of_this_thread(registry: Registry) -> Rc<Self> {
        let sockets = Rc::new(Self { registry, waiting: RefCell::default() });
        let before = OF_THIS_THREAD.replace(Some(Rc::clone(&sockets)));
        assert!(before.is_none(), "a reactor beside a reactor: this thread can wait in one of them");
        sockets
    }

    pub fn forget_this_thread() {
        OF_THIS_THREAD.set(None);
    }

    // ANCHOR: wake
    /// Wakes everybody for whom there is news.
    pub fn wake(&self, news: &Events) {
        for event in news {
            for (slot, is_ready) in [(For::Reading, event.is_readable()), (For::Writing, event.is_writable())]
            {
                let waker = is_ready.then(|| self.take(event.token(), slot)).flatten();
                waker.into_iter().for_each(Waker::wake);
            }
        }
    }

    fn take(&self, token: Token, slot: For) -> Option<Waker> {
        // Whoever waited may have gone, and the socket with them.
        self.waiting.borrow_mut().sockets.get_mut(&token)?[slot as usize].take()
    }
    // ANCHOR_END: wake
}

// ANCHOR: watched
/// A socket of which the operating system gives news, from here until this is dropped.
pub struct Watched<S: Source> {
    socket: S,
    token: Token,
    sockets: Rc<Sockets>,
}

impl<S: Source> Watched<S> {
    pub fn new(mut socket: S) -> Result<Self> {
        let sockets = OF_THIS_THREAD.with_borrow(Clone::clone);
        let sockets = sockets.ok_or_else(|| {
            Error::other("there is no reactor on this thread: call this inside of `reactor::block_on`")
        })?;
        let mut waiting = sockets.waiting.borrow_mut();
        let token = Token(waiting.next);
        sockets.registry.register(&mut socket, token, Interest::READABLE | Interest::WRITABLE)?;
        waiting.next += 1;
        waiting.sockets.insert(token, [None, None]);
        drop(waiting);
        Ok(Self { socket, token, sockets })
    }

    // ANCHOR: until_ready
    /// Tries, and if the operating system has nothing, waits for news and tries again.
    pub async fn until_ready<T>(&self, slot: For, mut attempt: impl FnMut(&S) -> Result<T>) -> Result<T> {
        poll_fn(|context| {
            loop {
                match attempt(&self.socket) {
                    Err(error) if error.kind() == ErrorKind::Interrupted => {}
                    Err(error) if error.kind() == ErrorKind::WouldBlock => {
                        self.wake_when_ready(slot, context.waker());
                        return Poll::Pending;
                    }
                    answer => return Poll::Ready(answer),
                }
            }
        })
        .await
    }

    fn wake_when_ready(&self, slot: For, waker: &Waker) {
        let mut waiting = self.sockets.waiting.borrow_mut();
        let place = waiting.sockets.get_mut(&self.token).expect("the socket is watched");
        let before = place[slot as usize].replace(waker.clone());
        drop(waiting);
        // Whatever a waker does when it is dropped may need the sockets.
        drop(before);
    }
    // ANCHOR_END: until_ready

    pub fn socket(&self) -> &S {
        &self.socket
    }
}

impl<S: Source> Drop for Watched<S> {
    fn drop(&mut self) {
        // There is nobody left whom an error could be told.
        let _ = self.sockets.registry.deregister(&mut self.socket);
        let wakers = self.sockets.waiting.borrow_mut().sockets.remove(&self.token);
        drop(wakers);
    }
}
// ANCHOR_END: watched
