//! The hosts that run programs, and the editor: each bundled into one file, by `web/runner/bundle.js`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use catalog::Problem;
use toolchains::{Effort, Missing, Node, Toolchain};
use walkdir::WalkDir;

use crate::Request;
use crate::shelf::{Content, Shelf, Stamp};

/// The host for Node, by which the recorder runs programs.
pub const NODE_HOST: &str = "node.mjs";
/// What the book's service worker is made of: a build writes the list of its files above it.
pub const SERVICE_WORKER: &str = "service-worker.js";

const BUNDLER: &str = "web/runner/bundle.js";
/// What is bundled, from the book's folder; and what says from which packages.
const SOURCES: [&str; 3] = ["web/runner", "web/editor", "web/offline"];
const LOCK: &str = "web/package-lock.json";

/// Their name among what is noted.
const NAME: &str = "bundles";

/// Whether there are hosts; if not, the reason, or none if it is among the problems.
pub fn make(
    shelf: &Shelf,
    request: Request<'_>,
    problems: &mut Vec<Problem>,
) -> Result<Result<(), Option<String>>> {
    let root = request.root;
    if !root.join(BUNDLER).is_file() {
        return Ok(Err(Some(format!("this copy of the book has no {BUNDLER}"))));
    }
    let content = content(root)?;
    let old = shelf.stamp(NAME);
    if old.as_ref().is_some_and(|stamp| stamp.content == content) {
        return Ok(Ok(()));
    }
    let node = match Node::get(Effort::Find) {
        Ok(node) => node,
        Err(Missing(why)) => return Ok(Err(Some(why))),
    };
    let packages = match request.packages {
        Ok(packages) => packages,
        Err(why) => return Ok(Err(Some(why.to_owned()))),
    };
    let aside = tempfile::tempdir_in(shelf.folder().parent().unwrap_or(root))?;
    let mut command = Command::new(node.program());
    let output = command.current_dir(root).arg(BUNDLER).arg(packages).arg(aside.path()).output();
    let output = output.context("cannot run node")?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        problems.push(Problem::new(BUNDLER, 1, format!("the hosts cannot be bundled: {said}")));
        return Ok(Err(None));
    }
    let files = names(aside.path())?;
    shelf.forget(NAME)?;
    for name in &files {
        shelf.bring(name, &aside.path().join(name))?;
    }
    for name in old.iter().flat_map(|old| &old.files).filter(|name| !files.contains(*name)) {
        shelf.remove(name)?;
    }
    let files = files.into_iter().collect();
    shelf.note(NAME, &Stamp { content, toolchain: Some(node.found().name), files, ..Stamp::default() })?;
    Ok(Ok(()))
}

fn content(root: &Path) -> Result<String> {
    let mut content = Content::default();
    for folder in SOURCES {
        let entries = WalkDir::new(root.join(folder)).sort_by_file_name().into_iter().filter_map(Result::ok);
        for entry in entries.filter(|entry| entry.file_type().is_file()) {
            content.add_file(root, entry.path().strip_prefix(root).unwrap_or(entry.path()))?;
        }
    }
    content.add_file(root, &PathBuf::from(LOCK))?;
    Ok(content.hash())
}

fn names(folder: &Path) -> Result<BTreeSet<String>> {
    let entries = fs::read_dir(folder)?.filter_map(Result::ok);
    Ok(entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect())
}
