//! Results by content: a program of which nothing has changed need not be compiled or run again.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use trace::Event;

/// Where results are kept.
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    pub fn below(target: &Path) -> Self {
        Self { folder: target.join("recorder-cache") }
    }

    /// The events of an earlier run; what cannot be read counts as absent.
    pub fn read(&self, fingerprint: &str) -> Option<Vec<Event>> {
        serde_json::from_slice(&fs::read(self.file(fingerprint)).ok()?).ok()
    }

    /// Keeps the events of a run: to the side first, so that an interrupted write leaves nothing.
    pub fn write(&self, fingerprint: &str, events: &[Event]) -> Result<()> {
        fs::create_dir_all(&self.folder)?;
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        serde_json::to_writer(&mut file, events)?;
        file.persist(self.file(fingerprint))?;
        Ok(())
    }

    fn file(&self, fingerprint: &str) -> PathBuf {
        self.folder.join(format!("{fingerprint}.json"))
    }
}
