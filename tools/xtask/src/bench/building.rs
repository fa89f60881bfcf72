//! Building the book, against stock mdBook over the same text without preprocessors.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::{median, rounded};
use crate::files::copy_tree;
use crate::stock;

const TIMES: usize = 21;

pub fn measure(root: &Path) -> Result<Value> {
    let mdbook = stock::ensure()?.join("mdbook");
    let plain = plain_book(root)?;
    let folder = tempfile::tempdir()?;
    let (mut ours, mut stock) = (Vec::new(), Vec::new());
    // In turns, so that a change in the machine's mood meets both.
    for _ in 0..TIMES {
        stock.push(time(
            Command::new(&mdbook).arg("build").arg(plain.path()).arg("-d").arg(folder.path().join("stock")),
        )?);
        let xtask = std::env::current_exe()?;
        ours.push(time(Command::new(xtask).args(["build", "-d"]).arg(folder.path().join("ours")))?);
    }
    let pages = mdbook_program::pages(&root.join("src"))?.len();
    let (ours, stock) = (median(ours), median(stock));
    Ok(json!({
        "times_each": TIMES,
        "pages": pages,
        "stock_mdbook_ms": rounded(stock),
        "cargo_xtask_build_ms": rounded(ours),
        "ratio": rounded(ours / stock),
        "ms_per_page": rounded(ours / f64::from(u32::try_from(pages)?)),
    }))
}

/// The same text and theme, and no preprocessor.
fn plain_book(root: &Path) -> Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    let settings = fs::read_to_string(root.join("book.toml"))?;
    let mut settings: toml::Table = settings.parse().context("cannot read book.toml")?;
    settings.remove("preprocessor");
    fs::write(folder.path().join("book.toml"), settings.to_string())?;
    for name in ["src", "theme"] {
        copy_tree(&root.join(name), &folder.path().join(name))?;
    }
    Ok(folder)
}

fn time(command: &mut Command) -> Result<f64> {
    let started = Instant::now();
    let output = command.stdout(Stdio::null()).stderr(Stdio::piped()).output()?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(started.elapsed().as_secs_f64() * 1000.0)
}
