//! A machine that is busy.

use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};

/// Two programs that keep a core busy each, until they are dropped.
pub struct Load(Vec<Child>);

impl Load {
    pub fn on_two_cores() -> Result<Self> {
        let busy = || {
            Command::new("sh")
                .args(["-c", "while :; do :; done"])
                .stdin(Stdio::null())
                .spawn()
                .context("cannot run sh")
        };
        Ok(Self(vec![busy()?, busy()?]))
    }
}

impl Drop for Load {
    fn drop(&mut self) {
        for child in &mut self.0 {
            // One that has ended by itself is no longer a load.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
