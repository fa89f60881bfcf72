//! Figures as mdBook has rendered them, kept from one build to the next.
//!
//! mdBook parses the HTML of a page and writes it anew: once for the page, once for the page that prints the book, and
//! it indexes it besides. Nearly all of that are figures, and nearly all figures are as they were in the build
//! before. So one that mdBook has written before is left out of what mdBook gets, with a comment in its place, and
//! put into what it has written. Whoever calls the preprocessor as a command gets whole pages; a test compares
//! both, byte by byte.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use memchr::memmem;
use sha2::{Digest, Sha256};
use trace::{hexadecimal, this_executable};

use crate::cache;

/// What a figure begins and ends with. Its first line is the tag alone, by which Markdown knows it to be HTML.
const OPEN: &str = "<program-player ";
const CLOSE: &str = "</program-player>";
/// The comments in a page that mdBook is given.
const COMMENT: &str = "<!--figure ";
const HERE: &str = "-->\n";
const BEGINS: &str = " begins-->\n";
const ENDS: &str = " ends-->";

/// The figures that were written by an earlier build, in the build folder.
#[derive(Debug, Clone)]
pub struct Rendered {
    folder: PathBuf,
}

impl Rendered {
    /// Those of the book in `root`.
    pub fn of(root: &Path) -> Self {
        Self { folder: cache::folder(root) }
    }

    /// A page for mdBook: without the figures that are kept, and with marks around those that are not.
    pub fn leave_out(&self, page: &str) -> String {
        with_figures(page, |figure| self.short(figure).unwrap_or_else(|| figure.to_owned()))
    }

    /// Nothing for a figure with a link into the book: on the page that prints it, mdBook leads that elsewhere.
    fn short(&self, figure: &str) -> Option<String> {
        let (tag, inside) = figure.strip_suffix(CLOSE)?.split_once('\n')?;
        if leads_into_the_book(inside) {
            return None;
        }
        let key = hexadecimal(&Sha256::new_with_prefix(this_executable()).chain_update(figure).finalize());
        Some(if self.file(&key).is_file() {
            format!("{tag}\n{COMMENT}{key}{HERE}{CLOSE}")
        } else {
            format!("{tag}\n{COMMENT}{key}{BEGINS}{inside}{COMMENT}{key}{ENDS}{CLOSE}")
        })
    }

    /// A page that mdBook has written, with all of its figures. Those that are new are kept.
    pub fn put_back(&self, page: &str) -> Result<String> {
        let mut parts = split(page, COMMENT).into_iter();
        let mut whole = String::with_capacity(2 * page.len());
        whole.push_str(parts.next().unwrap_or_default());
        while let Some(part) = parts.next() {
            let key = part.split([' ', '-']).next().unwrap_or_default();
            let text = &part[key.len()..];
            if let Some(after) = text.strip_prefix(HERE) {
                let file = self.file(key);
                let figure = fs::read_to_string(&file);
                whole += &figure
                    .with_context(|| format!("{} has gone while the book was built", file.display()))?;
                whole += after;
            } else {
                let end = parts.next().and_then(|part| part.strip_prefix(key)?.strip_prefix(ENDS));
                let figure = text.strip_prefix(BEGINS).zip(end);
                ensure!(figure.is_some(), "mdBook has moved the marks of a figure");
                let (figure, after) = figure.unwrap_or_default();
                // One that cannot be kept costs time, and no more.
                let _ = cache::keep(&self.file(key), figure);
                whole += figure;
                whole += after;
            }
        }
        Ok(whole)
    }

    fn file(&self, key: &str) -> PathBuf {
        self.folder.join(format!("{key}.rendered.html"))
    }
}

fn leads_into_the_book(html: &str) -> bool {
    let begin = |tag: &'static str| memmem::find_iter(html.as_bytes(), tag);
    let tags = begin("<a ").chain(begin("<img ")).filter_map(|start| html[start..].split('>').next());
    tags.flat_map(|tag| tag.split(' ')).any(|attribute| {
        let address = attribute.strip_prefix("href=").or_else(|| attribute.strip_prefix("src="));
        address.is_some_and(|address| !address.starts_with("\"https://"))
    })
}

