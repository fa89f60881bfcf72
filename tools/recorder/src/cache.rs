//! Results by content: a program of which nothing has changed need not be compiled or run again.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use serde::{Deserialize, Serialize};
use trace::{Event, Refusal};

/// What came of a program: what it did, or why its compiler refused it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    pub refused: Vec<Refusal>,
    pub events: Vec<Event>,
}

/// Where results are kept.
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    pub fn below(target: &Path) -> Self {
        Self { folder: target.join("recorder-cache") }
    }

    /// What came of an earlier run; what cannot be read counts as absent.
    pub fn read(&self, fingerprint: &str) -> Option<Settled> {
        serde_json::from_slice(&fs::read(self.file(fingerprint)).ok()?).ok()
    }

    /// Keeps what came of a run: to the side first, so that an interrupted write leaves nothing.
    pub fn write(&self, fingerprint: &str, settled: &Settled) -> Result<()> {
        fs::create_dir_all(&self.folder)?;
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        serde_json::to_writer(&mut file, settled)?;
        file.persist(self.file(fingerprint))?;
        Ok(())
    }

    fn file(&self, fingerprint: &str) -> PathBuf {
        self.folder.join(format!("{fingerprint}.json"))
    }
}
