//! Programs that come as Python packages.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::download;

/// A wheel in one version, for the machines that there is one for.
pub struct Wheel {
    /// What the progress bar calls it.
    pub what: &'static str,
    /// Name and version: `ruff==0.17.6`.
    pub name: &'static str,
    /// SHA-256 of each wheel; pip takes no other.
    pub hashes: &'static [&'static str],
    /// About how much it is on the disk.
    pub bytes: u64,
}

/// Installs the package to a folder. pip fetches it from wherever this machine's packages come from, and
/// checks its hash.
pub fn install(package: &Wheel, folder: &Path) -> Result<()> {
    let mut requirement = package.name.to_owned();
    for hash in package.hashes {
        requirement.extend([" --hash=sha256:", hash]);
    }
    let requirements = folder.join("requirements.txt");
    fs::write(&requirements, requirement + "\n")?;
    let mut pip = Command::new("python3");
    pip.args(["-m", "pip", "install", "--require-hashes", "--no-deps", "--only-binary", ":all:"])
        .args(["--no-compile", "--no-cache-dir", "--quiet", "--disable-pip-version-check", "--retries", "1"])
        .arg("--requirement")
        .arg(&requirements)
        .arg("--target")
        .arg(folder)
        // Where pip downloads and unpacks to: our folder has the room, and is removed if we fail.
        .env("TMPDIR", folder);
    download::run(package.what, &mut pip, folder, package.bytes)
}
