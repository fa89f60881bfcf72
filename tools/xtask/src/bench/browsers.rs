//! What pages need to run programs: how long it takes to make, and what it weighs on its way to a reader.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use browser::gzipped;
use serde_json::{Map, Value, json};
use tempfile::TempDir;
use walkdir::WalkDir;

use super::{median, rounded};
use crate::files::copy_tree;
use crate::npm;

/// What a program is compiled from, and what is looked at to find it.
const BOOK: [&str; 6] = ["Cargo.toml", "Cargo.lock", "code", "tools", "tests", "web"];
const CHANGED: &str = "code/async-await/examples/cake_and_book/rust-tokio.rs";

/// The folders of which no run fetches anything.
const NOT_FOR_A_RUN: [&str; 3] = ["source", "home", "playground"];

pub fn measure(root: &Path) -> Result<Value> {
    let packages = npm::require(root)?;
    let copy = copy(root, packages.parent().context("the packages are in a folder")?)?;
    let book = copy.path();
    let nothing = time(book)?;
    let mut one = Vec::new();
    for _ in 0..3 {
        OpenOptions::new().append(true).open(book.join(CHANGED))?.write_all(b"// changed\n")?;
        one.push(time(book)?);
    }
    let mut none = Vec::new();
    for _ in 0..11 {
        none.push(time(book)?);
    }
    Ok(json!({
        "all_from_nothing_ms": rounded(nothing),
        "one_changed_ms": rounded(median(one)),
        "none_changed_ms": rounded(median(none)),
        "gzip_bytes": weights(&book.join("target/run"))?,
    }))
}

/// A copy in which nothing is built; the packages are those of the book, and the toolchains are here.
fn copy(root: &Path, packages: &Path) -> Result<TempDir> {
    let copy = tempfile::tempdir()?;
    for name in BOOK {
        copy_tree(&root.join(name), &copy.path().join(name))?;
    }
    fs::create_dir(copy.path().join("target"))?;
    let npm = copy.path().join("target/npm");
    #[cfg(unix)]
    std::os::unix::fs::symlink(packages, &npm)?;
    #[cfg(not(unix))]
    copy_tree(packages, &npm)?;
    Ok(copy)
}

fn time(book: &Path) -> Result<f64> {
    let started = Instant::now();
    let output = Command::new(std::env::current_exe()?)
        .arg("--book")
        .arg(book)
        .args(["test", "programs for browsers"])
        // What Go has compiled for other books is not used, nor where this one is built.
        .env("GOCACHE", book.join("target/go"))
        .env_remove("CARGO_TARGET_DIR")
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .output()?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(started.elapsed().as_secs_f64() * 1000.0)
}

/// What each file weighs that more than one page, or a program's first run, fetches: not a text, nor what a
/// reader takes home.
fn weights(run: &Path) -> Result<Map<String, Value>> {
    let mut weights = Map::new();
    for entry in WalkDir::new(run).sort_by_file_name() {
        let entry = entry?;
        let name = entry.path().strip_prefix(run)?;
        let is_fetched = !NOT_FOR_A_RUN.iter().any(|folder| name.starts_with(folder));
        if entry.file_type().is_file() && is_fetched && runnable::is_published(name) {
            weights
                .insert(name.to_string_lossy().replace('\\', "/"), gzipped(&fs::read(entry.path())?)?.into());
        }
    }
    Ok(weights)
}
