//! A runtime on one thread: the book's executor, and a reactor for TCP, on Linux, macOS and Windows.
//!
//! ```
//! use std::io::Result;
//! use std::net::TcpStream;
//!
//! use executor::spawn;
//! use reactor::{Listener, Tcp, block_on};
//!
//! # fn main() -> Result<()> {
//! let answer = block_on(async {
//!     let mut door = Listener::bind(([127, 0, 0, 1], 0).into())?;
//!     let mut guest = Tcp::new(TcpStream::connect(door.local_addr()?)?)?;
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

mod sockets;
mod tcp;
mod watched;

use std::io::Result;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Wake, Waker};
use std::time::Duration;

use executor::block_on_with;
use polling::{Events, Poller};

pub use tcp::{Listener, Tcp};
pub use watched::Watched;

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
    sockets: Rc<Sockets>,
    news: Events,
}

impl Reactor {
    /// A reactor for the sockets of this thread.
    ///
    /// # Panics
    ///
    /// If the thread has one already.
    #[track_caller]
    pub fn new() -> Result<Self> {
        Ok(Self { sockets: Sockets::of_this_thread()?, news: Events::new() })
    }

    /// Stands still until there is news of a socket, or an interrupt, but not longer than `at_most`; then wakes
    /// all whom the news is for.
    pub fn wait(&mut self, at_most: Option<Duration>) {
        self.news.clear();
        let told = self.sockets.system.wait(&mut self.news, at_most);
        told.expect("the operating system gives news of sockets");
        self.sockets.wake(&self.news);
    }

    /// What ends the [`wait`](Self::wait) that is under way or comes next, from any thread.
    pub fn interrupt(&self) -> Waker {
        Arc::new(Interrupt(Arc::clone(&self.sockets.system))).into()
    }
}

/// However many wakes there are between two waits, the operating system is told once.
struct Interrupt(Arc<Poller>);

impl Wake for Interrupt {
    fn wake(self: Arc<Self>) {
        self.0.notify().expect("the operating system takes an interrupt");
    }
}
// ANCHOR_END: reactor

impl Drop for Reactor {
    fn drop(&mut self) {
        Sockets::forget_this_thread();
    }
}
