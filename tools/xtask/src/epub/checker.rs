//! epubcheck, the W3C's checker of EPUBs: found, brought, and asked.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context, Result};
use browser::apt;

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
        None if apt::may_install() => {
            apt::install(&[NAME])?;
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
