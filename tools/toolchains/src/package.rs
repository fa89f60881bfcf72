//! A toolchain that package managers can bring into the cache.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::cache::Slot;
use crate::{Effort, Missing};

/// How a toolchain comes into the cache.
pub struct Package {
    /// What people call it: `Swift`.
    pub name: &'static str,
    /// Its place in the cache, with its version.
    pub slot: &'static str,
    /// What to do where it cannot be brought: `install Swift 6.0 or newer`.
    pub install: String,
    /// The room that bringing it takes, in bytes.
    pub bytes: u64,
    /// Whether it can be brought to this machine, and would run here; asked before anything large is on
    /// its way.
    pub check: fn() -> Result<()>,
    /// Brings it to a folder, and tries it.
    pub fetch: fn(&Path) -> Result<()>,
}

impl Package {
    /// The folder that it is in, brought there first if need be and if `effort` says so.
    pub fn folder(&self, effort: Effort) -> Result<PathBuf, Missing> {
        let cannot = |error| Missing(format!("{} cannot be fetched: {error:#}", self.name));
        let slot = Slot::named(self.slot).map_err(cannot)?;
        if let Some(folder) = slot.ready() {
            return Ok(folder);
        }
        (self.check)()
            .map_err(|error| Missing(format!("{}; it cannot be fetched here: {error:#}", self.install)))?;
        match effort {
            Effort::Find => Err(Missing(format!("{}, or let `cargo xtask test` fetch it", self.install))),
            Effort::Provide => slot.filled(self.bytes, self.fetch).map_err(cannot),
        }
    }

    /// What to say of one that is there and does not work, for this reason.
    pub fn broken(&self, why: impl std::fmt::Display) -> Missing {
        let mend = Slot::named(self.slot).map(|slot| slot.mend()).unwrap_or_default();
        Missing(format!("{} does not work ({why}): {mend}", self.name))
    }
}
