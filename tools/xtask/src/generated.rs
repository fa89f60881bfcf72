//! `cargo xtask types`: the files that are generated from the Rust types.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use catalog::{Problem, Problems};
use clap::Args;

#[derive(Args)]
pub struct Options {
    /// Say which files are not as they would be generated, and write nothing
    #[arg(long)]
    check: bool,
}

pub fn run(root: &Path, options: &Options) -> Result<()> {
    if options.check {
        Problems::check(root, stale(root)?)?;
        return Ok(());
    }
    for (file, text) in files()? {
        fs::write(root.join(&file), text).with_context(|| format!("cannot write {}", file.display()))?;
        println!("wrote {}", file.display());
    }
    Ok(())
}

/// The generated files that are not as they should be.
pub fn stale(root: &Path) -> Result<Vec<Problem>> {
    let stale = files()?.into_iter().filter(|(file, text)| {
        // A checkout may have the line ends of its system.
        let there = fs::read_to_string(root.join(file)).unwrap_or_default().replace("\r\n", "\n");
        there != *text
    });
    Ok(stale
        .map(|(file, _)| {
            Problem::new(file, 1, "not as generated from the Rust types").help("cargo xtask types")
        })
        .collect())
}

/// Each generated file, from the book's folder, with its text.
fn files() -> Result<[(PathBuf, String); 3]> {
    Ok([
        ("web/player/trace.d.ts".into(), trace::typescript()),
        ("web/player/figure.d.ts".into(), mdbook_program::typescript()),
        ("src/trace.schema.json".into(), trace::json_schema()?),
    ])
}
