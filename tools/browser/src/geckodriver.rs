//! The driver of Firefox, which Debian does not have: Cargo compiles it into the user's cache folder, once for all
//! clones.

use std::path::PathBuf;
use std::process::Command;

use toolchains::Slot;

use crate::Error;

pub const VERSION: &str = "0.37.1";
/// Its name in the cache.
const SLOT: &str = "geckodriver-0.37.1";
/// What compiling it takes, in bytes.
const COMPILING: u64 = 1_500_000_000;

/// The driver in the cache, if it is there.
pub fn ready() -> Option<PathBuf> {
    let home = Slot::named(SLOT).ok()?.ready()?;
    Some(home.join("bin/geckodriver")).filter(|file| file.is_file())
}

/// Brings it into the cache, if it is not there. That takes minutes.
pub fn ensure() -> Result<(), Error> {
    let command = format!("cargo install --locked geckodriver@{VERSION}");
    let failed = |output: String| Error::Provision { command: command.clone(), output };
    let slot = Slot::named(SLOT).map_err(|error| failed(format!("{error:#}")))?;
    slot.filled(COMPILING, |aside| {
        println!("   {command}, once: it takes some minutes …");
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(["install", "--locked", "--quiet", "geckodriver", "--version", VERSION, "--root"]);
        // With its own settings, not with those of a build that this may be part of.
        let output = cargo.arg(aside).env_remove("RUSTFLAGS").output()?;
        anyhow::ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr).trim());
        Ok(())
    })
    .map_err(|error| failed(format!("{error:#}")))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_place_in_the_cache_has_its_version() {
        assert_eq!(SLOT, format!("geckodriver-{VERSION}"));
    }
}
