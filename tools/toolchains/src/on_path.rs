//! What is installed on this machine.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Missing;
use crate::version::{Version, full_in_text};

/// A program on `PATH`.
#[derive(Debug, Clone)]
pub struct OnPath {
    pub program: PathBuf,
    /// Its whole version, such as `1.27.0`.
    pub version: String,
}

/// Looks for `name` on `PATH`, in at least that version. `ask` are the arguments that make it tell.
pub fn at_least(name: &str, ask: &[&str], least: Version) -> Result<OnPath, Missing> {
    let program = which(name).ok_or_else(|| Missing(format!("no {name} on PATH")))?;
    let version = ask_version(&program, ask)
        .ok_or_else(|| Missing(format!("{} does not tell its version", program.display())))?;
    match Version::in_text(&version) {
        Some(found) if found >= least => Ok(OnPath { program, version }),
        _ => Err(Missing(format!("the {name} on PATH is {version}, older than {least}"))),
    }
}

/// The version that a program tells.
pub fn ask_version(program: &Path, ask: &[&str]) -> Option<String> {
    let output = Command::new(program).args(ask).output().ok().filter(|output| output.status.success())?;
    full_in_text(&String::from_utf8_lossy(&output.stdout)).map(str::to_owned)
}

/// The file that the shell would run.
pub fn which(name: &str) -> Option<PathBuf> {
    which_in(&std::env::var_os("PATH").unwrap_or_default(), name)
}

fn which_in(path: &OsStr, name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(path).map(|folder| folder.join(&file)).find(|file| file.is_file())
}
