//! The packages of `web/package.json`, in the build's own folder: a reader's clone stays clean, and
//! nothing has to be installed by hand.

use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

/// What says which packages, in which versions.
const FILES: [&str; 2] = ["package.json", "package-lock.json"];
/// In an installed folder, the hash of the files that it was installed from.
const STAMP: &str = "installed-from";

/// The folder of the packages, `node_modules`; installed first if it is not there or another one is
/// asked for. Without npm, the error says what to install.
pub fn ensure(root: &Path) -> Result<PathBuf> {
    let wanted = fingerprint(&root.join("web"))?;
    let folder = folder(root);
    if !is_installed(&folder, &wanted) {
        install(root, &folder, &wanted)?;
    }
    Ok(folder.join("node_modules"))
}

/// A file of a package, relative to `node_modules`, if it is installed; nothing is installed for it.
pub fn installed(root: &Path, file: &str) -> Option<PathBuf> {
    let folder = folder(root);
    let wanted = fingerprint(&root.join("web")).ok()?;
    let file = folder.join("node_modules").join(file);
    (is_installed(&folder, &wanted) && file.is_file()).then_some(file)
}

fn folder(root: &Path) -> PathBuf {
    root.join("target/npm")
}

fn is_installed(folder: &Path, wanted: &str) -> bool {
    fs::read_to_string(folder.join(STAMP)).is_ok_and(|stamp| stamp == wanted)
}

fn fingerprint(web: &Path) -> Result<String> {
    let mut hash = Sha256::new();
    for file in FILES {
        let file = web.join(file);
        hash.update(fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?);
        hash.update([0]);
    }
    Ok(hash.finalize().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    }))
}

/// Installs beside the folder and renames in the end: what is interrupted never counts.
fn install(root: &Path, folder: &Path, wanted: &str) -> Result<()> {
    let target = root.join("target");
    fs::create_dir_all(&target).with_context(|| format!("cannot make {}", target.display()))?;
    let aside =
        tempfile::Builder::new().prefix("npm-").tempdir_in(&target).context("no folder for packages")?;
    let fresh = aside.path().join("new");
    fs::create_dir(&fresh)?;
    for file in FILES {
        fs::copy(root.join("web").join(file), fresh.join(file))?;
    }
    run_npm(&fresh)?;
    fs::write(fresh.join(STAMP), wanted)?;
    match fs::rename(folder, aside.path().join("old")) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(error).with_context(|| format!("cannot replace {}", folder.display()));
        }
        _ => {}
    }
    match fs::rename(&fresh, folder) {
        // Another command was faster, with the same packages.
        Err(_) if is_installed(folder, wanted) => Ok(()),
        renamed => renamed.with_context(|| format!("cannot replace {}", folder.display())),
    }
}

fn run_npm(folder: &Path) -> Result<()> {
    let mut npm = Command::new("npm");
    // No package of ours needs a script of its own to be installed, so none may run.
    npm.current_dir(folder).args([
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--no-update-notifier",
    ]);
    let output = match npm.output() {
        Ok(output) => output,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            bail!("no npm on PATH: install Node.js 20 or newer with npm (Debian: apt-get install nodejs npm)")
        }
        Err(error) => return Err(error).context("cannot run npm"),
    };
    if !output.status.success() {
        bail!("`npm ci` failed in a copy of web/:\n{}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(())
}
