//! Swift: from `PATH`, or the packages of Debian 13 in a root of their own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, bail};

use crate::debian::{self, Packages, Release, With};
use crate::on_path::{answer, at_least};
use crate::package::Package;
use crate::version::{Version, full_in_text};
use crate::{Effort, Found, Missing, Toolchain};

/// The programs are checked for data races, as language mode 6 does, and use its task executors.
const LEAST: Version = Version(6, 0);

const SLOT: &str = "swift-6.0-debian-13";
const PACKAGES: Packages<'_> = Packages {
    what: "Swift",
    release: Release::Named("trixie"),
    names: &["swiftlang", "libc6-dev", "libstdc++-14-dev"],
    with: With::Everything,
    bytes: 550_000_000,
};
const UNPACKED_BYTES: u64 = 2_700_000_000;
/// Where the packages put the toolchain.
const HOME: &str = "usr/libexec/swift";

/// The Swift compiler.
#[derive(Debug, Clone)]
pub struct Swift {
    install: Install,
    version: String,
}

#[derive(Debug, Clone)]
enum Install {
    OnPath(PathBuf),
    /// A root of its own: its programs need newer system libraries than this machine may have.
    Root(PathBuf),
}

impl Swift {
    /// A command of the toolchain, such as `swiftc`, in the current folder. Paths of this machine are given
    /// to it as [`Self::path`] says.
    pub fn command(&self, name: &str, folder: &Path) -> Command {
        match &self.install {
            Install::OnPath(compiler) => {
                // Beside the compiler, or, where that is a link, beside what it leads to.
                let real = compiler.canonicalize().unwrap_or_default();
                let beside = [compiler, &real].map(|compiler| compiler.with_file_name(name));
                let program = beside.into_iter().find(|file| file.is_file()).unwrap_or_else(|| name.into());
                let mut command = Command::new(program);
                command.current_dir(folder);
                command
            }
            Install::Root(root) => in_root(root, name, folder),
        }
    }

    /// A path of this machine as the toolchain's commands see it.
    pub fn path(&self, path: &Path) -> PathBuf {
        match &self.install {
            Install::OnPath(_) => path.to_owned(),
            Install::Root(_) => Path::new("/host").join(path.strip_prefix("/").unwrap_or(path)),
        }
    }

    /// Program and first arguments that run an executable made by this toolchain.
    pub fn run(&self, executable: &Path) -> Vec<PathBuf> {
        match &self.install {
            Install::OnPath(_) => vec![executable.to_owned()],
            // Its own loader finds its own libraries; for that it needs no other root.
            Install::Root(root) => {
                let libraries =
                    [root.join("usr/lib/x86_64-linux-gnu"), root.join(HOME).join("lib/swift/linux")];
                let libraries = libraries.map(|folder| folder.to_string_lossy().into_owned()).join(":");
                vec![
                    root.join("lib64/ld-linux-x86-64.so.2"),
                    PathBuf::from("--library-path"),
                    PathBuf::from(libraries),
                    executable.to_owned(),
                ]
            }
        }
    }
}

impl Toolchain for Swift {
    const NAME: &'static str = "Swift";

    fn on_path() -> Result<Self, Missing> {
        let found = at_least("swiftc", &["--version"], LEAST)?;
        Ok(Self { install: Install::OnPath(found.program), version: found.version })
    }

    fn in_cache(effort: Effort) -> Result<Self, Missing> {
        let package = package();
        let root = package.folder(effort)?.join("root");
        let version = version_in(&root).map_err(|error| package.broken(format_args!("{error:#}")))?;
        Ok(Self { install: Install::Root(root), version })
    }

    fn found(&self) -> Found {
        let from_cache = matches!(self.install, Install::Root(_));
        Found { name: format!("swift {}", self.version), from_cache }
    }
}

fn package() -> Package {
    Package {
        name: "Swift",
        slot: SLOT,
        install: format!("install Swift {LEAST} or newer (https://www.swift.org/install)"),
        bytes: UNPACKED_BYTES + PACKAGES.bytes,
        check,
        fetch,
    }
}

/// Whether this machine can have the packages and run them; else, why not.
fn check() -> Result<()> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        bail!("there is a package only for Debian on x86-64");
    }
    debian::check()?;
    answer(own_mounts().args(["--", "true"]))
        .map(drop)
        .map_err(|why| anyhow!("nobody but root may change the root of a process here ({why})"))
}

fn fetch(aside: &Path) -> Result<()> {
    let root = aside.join("root");
    // What is mounted into the root, for as long as a command runs.
    for folder in ["proc", "dev", "host", "tmp"] {
        fs::create_dir_all(root.join(folder))?;
    }
    debian::unpack(&PACKAGES, &root)?;
    // Better to find out now than when the first program is compiled.
    version_in(&root).map(drop)
}

fn version_in(root: &Path) -> Result<String> {
    let output =
        answer(in_root(root, "swiftc", Path::new("/")).arg("--version")).map_err(anyhow::Error::msg)?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    full_in_text(&said).map(str::to_owned).context("swiftc does not tell its version")
}

/// A command in that root, in which this machine's files are under `/host`.
fn in_root(root: &Path, name: &str, folder: &Path) -> Command {
    const SCRIPT: &str = "set -e; root=$1; folder=$2; shift 2; \
                          mount --rbind /proc \"$root/proc\"; mount --rbind /dev \"$root/dev\"; \
                          mount -t tmpfs tmpfs \"$root/tmp\"; mount --rbind / \"$root/host\"; \
                          exec unshare --root=\"$root\" --wd=\"$folder\" \"$@\"";
    let mut command = own_mounts();
    command
        .args(["--", "sh", "-c", SCRIPT, "sh"])
        .arg(root)
        .arg(Path::new("/host").join(folder.strip_prefix("/").unwrap_or(folder)))
        .arg(Path::new("/").join(HOME).join("bin").join(name))
        .env("TMPDIR", "/tmp");
    command
}

/// A command whose mounts are in a namespace of their own, which ends with it: nothing of them is seen
/// outside. Who is not root becomes it in there, where the system permits that.
fn own_mounts() -> Command {
    let mut command = Command::new("unshare");
    if !is_root() {
        command.args(["--user", "--map-root-user"]);
    }
    command.arg("--mount");
    command
}

#[cfg(unix)]
fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}
