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
use serde_json::json;
use tempfile::TempDir;

use crate::pages::Renamed;

const INDEX: &str = "searchindex-";
/// The folder of the book that is made for its index.
const BOOK: &str = "book";

/// Has mdBook index no page: its index would be replaced.
pub fn leave_to_us(config: &mut Config, root: &Path) -> Result<()> {
    // What is wrong with the summary is told when the book is loaded.
    let pages = mdbook_program::pages(&root.join(&config.book.src)).unwrap_or_default();
    let none = pages.iter().map(|page| (page.to_string_lossy().into_owned(), json!({ "enable": false })));
    config.set("output.html.search.chapter", none.collect::<serde_json::Map<_, _>>())
}

/// Makes a book of what is to be found, with its index.
pub fn index(root: &Path) -> Result<TempDir> {
    let aside = tempfile::tempdir()?;
    let mut config = Config::from_disk(root.join("book.toml")).context("cannot read book.toml")?;
    config.build.build_dir = aside.path().join(BOOK);
    config.set("output.html.print.enable", false)?;
    // Nobody reads its pages: their frame is empty.
    let theme = aside.path().join("theme");
    fs::create_dir(&theme)?;
    fs::write(theme.join("index.hbs"), "")?;
    config.set("output.html.theme", theme)?;
    // "Doesn't", as a keyboard writes it.
    config.set("output.html.smart-punctuation", false)?;
    let mut book = MDBook::load_with_config(root, config)?;
    book.with_preprocessor(SearchText);
    book.with_preprocessor(Mermaid);
    book.build()?;
    Ok(aside)
}

/// Puts the index of that book into the one in `built`, in place of mdBook's. Pages still know it by mdBook's name,
/// which has a hash of what is in it.
pub fn publish(index: &TempDir, built: &Path) -> Result<Renamed> {
    let (new, old) = (file_named(&index.path().join(BOOK), INDEX)?, file_named(built, INDEX)?);
    let name = |file: &Path| Some(file.file_name()?.to_str()?.to_owned());
    let renamed = name(&old).zip(name(&new)).map(|(from, to)| Renamed { from, to });
    let renamed = renamed.context("the index has a name")?;
    fs::remove_file(&old).with_context(|| format!("cannot remove {}", old.display()))?;
    let place = built.join(&renamed.to);
    fs::copy(new, &place).with_context(|| format!("cannot write {}", place.display()))?;
    // What searches has the name as well.
    let searcher = file_named(built, "searcher-")?;
    let script = fs::read_to_string(&searcher)?;
    fs::write(searcher, script.replace(&renamed.from, &renamed.to))?;
    Ok(renamed)
}

/// The file of a built book whose name begins so; the rest is a hash.
fn file_named(book: &Path, begin: &str) -> Result<PathBuf> {
    let names = fs::read_dir(book).with_context(|| format!("cannot read {}", book.display()))?;
    let files: Vec<PathBuf> = names.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    let is_named = |file: &&PathBuf| {
        file.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with(begin))
    };
    files.iter().find(is_named).cloned().with_context(|| format!("no {begin}….js in {}", book.display()))
}
