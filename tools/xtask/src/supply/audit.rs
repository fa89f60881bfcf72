//! What the registry of npm knows against the packages of a lock file.

use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;
use walkdir::WalkDir;

use crate::npm;

/// A lock file, and what the registry answers.
#[derive(Debug, PartialEq, Eq)]
pub struct Audit {
    /// The lock file, from the book's folder.
    pub lock: PathBuf,
    pub answer: Answer,
}

#[derive(Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing is known against any of so many packages.
    Nothing { packages: u64 },
    /// Packages with a known vulnerability, each with how severe it is: `esbuild (moderate)`.
    Vulnerable(Vec<String>),
    /// The registry did not answer, or nobody is here to ask it; the text says, in one line, why.
    NotAsked(String),
}

impl fmt::Display for Audit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lock = self.lock.display();
        match &self.answer {
            Answer::Nothing { packages } => write!(f, "{lock}: nothing known against {packages} packages"),
            Answer::Vulnerable(packages) => {
                let folder = self.lock.parent().unwrap_or(Path::new("")).display();
                write!(f, "{lock}: known vulnerabilities in {}; ", packages.join(", "))?;
                write!(f, "`npm audit --package-lock-only` in {folder} tells more")
            }
            Answer::NotAsked(why) => write!(f, "{lock}: npm's registry cannot be asked: {why}"),
        }
    }
}

/// Asks about each lock file of npm in the book.
pub fn of_all(root: &Path) -> Result<Vec<Audit>> {
    let mut audits = Vec::new();
    for lock in locks(root)? {
        let answer = ask(&root.join(&lock))?;
        audits.push(Audit { lock, answer });
    }
    Ok(audits)
}

/// The lock files below the book's folder, in the order of their names.
fn locks(root: &Path) -> Result<Vec<PathBuf>> {
    let mut locks = Vec::new();
    // Below `target` are copies, and in what is hidden nothing of the book.
    let is_ours = |name: &str| name != "target" && name != "node_modules" && !name.starts_with('.');
    let entries = WalkDir::new(root).sort_by_file_name().into_iter();
    let entries =
        entries.filter_entry(|entry| entry.depth() == 0 || entry.file_name().to_str().is_some_and(is_ours));
    for entry in entries {
        let entry = entry.context("the book's folder can be read")?;
        if entry.file_name() == "package-lock.json" {
            locks.push(entry.path().strip_prefix(root)?.to_owned());
        }
    }
    Ok(locks)
}

fn ask(lock: &Path) -> Result<Answer> {
    let mut npm = Command::new(npm::command_name("npm"));
    npm.current_dir(lock.parent().context("a lock file is in a folder")?);
    npm.args(["audit", "--package-lock-only", "--json", "--no-update-notifier"]);
    // Who is offline should not wait: one try, and 10 s for an answer.
    npm.args(["--fetch-retries=0", "--fetch-timeout=10000"]);
    match npm.output() {
        Ok(output) => Ok(answer(&output.stdout, &output.stderr)),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Ok(Answer::NotAsked("no npm on PATH".to_owned()))
        }
        Err(error) => Err(error).context("cannot run npm"),
    }
}

/// What npm says, as JSON: packages with what is known against them, or why it could not ask.
fn answer(stdout: &[u8], stderr: &[u8]) -> Answer {
    let said: Value = serde_json::from_slice(stdout).unwrap_or_default();
    let (found, counted) =
        (said["vulnerabilities"].as_object(), said["metadata"]["dependencies"]["total"].as_u64());
    match (found, counted) {
        (Some(found), Some(packages)) if found.is_empty() => Answer::Nothing { packages },
        (Some(found), Some(_)) => {
            let severity = |package: &Value| package["severity"].as_str().unwrap_or("unknown").to_owned();
            let one = |(name, package): (&String, &Value)| format!("{name} ({})", severity(package));
            Answer::Vulnerable(found.iter().map(one).collect())
        }
        _ => {
            let why = said["message"].as_str().map(str::to_owned);
            let stderr = String::from_utf8_lossy(stderr);
            let why = why.or_else(|| stderr.lines().next().map(str::to_owned)).unwrap_or_default();
            let line = why.lines().next().unwrap_or_default().trim();
            Answer::NotAsked(if line.is_empty() {
                "npm does not say why".to_owned()
            } else {
                line.to_owned()
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn npm_answers_with_what_it_knows_or_why_it_could_not_ask() {
        let clean = br#"{"vulnerabilities":{},"metadata":{"dependencies":{"total":294}}}"#;
        assert_eq!(answer(clean, b""), Answer::Nothing { packages: 294 });
        let found = br#"{"vulnerabilities":{"esbuild":{"severity":"moderate"},"mermaid":{"severity":"high"}},
                         "metadata":{"dependencies":{"total":294}}}"#;
        let both = ["esbuild (moderate)".to_owned(), "mermaid (high)".to_owned()];
        assert_eq!(answer(found, b""), Answer::Vulnerable(both.into()));
        let offline =
            br#"{"message":"request to https://registry.example/ failed, reason: ENOTFOUND","error":{}}"#;
        let why = "request to https://registry.example/ failed, reason: ENOTFOUND";
        assert_eq!(answer(offline, b"npm error"), Answer::NotAsked(why.to_owned()));
        assert_eq!(answer(b"", b"npm: not today\n"), Answer::NotAsked("npm: not today".to_owned()));
        // Whatever else it says is no answer, least of all a good one.
        assert!(matches!(answer(b"{}", b""), Answer::NotAsked(_)));
    }

    #[test]
    fn every_lock_file_of_the_book_is_found_and_no_copy() {
        let book = tempfile::tempdir().expect("a temporary folder");
        for folder in ["web", "tools/new/deep", "target/npm", "web/node_modules/x", ".cache"] {
            std::fs::create_dir_all(book.path().join(folder)).expect("a folder can be made");
            std::fs::write(book.path().join(folder).join("package-lock.json"), "{}")
                .expect("a file can be written");
        }
        let found = locks(book.path()).expect("the book can be read");
        assert_eq!(
            found,
            [Path::new("tools/new/deep/package-lock.json"), Path::new("web/package-lock.json")]
        );
    }
}
