//! Stock mdBook beside ours: the book's own preprocessor is an ordinary one, and this is how we
//! know.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use catalog::Problem;
use toolchains::{Slot, install};
use walkdir::WalkDir;

use crate::book::cargo;
use crate::build::{Purpose, build};

/// The versions that the workspace's libraries have.
const MDBOOK: &str = "0.5.4";
const MDBOOK_MERMAID: &str = "0.17.1";

/// Whether stock mdBook made the same pages.
pub enum Answer {
    Same {
        pages: usize,
    },
    Different(Vec<Problem>),
    /// There is no stock mdBook, for this reason.
    Unavailable(String),
}

/// Builds the book with stock mdBook and with ours, and compares every file.
pub fn same_pages(root: &Path) -> Result<Answer> {
    let bin = match ensure() {
        Ok(bin) => bin,
        Err(error) => return Ok(Answer::Unavailable(format!("{error:#}"))),
    };
    let folder = tempfile::tempdir()?;
    let (stock, ours) = (folder.path().join("stock"), folder.path().join("ours"));
    run(root, &bin, &stock)?;
    build(root, Some(&ours), Purpose::Publish)?;
    let (ours, stock) = (files(&ours)?, files(&stock)?);
    let names: BTreeSet<&String> = ours.keys().chain(stock.keys()).collect();
    let different: Vec<Problem> = names
        .into_iter()
        // What readers run and take home is made by ours alone.
        .filter(|name| !name.starts_with("run/") && ours.get(*name) != stock.get(*name))
        .map(|name| Problem::new("book.toml", 1, format!("stock mdbook makes another {name}")))
        .collect();
    if different.is_empty() {
        Ok(Answer::Same { pages: ours.len() })
    } else {
        Ok(Answer::Different(different))
    }
}

/// The files of a built book by name, without the search index.
///
/// The index is made by a library whose version each mdBook was built with decides, so it may differ
/// from ours in any stock one; its name carries its hash, and stands in every page.
fn files(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        if entry.path().is_file() {
            let name = entry.path().strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
            files.insert(name, fs::read(entry.path())?);
        }
    }
    let index = files.keys().find(|name| name.starts_with("searchindex-")).cloned();
    let index = index.context("the book has a search index")?;
    files.remove(&index);
    for content in files.values_mut() {
        if let Ok(text) = str::from_utf8(content) {
            *content = text.replace(&index, "searchindex.js").into_bytes();
        }
    }
    Ok(files)
}

/// Runs stock mdBook with the preprocessors on its path.
pub fn run(root: &Path, bin: &Path, dest_dir: &Path) -> Result<()> {
    let output = command(root, bin, dest_dir)?.output().context("cannot run mdbook")?;
    if !output.status.success() {
        bail!("stock mdbook build failed:\n{}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(())
}

fn command(root: &Path, bin: &Path, dest_dir: &Path) -> Result<Command> {
    let preprocessor = preprocessor(root)?;
    let own = preprocessor.parent().context("the preprocessor is in a folder")?;
    let path = std::env::join_paths(
        [own, bin]
            .into_iter()
            .map(Path::to_owned)
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
    )?;
    let mut command = Command::new(bin.join("mdbook"));
    command.arg("build").arg(root).arg("--dest-dir").arg(dest_dir).env("PATH", path);
    Ok(command)
}

/// Builds our preprocessor as the command that mdBook calls.
fn preprocessor(root: &Path) -> Result<PathBuf> {
    let status = cargo()
        .current_dir(root)
        .args(["build", "--quiet", "--workspace", "--bin", "mdbook-program"])
        .status()
        .context("cannot run cargo")?;
    if !status.success() {
        bail!("mdbook-program does not compile");
    }
    let here = std::env::current_exe()?;
    Ok(here.with_file_name(format!("mdbook-program{}", std::env::consts::EXE_SUFFIX)))
}

/// Its name in the cache.
pub const SLOT: &str = "mdbook-0.5.4-mermaid-0.17.1";
const INSTALLED_BYTES: u64 = 1_500_000_000;

/// The folder with stock `mdbook` and `mdbook-mermaid`, installed on first use into the cache that
/// all clones share.
pub fn ensure() -> Result<PathBuf> {
    let home = Slot::named(SLOT)?.filled(INSTALLED_BYTES, |aside| {
        for (name, version) in [("mdbook", MDBOOK), ("mdbook-mermaid", MDBOOK_MERMAID)] {
            install(name, version, "for comparison, once", aside)?;
        }
        Ok(())
    })?;
    Ok(home.join("bin"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stock_mdbook_has_the_version_of_our_libraries() {
        let lock =
            fs::read_to_string(crate::book::root().join("Cargo.lock")).expect("the lock file is there");
        for (name, version) in [("mdbook-driver", MDBOOK), ("mdbook-mermaid", MDBOOK_MERMAID)] {
            assert!(
                lock.contains(&format!("name = \"{name}\"\nversion = \"{version}\"")),
                "{name} is not {version}"
            );
        }
        assert_eq!(SLOT, format!("mdbook-{MDBOOK}-mermaid-{MDBOOK_MERMAID}"));
    }
}
