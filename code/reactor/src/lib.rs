//! A runtime on one thread: the book's executor, and a reactor for TCP, on Linux, macOS and Windows.
//!
//! ```
//! use std::io::Result;
//!
//! use executor::spawn;
//! use reactor::{Listener, Tcp, block_on};
//!
//! # fn main() -> Result<()> {
//! let answer = block_on(async {
//!     let mut door = Listener::bind(([127, 0, 0, 1], 0).into())?;
//!     let mut guest = Tcp::connect(door.local_addr()?).await?;
//!     spawn(async move {
//!         let mut host = door.accept().await?;
//!         host.write_all(b"welcome").await
//!     });
//!     let mut text = [0; 80];
//!     let length = guest.read(&mut text).await?;
//!     Result::Ok(text[..length].to_vec())
//! })??;
//! assert_eq!(answer, b"welcome");
//! # Ok(())
//! # }
//! ```

// No page has sockets.
#![cfg(not(target_family = "wasm"))]

mod interrupt;
mod sockets;
mod tcp;

use std::io::Result;
use std::rc::Rc;
use std::task::Waker;
use std::time::Duration;

use executor::block_on_with;
use mio::{Events, Poll};

pub use tcp::{Listener, Tcp};

use interrupt::Interrupt;
use sockets::Sockets;

// ANCHOR: block_on
/// [`executor::block_on`], in which sockets can be awaited as well.
#[track_caller]
pub fn block_on<F: Future>(main: F) -> Result<F::Output> {
    let mut reactor = Reactor::new()?;
    Ok(block_on_with(main, reactor.interrupt(), |at_most| reactor.wait(at_most)))
}
// ANCHOR_END: block_on

// ANCHOR: reactor
/// Asks the operating system for news of sockets, and wakes whoever waits for it.
pub struct Reactor {
    poll: Poll,
    news: Events,
    sockets: Rc<Sockets>,
    interrupt: Interrupt,
}

impl Reactor {
    /// A reactor for the sockets of this thread.
    ///
    /// # Panics
    ///
    /// If the thread has one already.
    #[track_caller]
    pub fn new() -> Result<Self> {
        let poll = Poll::new()?;
        let interrupt = Interrupt::new(poll.registry())?;
        let sockets = Sockets::of_this_thread(poll.registry().try_clone()?);
        Ok(Self { poll, news: Events::with_capacity(1024), sockets, interrupt })
    }

    /// Stands still until there is news of a socket, or an interrupt, but not longer than `at_most`; then wakes
    /// all whom the news is for.
    pub fn wait(&mut self, at_most: Option<Duration>) {
        let at_most = self.interrupt.lie_down(at_most);
        let answer = self.poll.poll(&mut self.news, at_most);
        self.interrupt.get_up();
        match answer {
            Ok(()) => self.sockets.wake(&self.news),
            // A signal came in between. Whoever waits is asked again in the next round.
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => panic!("the operating system gives no news of sockets: {error}"),
        }
    }

    /// What ends a [`wait`](Self::wait), from any thread.
    pub fn interrupt(&self) -> Waker {
        self.interrupt.waker()
    }
}
// ANCHOR_END: reactor

impl Drop for Reactor {
    fn drop(&mut self) {
        Sockets::forget_this_thread();
    }
}
