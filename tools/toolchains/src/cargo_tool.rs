//! Commands that are crates: compiled once, in one version, into the cache that all clones share.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use indicatif::ProgressBar;

use crate::Slot;

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

    /// The command, if it is there.
    pub fn ready(&self) -> Option<PathBuf> {
        Some(self.command_in(&self.slot().ok()?.ready()?)).filter(|file| file.is_file())
    }

    /// The command, compiled first if it is not there: that takes minutes, once.
    pub fn ensure(&self) -> Result<PathBuf> {
        let slot = self.slot()?;
        let home = slot.filled(self.bytes, |aside| {
            install(self.name, self.version, "this takes some minutes, once", aside)
        })?;
        Ok(self.command_in(&home))
    }

    fn command_in(&self, home: &Path) -> PathBuf {
        home.join("bin").join(format!("{}{}", self.name, std::env::consts::EXE_SUFFIX))
    }
}

/// Compiles the command of a crate into a folder, with what the crate's own lock file names; `why` is for the
/// one who waits.
pub fn install(name: &str, version: &str, why: &str, folder: &Path) -> Result<()> {
    let progress = ProgressBar::new_spinner().with_message(format!("installing {name} {version}: {why} …"));
    progress.enable_steady_tick(Duration::from_millis(120));
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
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // With its own settings, not with those of a build that this may be part of.
    cargo.env_remove("RUSTFLAGS");
    cargo.args(["install", "--locked", "--quiet", name, "--version", version, "--root"]).arg(folder);
    cargo
}
