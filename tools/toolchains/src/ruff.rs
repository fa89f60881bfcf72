//! Ruff, which formats and lints Python: from the cache alone, since another version formats otherwise.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::on_path::ask_version;
use crate::package::Package;
use crate::pip::{self, Wheel};
use crate::{Effort, Found, Missing, Toolchain};

const SLOT: &str = "ruff-0.17.6";
const WHEEL: Wheel = Wheel {
    what: "Ruff",
    name: "ruff==0.17.6",
    hashes: &[
        "9d44ef2140402043fd6f689ef541858b80883a8b0a02e38539ef0614ebe57d0c",
        "9fbddc08577592e283c265d865e0182de6e33db185494db7b06290d989d888e5",
        "435241c61af5909a022f76219d3d1bf24730dc1bf0acabb5ddf4b569ab3cbb30",
        "aa3b08254a732acba246891089a152c47c5733dc36b8ecb76ce8602f8326e5e4",
    ],
    bytes: 40_000_000,
};

/// The formatter of Python.
#[derive(Debug, Clone)]
pub struct Ruff {
    program: PathBuf,
}

impl Ruff {
    /// A `ruff` command that leaves nothing behind.
    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.env("RUFF_NO_CACHE", "true");
        command
    }
}

impl Toolchain for Ruff {
    const NAME: &'static str = "Ruff";

    fn on_path() -> Result<Self, Missing> {
        Err(Missing("Ruff is taken from the cache".to_owned()))
    }

    fn in_cache(effort: Effort) -> Result<Self, Missing> {
        let package = Package {
            name: "Ruff",
            slot: SLOT,
            install: "it formats Python, and comes through pip".to_owned(),
            bytes: 3 * WHEEL.bytes,
            check: || Ok(()),
            fetch,
        };
        let program = program_in(&package.folder(effort)?);
        ask_version(&program, &["--version"]).map_err(|why| package.broken(why))?;
        Ok(Self { program })
    }

    fn found(&self) -> Found {
        Found { name: WHEEL.name.replace("==", " "), from_cache: true }
    }
}

fn program_in(folder: &Path) -> PathBuf {
    folder.join("bin").join(format!("ruff{}", std::env::consts::EXE_SUFFIX))
}

fn fetch(aside: &Path) -> Result<()> {
    pip::install(&WHEEL, aside)?;
    ask_version(&program_in(aside), &["--version"]).map(drop).map_err(anyhow::Error::msg)
}
