//! Node.js: from `PATH`.

use std::path::PathBuf;

use crate::on_path::{OnPath, at_least};
use crate::version::Version;
use crate::{Effort, Found, Missing, Toolchain};

/// The kitchen uses `process.getBuiltinModule`, which came with this version.
const LEAST: Version = Version(20, 16);

/// The Node.js command.
#[derive(Debug, Clone)]
pub struct Node(OnPath);

impl Node {
    pub fn program(&self) -> &PathBuf {
        &self.0.program
    }
}

impl Toolchain for Node {
    const NAME: &'static str = "Node.js";

    fn on_path() -> Result<Self, Missing> {
        at_least("node", &["--version"], LEAST).map(Self)
    }

    fn in_cache(_: Effort) -> Result<Self, Missing> {
        Err(Missing(format!("install Node.js {LEAST} or newer (Debian: apt-get install nodejs npm)")))
    }

    fn found(&self) -> Found {
        Found { name: format!("node {}", self.0.version), from_cache: false }
    }
}
