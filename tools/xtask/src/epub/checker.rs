//! epubcheck, the W3C's checker of EPUBs: found, brought, and asked.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context, Result, bail};

/// Its command, and what Debian calls the package.
const NAME: &str = "epubcheck";

/// What came of a check.
pub enum Answer {
    /// By this version, without an error or a warning.
    Good(String),
    /// What is wrong, a line each.
    Bad(String),
    /// There is no epubcheck here, for this reason.
    Unavailable(String),
}

/// Has an EPUB checked. A warning counts as an error.
pub fn check(file: &Path) -> Result<Answer> {
    let (program, version) = match find() {
        Some(found) => found,
        None if may_install() => {
            install()?;
            find().with_context(|| format!("{NAME} is installed, and does not run"))?
        }
        None => {
            let why = format!("no {NAME} on PATH (Debian: apt-get install {NAME}; done by itself as root)");
            return Ok(Answer::Unavailable(why));
        }
    };
    let output = epubcheck(&program).arg(file).output().with_context(|| format!("cannot run {NAME}"))?;
    let said = said(&output);
    let wrong: Vec<&str> = said.lines().filter(|line| is_complaint(line)).collect();
    if output.status.success() && wrong.is_empty() {
        return Ok(Answer::Good(version));
    }
    let complaints = if wrong.is_empty() { said.trim().to_owned() } else { wrong.join("\n") };
    Ok(Answer::Bad(complaints))
}

/// `ERROR(RSC-005): book.epub/EPUB/index.xhtml(12,3): …`
fn is_complaint(line: &str) -> bool {
    ["FATAL", "ERROR", "WARNING"].iter().any(|kind| line.starts_with(kind))
}

/// Where it is, and its version, `EPUBCheck v4.2.6`, if it is here and runs.
pub fn find() -> Option<(PathBuf, String)> {
    let path = std::env::var_os("PATH")?;
    let program = std::env::split_paths(&path).map(|folder| folder.join(NAME)).find(|file| file.is_file())?;
    let output = epubcheck(&program).arg("--version").output().ok()?;
    let said = said(&output);
    let version = said.lines().find(|line| line.to_lowercase().starts_with(NAME))?.trim().to_owned();
    Some((program, version))
}

/// Debian's command is the archive of Java itself, which runs by itself only where the kernel knows such.
fn epubcheck(program: &Path) -> Command {
    if fs::canonicalize(program).is_ok_and(|file| file.extension() == Some("jar".as_ref())) {
        let mut java = Command::new("java");
        java.arg("-jar").arg(program);
        return java;
    }
    Command::new(program)
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[cfg(target_os = "linux")]
fn may_install() -> bool {
    rustix::process::geteuid().is_root() && Path::new("/etc/debian_version").exists()
}

#[cfg(not(target_os = "linux"))]
fn may_install() -> bool {
    false
}

fn install() -> Result<()> {
    let install = ["install", "--yes", "--no-install-recommends", NAME];
    // The lists of packages are often absent (images) or old; they are fetched only if they must be.
    if apt_get(&install).is_err() {
        apt_get(&["update"])?;
        apt_get(&install)?;
    }
    Ok(())
}

fn apt_get(arguments: &[&str]) -> Result<()> {
    let mut command = Command::new("apt-get");
    match command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive").output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => bail!("`apt-get {}` failed:\n{}", arguments.join(" "), said(&output).trim()),
        Err(error) if error.kind() == ErrorKind::NotFound => bail!("no apt-get on PATH"),
        Err(error) => Err(error).context("cannot run apt-get"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warning_is_a_complaint_and_a_summary_is_none() {
        assert!(is_complaint("WARNING(OPF-003): book.epub: an item that is not listed"));
        assert!(is_complaint("ERROR(RSC-005): book.epub/EPUB/index.xhtml(12,3): no such attribute"));
        assert!(!is_complaint("Messages: 0 fatals / 0 errors / 0 warnings / 0 infos"));
    }
}
