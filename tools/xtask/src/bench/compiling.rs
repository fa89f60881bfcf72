//! Compiling the programs that run in the page: all of them from nothing, and one that has changed.

use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{Result, bail};
use catalog::Problems;
use serde_json::{Map, Value, json};
use toolchains::Effort;

use crate::files::copy_tree;
use crate::runs;

/// A program of each language that is compiled, and a line that changes it.
const CHANGED: [(&str, &str, &str); 2] = [
    ("rust", "code/async-await/examples/cake_and_book/rust-tokio.rs", "// Changed.\n"),
    ("go", "code/async-await/examples/cake_and_book/main.go", "\n// Changed.\n"),
];

pub fn measure(root: &Path) -> Result<Value> {
    let copy = tempfile::tempdir()?;
    for name in [
        "book.toml",
        "Cargo.toml",
        "Cargo.lock",
        "clippy.toml",
        ".cargo",
        "src",
        "code",
        "tests",
        "tools",
        "web",
        "theme",
    ] {
        copy_tree(&root.join(name), &copy.path().join(name))?;
    }
    copy_tree(&root.join("target/npm"), &copy.path().join("target/npm"))?;
    let mut figures = Map::new();
    figures.insert("everything_from_nothing_seconds".to_owned(), make(copy.path())?);
    for (language, file, line) in CHANGED {
        let file = copy.path().join(file);
        fs::write(&file, fs::read_to_string(&file)? + line)?;
        figures.insert(format!("one_program_in_{language}_changed_seconds"), make(copy.path())?);
    }
    figures.insert("nothing_changed_seconds".to_owned(), make(copy.path())?);
    Ok(Value::Object(figures))
}

/// Seconds that it takes to make what is not made yet.
fn make(root: &Path) -> Result<Value> {
    let started = Instant::now();
    let made = runs::make(root, Effort::Provide)?;
    let seconds = started.elapsed().as_secs_f64();
    Problems::check(root, made.problems.clone())?;
    if let Some(missing) = runs::missing(&made).next() {
        bail!(missing);
    }
    // To the hundredth of a second.
    Ok(json!((seconds * 100.0).round() / 100.0))
}
