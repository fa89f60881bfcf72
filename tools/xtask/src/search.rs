//! The index that search looks things up in.
//!
//! mdBook indexes every text of a page but scripts and styles, and has no mark for what is none of it. So its index
//! of this book is mostly recordings: what programs printed, in all languages, and their code. This makes a second
//! book of what is to be found, and takes mdBook's index of that in place of its own. Stock `mdbook build` keeps the
//! long one; all else is the same.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use mdbook_driver::MDBook;
use mdbook_driver::config::Config;
use mdbook_mermaid::Mermaid;
use mdbook_program::SearchText;
use tempfile::TempDir;

/// Makes a book of what is to be found, with its index.
pub fn index(root: &Path) -> Result<TempDir> {
    let aside = tempfile::tempdir()?;
    let mut config = Config::from_disk(root.join("book.toml")).context("cannot read book.toml")?;
    aside.path().clone_into(&mut config.build.build_dir);
    config.set("output.html.print.enable", false)?;
    // "Doesn't", as a keyboard writes it.
    config.set("output.html.smart-punctuation", false)?;
    let mut book = MDBook::load_with_config(root, config)?;
    book.with_preprocessor(SearchText);
    book.with_preprocessor(Mermaid);
    book.build()?;
    Ok(aside)
}

/// Puts the index of that book into the one in `built`.
///
/// The file keeps its name, by which every page knows it: mdBook has made it of a hash of the long index, which is
/// another one whenever this one is.
pub fn publish(index: &TempDir, built: &Path) -> Result<()> {
    let (new, old) = (find(index.path())?, find(built)?);
    fs::copy(new, &old).with_context(|| format!("cannot write {}", old.display()))?;
    Ok(())
}

/// The index of a built book.
pub fn find(book: &Path) -> Result<PathBuf> {
    let names = fs::read_dir(book).with_context(|| format!("cannot read {}", book.display()))?;
    let files: Vec<PathBuf> = names.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    let is_index = |file: &&PathBuf| {
        file.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with("searchindex-"))
    };
    files.iter().find(is_index).cloned().with_context(|| format!("no search index in {}", book.display()))
}
