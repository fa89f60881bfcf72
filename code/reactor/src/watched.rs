//! A socket that the operating system watches: the one place of the book that no compiler can check.

use std::io::Result;
use std::mem;
use std::net::{TcpListener, TcpStream};
use std::ops::Deref;
use std::rc::Rc;
use std::sync::Arc;

use polling::{AsRawSource, AsSource, Event, Poller};

// ANCHOR: watched
/// A socket that the operating system watches, from here until this is dropped.
/// Nothing blocks on it.
pub struct Watched<S: Socket> {
    socket: Rc<S>,
    pub(crate) key: usize,
    system: Arc<Poller>,
}

impl<S: Socket> Watched<S> {
    /// Asks to be told, once, of the first `event`. All news of the socket has its key.
    #[expect(unsafe_code, reason = "`add` wants a guarantee that no type can give")]
    pub fn new(system: &Arc<Poller>, socket: S, event: Event) -> Result<Self> {
        let (socket, system) = (Rc::new(socket), Arc::clone(system));
        let handle = socket.unblocked()?;
        // SAFETY: `add` wants the socket to be deleted from this poller before it is dropped.
        // If `add` fails, whatever it has done by then is deleted at once. Else a `Watched` owns
        // the socket, with nothing in between that could panic, and then:
        //
        // - The socket cannot go before the `Watched` does. Others get it as `&S`, and through
        //   that nobody can close a socket of the standard library, or put another into its
        //   place. No other type is a `Socket`.
        // - The `Watched` deletes it before it drops it, in a panic, too. The poller is there
        //   still, since the `Watched` has an `Arc` of it. Should it fail to delete the socket,
        //   then that is never dropped.
        // - If the `Watched` is forgotten, it is not dropped, and so neither is the socket.
        let added = unsafe { system.add(handle, event) };
        added.inspect_err(|_| drop(system.delete(&*socket)))?;
        Ok(Self { socket, key: event.key, system })
    }

    /// Asks to be told, once, when the socket is ready for `what`. If it is, that is at once.
    pub fn ask(&self, what: fn(usize) -> Event) -> Result<()> {
        self.system.modify(&*self.socket, what(self.key))
    }
}

impl<S: Socket> Drop for Watched<S> {
    fn drop(&mut self) {
        if self.system.delete(&*self.socket).is_err() {
            // What is still watched stays open.
            mem::forget(Rc::clone(&self.socket));
        }
    }
}
// ANCHOR_END: watched

impl<S: Socket> Deref for Watched<S> {
    type Target = S;

    fn deref(&self) -> &S {
        &self.socket
    }
}

/// A socket of the standard library, which has the same handle for as long as it lives.
///
/// Nobody else can implement this: the module is private, and so the trait has no name outside of the library.
pub trait Socket: AsSource {
    /// Its handle, on which nothing blocks from now on.
    fn unblocked(&self) -> Result<impl AsRawSource>;
}

impl Socket for TcpListener {
    fn unblocked(&self) -> Result<impl AsRawSource> {
        self.set_nonblocking(true)?;
        Ok(self)
    }
}

impl Socket for TcpStream {
    fn unblocked(&self) -> Result<impl AsRawSource> {
        self.set_nonblocking(true)?;
        Ok(self)
    }
}
