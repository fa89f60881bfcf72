//! Results by content: an executable that has not changed need not run again.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use sha2::{Digest, Sha256};
use trace::{Event, hexadecimal};

/// Where results are kept.
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    pub fn below(target: &Path) -> Self {
        Self { folder: target.join("recorder-cache") }
    }

    /// The file for a run of `executable` under these settings.
    pub fn slot(&self, executable: &Path, settings: &str) -> Result<PathBuf> {
        let mut hash = Sha256::new();
        hash.update(fs::read(executable)?);
        hash.update(settings);
        Ok(self.folder.join(hexadecimal(&hash.finalize()) + ".json"))
    }

    /// The events of an earlier run; what cannot be read counts as absent.
    pub fn read(slot: &Path) -> Option<Vec<Event>> {
        serde_json::from_slice(&fs::read(slot).ok()?).ok()
    }

    /// Keeps the events of a run: to the side first, so that an interrupted write leaves nothing.
    pub fn write(&self, slot: &Path, events: &[Event]) -> Result<()> {
        fs::create_dir_all(&self.folder)?;
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        serde_json::to_writer(&mut file, events)?;
        file.persist(slot)?;
        Ok(())
    }
}
