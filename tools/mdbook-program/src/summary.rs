//! `SUMMARY.md` against the files that are there: both ways round.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use catalog::{Problem, did_you_mean};
use pulldown_cmark::{Event, Parser, Tag};
use walkdir::WalkDir;

/// Chapters without a file and files without a chapter. `src` is the text's folder.
pub fn check(root: &Path, src: &Path, problems: &mut Vec<Problem>) -> Result<()> {
    let summary = src.join("SUMMARY.md");
    let shown = summary.strip_prefix(root).unwrap_or(&summary);
    let text = fs::read_to_string(&summary).with_context(|| format!("cannot read {}", summary.display()))?;
    let listed = listed(&text);
    let there = pages(src)?;
    let names: Vec<&str> = there.iter().filter_map(|page| page.to_str()).collect();
    for (page, line) in &listed {
        if !src.join(page).is_file() {
            let name = page.to_string_lossy();
            problems.push(
                Problem::new(shown, *line, format!("the chapter {name} has no file"))
                    .help(did_you_mean(&name, names.iter().copied())),
            );
        }
    }
    for page in there.iter().filter(|page| !listed.contains_key(*page)) {
        let file = src.join(page);
        problems.push(
            Problem::new(file.strip_prefix(root).unwrap_or(&file), 1, "a page that SUMMARY.md does not list")
                .help(format!("add it to {}, or remove it", shown.display())),
        );
    }
    Ok(())
}

/// The order in which the book is read.
#[derive(Debug, Default)]
pub struct Order(BTreeMap<PathBuf, usize>);

impl Order {
    /// As the summary in the text's folder `src` has it.
    pub fn of(src: &Path) -> Result<Self> {
        let summary = src.join("SUMMARY.md");
        let text =
            fs::read_to_string(&summary).with_context(|| format!("cannot read {}", summary.display()))?;
        Ok(Self(listed(&text)))
    }

    /// What to sort a page by; one that is not listed comes last.
    pub fn place(&self, page: &Path) -> usize {
        self.0.get(page).copied().unwrap_or(usize::MAX)
    }
}

/// The pages that the summary lists, each with its line.
fn listed(text: &str) -> BTreeMap<PathBuf, usize> {
    Parser::new(text)
        .into_offset_iter()
        .filter_map(|(event, place)| match event {
            Event::Start(Tag::Link { dest_url, .. }) if !dest_url.is_empty() => {
                let page = PathBuf::from(dest_url.trim_start_matches("./"));
                Some((page, 1 + text[..place.start].matches('\n').count()))
            }
            _ => None,
        })
        .collect()
}

/// The pages that are there, relative to `src`, without `SUMMARY.md`.
pub fn pages(src: &Path) -> Result<Vec<PathBuf>> {
    let mut pages = Vec::new();
    for entry in WalkDir::new(src).sort_by_file_name() {
        let entry = entry?;
        let page = entry.path().strip_prefix(src).unwrap_or(entry.path());
        if page.extension().is_some_and(|extension| extension == "md") && page != Path::new("SUMMARY.md") {
            pages.push(page.to_owned());
        }
    }
    Ok(pages)
}
