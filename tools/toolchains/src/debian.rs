//! Packages of Debian, of this machine's release or another, unpacked to a folder.
//!
//! apt fetches them from the mirror that this machine is set up with, and checks them with the archive's
//! keys, but keeps its books in our folder; nothing is installed, and nobody needs to be root.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};
use indicatif::{ProgressBar, ProgressStyle};

use crate::download;
use crate::on_path::which;

/// The archive's keys, of all releases that are still kept.
const KEYS: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";
/// The system's own book of what is installed.
const INSTALLED: &str = "/var/lib/dpkg/status";

/// What is wanted.
pub struct Packages<'a> {
    /// What the progress bar calls them.
    pub what: &'a str,
    pub release: Release<'a>,
    pub names: &'a [&'a str],
    pub with: With,
    /// About how much is fetched.
    pub bytes: u64,
}

/// A release of Debian.
#[derive(Clone, Copy)]
pub enum Release<'a> {
    /// The one of that name: `trixie`.
    Named(&'a str),
    /// This machine's own, with the updates that it has.
    OfThisMachine,
}

/// Which packages come along with those that are named.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum With {
    /// None.
    Nothing,
    /// What they need and this machine lacks, so that they run on it.
    WhatIsMissing,
    /// All that they need, so that they run in a root of their own.
    Everything,
}

/// Whether this machine can have packages of Debian at all; else, why not.
pub fn check() -> Result<()> {
    ensure!(Path::new(KEYS).is_file(), "only Debian has the packages, and {KEYS} to check them with");
    for tool in ["apt-get", "dpkg-deb", "tar"] {
        ensure!(which(tool).is_some(), "there is no {tool} to unpack Debian's packages with");
    }
    sources(Release::OfThisMachine).map(drop)
}

/// Unpacks the packages to `root`.
pub fn unpack(packages: &Packages<'_>, root: &Path) -> Result<()> {
    let books = books_beside(root)?;
    let apt = Apt { books: &books };
    apt.write_books(packages)?;
    download::run(
        &format!("{}: list of packages", packages.what),
        // It calls a list that it could not fetch a success, unless it is told not to.
        apt.get().args([
            "--option",
            "Acquire::Languages=none",
            "--option",
            "APT::Update::Error-Mode=any",
            "update",
        ]),
        &books,
        60_000_000,
    )?;
    let mut fetch = apt.get();
    if packages.with == With::Nothing {
        fetch.arg("download").current_dir(books.join("archives"));
    } else {
        // Even those that are installed: only what is named has to be in the folder in any case.
        fetch.args(["install", "--download-only", "--reinstall", "--no-install-recommends", "--yes"]);
    }
    download::run(packages.what, fetch.args(packages.names), &books.join("archives"), packages.bytes)?;
    merge_usr(root)?;
    unpack_all(packages.what, &books.join("archives"), root)?;
    fs::remove_dir_all(&books).with_context(|| format!("cannot remove {}", books.display()))
}

fn books_beside(root: &Path) -> Result<PathBuf> {
    let books = root.with_file_name("apt");
    for folder in ["lists/partial", "archives/partial", "none"] {
        fs::create_dir_all(books.join(folder))?;
    }
    Ok(books)
}

/// apt with books of its own.
struct Apt<'a> {
    books: &'a Path,
}

impl Apt<'_> {
    /// Says where packages come from, and which are installed as far as apt has to know.
    fn write_books(&self, packages: &Packages<'_>) -> Result<()> {
        let sources = sources(packages.release)?;
        let lines = sources.iter().map(|source| format!("deb [signed-by={KEYS}] {source} main\n"));
        fs::write(self.books.join("sources.list"), lines.collect::<String>())?;
        let status = self.books.join("status");
        if packages.with == With::WhatIsMissing {
            fs::copy(INSTALLED, status).with_context(|| format!("cannot read {INSTALLED}"))?;
        } else {
            fs::write(status, "")?;
        }
        Ok(())
    }

    fn get(&self) -> Command {
        let mut command = Command::new("apt-get");
        let settings = [
            ("Dir::Etc::sourcelist", "sources.list"),
            ("Dir::Etc::sourceparts", "none"),
            ("Dir::Etc::preferencesparts", "none"),
            ("Dir::State", ""),
            ("Dir::State::lists", "lists"),
            ("Dir::State::status", "status"),
            ("Dir::Cache", ""),
            ("Dir::Cache::archives", "archives"),
        ];
        for (name, file) in settings {
            command.arg("--option").arg(format!("{name}={}", self.books.join(file).display()));
        }
        // As root, apt would fetch as a user who may not enter the home folder.
        command.args(["--option", "APT::Sandbox::User=root", "--option", "Debug::NoLocking=true"]);
        command.args(["--option", "Acquire::Retries=1"]);
        command.env("LC_ALL", "C");
        command
    }
}

