//! How another thread ends a wait for news.

use std::io::Result;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Wake, Waker};
use std::time::Duration;

use mio::{Registry, Token};

/// The token of no socket.
pub const INTERRUPT: Token = Token(usize::MAX);

const AWAKE: u8 = 0;
const ASLEEP: u8 = 1;
const TOLD: u8 = 2;

// ANCHOR: interrupt
/// To tell the operating system costs a call, so it is told only if the reactor's thread stands still. Most wakes
/// come from that thread itself.
pub struct Interrupt(Arc<Bell>);

struct Bell {
    state: AtomicU8,
    system: mio::Waker,
}

impl Interrupt {
    pub fn new(registry: &Registry) -> Result<Self> {
        let system = mio::Waker::new(registry, INTERRUPT)?;
        Ok(Self(Arc::new(Bell { state: AtomicU8::new(AWAKE), system })))
    }

    pub fn waker(&self) -> Waker {
        Arc::clone(&self.0).into()
    }

    /// Before a wait: how long it may take. Not at all, if there was an interrupt since the last one.
    pub fn lie_down(&self, at_most: Option<Duration>) -> Option<Duration> {
        let state = &self.0.state;
        let told = state.compare_exchange(AWAKE, ASLEEP, Ordering::AcqRel, Ordering::Acquire).is_err();
        if told { Some(Duration::ZERO) } else { at_most }
    }

    pub fn get_up(&self) {
        self.0.state.store(AWAKE, Ordering::Release);
    }
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if self.state.swap(TOLD, Ordering::AcqRel) == ASLEEP {
            self.system.wake().expect("the operating system takes an interrupt");
        }
    }
}
// ANCHOR_END: interrupt
