//! Python: from `PATH`.

use std::path::PathBuf;

use crate::on_path::{OnPath, at_least};
use crate::version::Version;
use crate::{Effort, Found, Missing, Toolchain};

/// The programs use `asyncio.TaskGroup`, which came with this version.
const LEAST: Version = Version(3, 11);

/// The Python interpreter.
#[derive(Debug, Clone)]
pub struct Python(OnPath);

impl Python {
    pub fn program(&self) -> &PathBuf {
        &self.0.program
    }
}

impl Toolchain for Python {
    const NAME: &'static str = "Python";

    fn on_path() -> Result<Self, Missing> {
        at_least("python3", &["--version"], LEAST).map(Self)
    }

    fn in_cache(_: Effort) -> Result<Self, Missing> {
        Err(Missing(format!("install Python {LEAST} or newer (Debian: apt-get install python3 python3-pip)")))
    }

    fn found(&self) -> Found {
        Found { name: format!("python {}", self.0.version), from_cache: false }
    }
}
