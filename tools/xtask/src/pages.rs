//! The pages that mdBook has written, and what is done with them afterwards.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use mdbook_program::Rendered;
use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

/// The text of pages, by their addresses in the book: `blocking/index.html`.
pub type Pages = BTreeMap<String, String>;

/// Puts the figures that mdBook did not get into the pages of `built`, and the name of the search index that has
/// taken the place of mdBook's, which a page has once, at its beginning.
pub fn finish(built: &Path, rendered: &Rendered, index: &Renamed) -> Result<Pages> {
    let entries = WalkDir::new(built).into_iter().collect::<Result<Vec<_>, _>>()?;
    let files = entries.iter().map(DirEntry::path);
    let pages: Vec<_> = files.filter(|file| file.extension().is_some_and(|kind| kind == "html")).collect();
    let finished = pages.into_par_iter().map(|file| {
        let name = file.strip_prefix(built)?.to_string_lossy().replace('\\', "/");
        let written = fs::read_to_string(file).with_context(|| format!("cannot read {name}"))?;
        let page = rendered.put_back(&written)?.replacen(&index.from, &index.to, 1);
        if page != written {
            fs::write(file, &page).with_context(|| format!("cannot write {name}"))?;
        }
        Ok((name, page))
    });
    finished.collect()
}

/// A file that has another name now.
#[derive(Debug)]
pub struct Renamed {
    pub from: String,
    pub to: String,
}
