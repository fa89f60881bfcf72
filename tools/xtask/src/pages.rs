//! The pages that mdBook has written, and what is done with them afterwards.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use mdbook_program::Kept;
use walkdir::WalkDir;

/// The text of pages, by their addresses in the book: `blocking/index.html`.
pub type Pages = BTreeMap<String, String>;

/// Puts the figures that mdBook did not get into the pages of `built`, and the name of the search index that has
/// taken the place of mdBook's.
pub fn finish(built: &Path, kept: &Kept, index: &Renamed) -> Result<Pages> {
    let mut pages = Pages::new();
    for entry in WalkDir::new(built).sort_by_file_name() {
        let entry = entry?;
        if entry.path().extension().is_none_or(|extension| extension != "html") {
            continue;
        }
        let name = entry.path().strip_prefix(built)?.to_string_lossy().replace('\\', "/");
        let written = fs::read_to_string(entry.path()).with_context(|| format!("cannot read {name}"))?;
        let page = kept.put_back(&written)?.replace(&index.from, &index.to);
        if page != written {
            fs::write(entry.path(), &page).with_context(|| format!("cannot write {name}"))?;
        }
        pages.insert(name, page);
    }
    Ok(pages)
}

/// A file that has another name now.
#[derive(Debug)]
pub struct Renamed {
    pub from: String,
    pub to: String,
}
