//! Commands that are crates: compiled once, in one version, into the cache that all clones share.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use toolchains::Slot;

use crate::book::cargo;
use crate::progress;

/// A crate with a command of the same name.
pub struct CargoTool {
    pub name: &'static str,
    pub version: &'static str,
    /// The room that compiling it takes, in bytes.
    pub bytes: u64,
}

impl CargoTool {
    /// Its place in the cache.
    fn slot(&self) -> Result<Slot> {
        Slot::named(format!("{}-{}", self.name, self.version))
    }

    /// Whether it is there.
    pub fn is_ready(&self) -> bool {
        self.slot().is_ok_and(|slot| slot.ready().is_some())
    }

    /// The command, compiled first if it is not there: that takes minutes, once.
    pub fn ensure(&self) -> Result<PathBuf> {
        let slot = self.slot()?;
        let home = slot.filled(self.bytes, |aside| {
            install(self.name, self.version, "this takes some minutes, once", aside)
        })?;
        Ok(home.join("bin").join(format!("{}{}", self.name, std::env::consts::EXE_SUFFIX)))
    }
}

/// Compiles the command of a crate into a folder, with what the crate's own lock file names; `why` is for the
/// one who waits.
pub fn install(name: &str, version: &str, why: &str, folder: &Path) -> Result<()> {
    let progress = progress::spinner(&format!("installing {name} {version}: {why}"));
    let output = command(name, version, folder).output().context("cannot run cargo");
    progress.finish_and_clear();
    let output = output?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("{name} cannot be installed: {}", said.lines().last().unwrap_or_default().trim());
    }
    Ok(())
}

fn command(name: &str, version: &str, folder: &Path) -> Command {
    let mut cargo = cargo();
    cargo.args(["install", "--locked", "--quiet", name, "--version", version, "--root"]).arg(folder);
    cargo
}
