//! What has passed need not be asked again while nothing has changed: no file of the tree, and no tool.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use trace::{hexadecimal, this_executable};
use walkdir::{DirEntry, WalkDir};

use super::tally::Tally;
use crate::doctor;

/// Which steps have passed on the tree as it is, with how many tests each.
pub struct Passed {
    /// Where that is kept from one run to the next.
    file: PathBuf,
    /// The tree and the tools.
    state: String,
    steps: BTreeMap<String, usize>,
}

impl Passed {
    /// What earlier runs have found on the same tree.
    pub fn on(root: &Path) -> Result<Self> {
        let file = root.join("target/test-passed");
        let state = state(root)?;
        let known = fs::read_to_string(&file).unwrap_or_default();
        let mut lines = known.lines();
        let steps =
            if lines.next() == Some(&state) { lines.filter_map(step).collect() } else { BTreeMap::new() };
        Ok(Self { file, state, steps })
    }

    /// How many tests of a step passed, if they all did.
    pub fn count(&self, step: &str) -> Option<usize> {
        self.steps.get(step).copied()
    }

    /// Keeps what came of a step, if it passed whole: what was skipped may be here the next time.
    pub fn keep(&mut self, step: &str, tally: &Tally) {
        if tally.failed > 0 || !tally.skipped.is_empty() {
            return;
        }
        self.steps.insert(step.to_owned(), tally.passed);
        let steps = self.steps.iter().map(|(step, count)| format!("{count} {step}\n"));
        let text = format!("{}\n{}", self.state, steps.collect::<String>());
        // What cannot be kept costs time, and no more.
        let _ = fs::create_dir_all(self.file.parent().unwrap_or(Path::new("")))
            .and_then(|()| fs::write(&self.file, text));
    }
}

fn step(line: &str) -> Option<(String, usize)> {
    let (count, step) = line.split_once(' ')?;
    Some((step.to_owned(), count.parse().ok()?))
}

/// A fingerprint of everything that a test can come out by.
pub fn state(root: &Path) -> Result<String> {
    let mut hash = Sha256::new();
    hash.update(this_executable());
    for tool in doctor::found() {
        hash.update(tool);
        hash.update([0]);
    }
    let entries = WalkDir::new(root).sort_by_file_name().into_iter().filter_entry(is_ours);
    for entry in entries {
        let entry = entry.context("the tree cannot be read")?;
        if entry.file_type().is_file() {
            let file = entry.path();
            hash.update(file.strip_prefix(root).unwrap_or(file).to_string_lossy().as_bytes());
            hash.update([0]);
            hash.update(Sha256::digest(
                fs::read(file).with_context(|| format!("cannot read {}", file.display()))?,
            ));
        }
    }
    Ok(hexadecimal(&hash.finalize()))
}

/// Whether it is part of the book, and neither built from it nor the reader's own.
pub fn is_ours(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let built = [".git", "target", "node_modules", "__pycache__", ".ruff_cache"];
    let is_readers = entry.depth() == 1 && name == "exercises";
    !is_readers && !built.contains(&&*name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passed_is_known_until_something_changes() {
        let book = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir_all(book.path().join("target")).expect("a folder can be made");
        fs::write(book.path().join("page.md"), "cake").expect("a file can be written");
        let on = || Passed::on(book.path()).expect("the tree can be read");
        let mut first = on();
        first.keep("lints", &Tally::passed(1));
        first.keep("unit tests", &Tally::failed("no"));
        first.keep("a browser's", &Tally::skipped("no browser"));
        let same = on();
        assert_eq!(same.count("lints"), Some(1));
        assert_eq!(same.count("unit tests"), None);
        assert_eq!(same.count("a browser's"), None);
        fs::write(book.path().join("target/built"), "cake").expect("a file can be written");
        assert_eq!(on().count("lints"), Some(1), "what is built is not what it is built from");
        fs::write(book.path().join("page.md"), "cakes").expect("a file can be written");
        assert_eq!(on().count("lints"), None);
    }
}