/// Archive and suite of a release, as apt's list of sources has them; from this machine's own list.
fn sources(release: Release<'_>) -> Result<Vec<String>> {
    let os = fs::read_to_string("/etc/os-release").context("this is no Debian")?;
    let codename = os
        .lines()
        .find_map(|line| line.strip_prefix("VERSION_CODENAME="))
        .context("/etc/os-release does not tell the release")?;
    let output = Command::new("apt-get")
        .args(["indextargets", "--format", "$(REPO_URI) $(RELEASE) $(COMPONENT)"])
        .output()
        .context("cannot run apt-get")?;
    let targets = String::from_utf8_lossy(&output.stdout).into_owned();
    sources_in(&targets, codename, release)
        .with_context(|| format!("apt has no source for main of {codename}"))
}

/// The same, from apt's list of archive, suite and component, on a machine with the release `codename`.
fn sources_in(targets: &str, codename: &str, release: Release<'_>) -> Option<Vec<String>> {
    let main = targets.lines().filter_map(|line| match line.split_whitespace().collect::<Vec<_>>()[..] {
        [address, suite, "main"] => Some((address, suite)),
        _ => None,
    });
    let main: BTreeSet<(&str, &str)> = main.collect();
    let (archive, _) = main.iter().find(|(_, suite)| *suite == codename)?;
    Some(match release {
        Release::Named(name) => vec![format!("{archive} {name}")],
        // Its updates are suites with a longer name: `bookworm-security`.
        Release::OfThisMachine => main
            .iter()
            .filter(|(_, suite)| suite.split('-').next() == Some(codename))
            .map(|(address, suite)| format!("{address} {suite}"))
            .collect(),
    })
}

/// The links of the merged `/usr`, on which all packages of Debian rely.
fn merge_usr(root: &Path) -> Result<()> {
    for name in ["bin", "sbin", "lib", "lib64"] {
        fs::create_dir_all(root.join("usr").join(name))?;
        #[cfg(unix)]
        std::os::unix::fs::symlink(Path::new("usr").join(name), root.join(name))?;
    }
    Ok(())
}

fn unpack_all(what: &str, archives: &Path, root: &Path) -> Result<()> {
    let packages: Vec<PathBuf> = fs::read_dir(archives)?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "deb"))
        .collect();
    let style = ProgressStyle::with_template("{prefix} {wide_bar} {pos}/{len} packages")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar =
        ProgressBar::new(packages.len() as u64).with_style(style).with_prefix(format!("{what}: unpacking"));
    for package in &packages {
        unpack_one(package, root).with_context(|| format!("cannot unpack {}", package.display()))?;
        fs::remove_file(package)?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(())
}

fn unpack_one(package: &Path, root: &Path) -> Result<()> {
    let mut open = Command::new("dpkg-deb")
        .arg("--fsys-tarfile")
        .arg(package)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot run dpkg-deb")?;
    let files = open.stdout.take().context("dpkg-deb has an output")?;
    let output = Command::new("tar")
        // Through the links of the merged /usr; manuals are for people who log in.
        .args(["--extract", "--keep-directory-symlink", "--no-same-owner", "--exclude=./usr/share/doc/*"])
        .args(["--exclude=./usr/share/man/*", "--exclude=./usr/share/locale/*", "--directory"])
        .arg(root)
        .stdin(files)
        .output()
        .context("cannot run tar")?;
    let opened = open.wait()?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr).lines().next().unwrap_or_default());
    }
    ensure!(opened.success(), "dpkg-deb failed");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TARGETS: &str = "mirror://a/security bookworm-security main\nmirror://a/debian bookworm main\n\
                           mirror://a/debian bookworm main\nmirror://a/debian bookworm contrib\n\
                           mirror://b/tools stable main\nmirror://a/debian bookworm-updates main\n";

    #[test]
    fn another_release_comes_from_the_archive_of_this_one() {
        let sources = sources_in(TARGETS, "bookworm", Release::Named("trixie"));
        assert_eq!(sources, Some(vec!["mirror://a/debian trixie".to_owned()]));
        assert_eq!(sources_in(TARGETS, "sid", Release::Named("trixie")), None);
    }

    #[test]
    fn the_release_of_this_machine_has_its_updates_and_nobody_else_s_packages() {
        let sources = sources_in(TARGETS, "bookworm", Release::OfThisMachine).unwrap_or_default();
        let suites = ["debian bookworm", "debian bookworm-updates", "security bookworm-security"];
        assert_eq!(sources, suites.map(|suite| format!("mirror://a/{suite}")));
    }
}