/// A page in which figures are empty.
pub fn without_insides(page: &str) -> String {
    let empty = |figure: &str| format!("{}\n{CLOSE}", figure.split_once('\n').map_or(figure, |(tag, _)| tag));
    with_figures(page, empty)
}

/// A page with something else in the place of each figure.
fn with_figures(page: &str, change: impl Fn(&str) -> String) -> String {
    let mut rest = page;
    let mut changed = String::with_capacity(page.len());
    while let Some((before, figure, after)) = next_figure(rest) {
        changed += before;
        changed += &change(figure);
        rest = after;
    }
    changed + rest
}

/// What is before the first figure, the figure, and what is after it.
fn next_figure(page: &str) -> Option<(&str, &str, &str)> {
    let start = find(page, OPEN)?;
    let end = start + find(&page[start..], CLOSE)? + CLOSE.len();
    Some((&page[..start], &page[start..end], &page[end..]))
}

fn find(text: &str, part: &str) -> Option<usize> {
    memmem::find(text.as_bytes(), part.as_bytes())
}

fn split<'a>(text: &'a str, part: &str) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for place in memmem::find_iter(text.as_bytes(), part.as_bytes()) {
        parts.push(&text[start..place]);
        start = place + part.len();
    }
    parts.push(&text[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str =
        "Before.\n\n<program-player id=\"a\">\n<div data-x>Cake</div>\n</program-player>\n\nAfter.\n";

    fn rendered() -> (tempfile::TempDir, Rendered) {
        let root = tempfile::tempdir().unwrap();
        let rendered = Rendered::of(root.path());
        (root, rendered)
    }

    /// What mdBook writes differs a little from what it is given.
    fn written(page: &str) -> String {
        page.replace(" data-x>", " data-x=\"\">").replace("Before.", "<p>Before.</p>")
    }

    #[test]
    fn a_figure_is_given_to_mdbook_once_and_is_afterwards_as_mdbook_wrote_it() {
        let (_root, rendered) = rendered();
        let first = rendered.leave_out(PAGE);
        assert!(first.contains("<div data-x>Cake</div>\n<!--figure "), "{first}");
        assert_eq!(rendered.put_back(&written(&first)).unwrap(), written(PAGE));
        let second = rendered.leave_out(PAGE);
        assert!(!second.contains("Cake") && second.contains("<program-player id=\"a\">\n<!--"), "{second}");
        assert_eq!(rendered.put_back(&written(&second)).unwrap(), written(PAGE));
    }

    #[test]
    fn another_figure_is_another_one() {
        let (_root, rendered) = rendered();
        rendered.put_back(&rendered.leave_out(PAGE)).unwrap();
        let changed = PAGE.replace("Cake", "Book");
        assert_eq!(rendered.put_back(&rendered.leave_out(&changed)).unwrap(), changed);
        let both = format!("{PAGE}{changed}");
        assert_eq!(rendered.put_back(&rendered.leave_out(&both)).unwrap(), both);
    }

    #[test]
    fn a_figure_with_a_link_into_the_book_and_a_page_without_figures_stay_as_they_are() {
        let (_root, rendered) = rendered();
        for page in [PAGE.replace("Cake", "<a id=\"c\" href=\"b.md\">Cake</a>"), "Only text.\n".to_owned()] {
            assert_eq!(rendered.leave_out(&page), page);
            assert_eq!(rendered.put_back(&page).unwrap(), page);
        }
        let elsewhere = PAGE.replace("Cake", "<a href=\"https://go.dev/\">Cake</a>");
        assert_ne!(rendered.leave_out(&elsewhere), elsewhere);
    }

    #[test]
    fn what_is_in_a_figure_can_be_passed_over() {
        let short = "Before.\n\n<program-player id=\"a\">\n</program-player>\n\nAfter.\n";
        assert_eq!(without_insides(PAGE), short);
    }

    #[test]
    fn a_figure_that_has_gone_is_told() {
        let (root, rendered) = rendered();
        rendered.put_back(&rendered.leave_out(PAGE)).unwrap();
        let short = rendered.leave_out(PAGE);
        fs::remove_dir_all(cache::folder(root.path())).unwrap();
        let error = rendered.put_back(&short).unwrap_err().to_string();
        assert!(error.contains("has gone while the book was built"), "{error}");
    }
}
