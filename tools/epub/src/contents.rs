//! Which pages the book has, in the order in which they are read: `toc.html`, which mdBook makes of `SUMMARY.md`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use scraper::{ElementRef, Html};

use crate::xhtml::selector;

/// A page of the book, or of the EPUB.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// Its file, from the book's folder: `blocking/index.html`.
    pub page: String,
    pub title: String,
    /// How many pages it stands below.
    pub depth: usize,
    /// The part of the book that begins with it.
    pub part: Option<String>,
}

impl Chapter {
    pub fn new(page: &str, title: &str, depth: usize) -> Self {
        Self { page: page.to_owned(), title: title.to_owned(), depth, part: None }
    }
}

/// The pages of a built book.
pub fn read(book: &Path) -> Result<Vec<Chapter>> {
    let file = book.join("toc.html");
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let chapters = of(&Html::parse_document(&text));
    ensure!(!chapters.is_empty(), "{} lists no pages", file.display());
    Ok(chapters)
}

fn of(toc: &Html) -> Vec<Chapter> {
    let mut chapters: Vec<Chapter> = Vec::new();
    let mut part = None;
    for entry in toc.select(&selector("li.part-title, li a[href]")) {
        let text = entry.text().collect::<String>().trim().to_owned();
        let Some(page) = entry.attr("href") else {
            part = Some(text);
            continue;
        };
        let depth =
            entry.ancestors().filter_map(ElementRef::wrap).filter(|it| it.value().name() == "ol").count();
        chapters.push(Chapter {
            page: page.to_owned(),
            title: text,
            depth: depth.saturating_sub(1),
            part: part.take(),
        });
    }
    chapters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_have_an_order_a_depth_and_parts() {
        let toc = "<ol class=chapter><li><a href='index.html'>Cake</a></li><li class=part-title>Part one</li>\
                   <li><a href='a/index.html'><strong>1.</strong> A</a><ol class=section><li>\
                   <a href='a/b.html'><strong>1.1.</strong> B</a></li></ol></li></ol>";
        let chapters = of(&Html::parse_document(toc));
        let expected = [
            Chapter::new("index.html", "Cake", 0),
            Chapter { part: Some("Part one".into()), ..Chapter::new("a/index.html", "1. A", 0) },
            Chapter::new("a/b.html", "1.1. B", 1),
        ];
        assert_eq!(chapters, expected);
    }
}
