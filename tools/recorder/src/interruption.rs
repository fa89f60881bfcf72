//! Ctrl-C, while programs run: they are in process groups of their own, where it does not reach them.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::SigId;
use signal_hook::consts::{SIGINT, SIGTERM};

/// Notes, for as long as it lives, that this process has been asked to end, instead of ending it.
pub struct Interruption {
    asked: Arc<AtomicBool>,
    registered: Vec<SigId>,
}

impl Interruption {
    pub fn watch() -> io::Result<Self> {
        let asked = Arc::new(AtomicBool::new(false));
        let registered = [SIGINT, SIGTERM]
            .into_iter()
            .map(|signal| signal_hook::flag::register(signal, Arc::clone(&asked)))
            .collect::<io::Result<_>>()?;
        Ok(Self { asked, registered })
    }

    pub fn is_asked(&self) -> bool {
        self.asked.load(Ordering::Relaxed)
    }
}

impl Drop for Interruption {
    fn drop(&mut self) {
        for id in &self.registered {
            signal_hook::low_level::unregister(*id);
        }
    }
}
