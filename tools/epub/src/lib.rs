//! The book as an EPUB, for readers without a browser: what its pages are without a script.
//!
//! It is made of the built pages, so that whatever they have, figures, charts, the cheat sheet, is in it as well,
//! and nothing is rendered twice in two ways. [`contents`] reads which pages there are, [`paper`] turns a page into
//! what can be read without a script, [`programs`] gathers what is told in other languages, and [`package`] puts
//! it all into one file.
//!
//! A figure in the text has the program in one language, the first that its page shows, with its transcript and its
//! timeline. At the end of the book there is a page for each program, with the whole file in every language: six
//! listings of the same story one after the other would bury the text.

mod contents;
mod package;
mod paper;
mod programs;
mod xhtml;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use scraper::Html;

use crate::contents::Chapter;
use crate::package::{Document, Package};
use crate::paper::Paper;
use crate::programs::Programs;

/// What is said of the book as a whole.
#[derive(Debug, Clone)]
pub struct Metadata {
    pub title: String,
    pub description: String,
    pub authors: Vec<String>,
    /// As in `lang` of HTML: `en`.
    pub language: String,
}

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    pub chapters: usize,
    pub programs: usize,
    pub bytes: u64,
}

/// Makes the EPUB `to` of the book that is built in `book`.
pub fn make(book: &Path, metadata: &Metadata, to: &Path) -> Result<Made> {
    let chapters = contents::read(book)?;
    let mut pages = Vec::new();
    for chapter in chapters {
        let file = book.join(&chapter.page);
        let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        pages.push((chapter, Html::parse_document(&text)));
    }
    // Where readers keep track of themselves there is nothing to read.
    pages.retain(|(_, html)| html.select(&xhtml::selector("main .progress")).next().is_none());
    ensure!(!pages.is_empty(), "{} has no pages", book.display());
    let names: BTreeSet<&str> = pages.iter().map(|(chapter, _)| chapter.page.as_str()).collect();

    let programs = Programs::of(pages.iter().map(|(_, html)| html))?;
    let mut documents = Vec::new();
    let mut solutions = String::new();
    for (chapter, html) in &pages {
        let mut paper = Paper::new(&chapter.page, &names, &programs);
        paper.page(html).with_context(|| format!("{} has no text", chapter.page))?;
        solutions.push_str(&paper.solutions);
        documents.push(Document::chapter(chapter, paper.text));
    }
    let chapters = documents.len();
    if !solutions.is_empty() {
        let text = format!("<h1>Solutions</h1>\n{solutions}");
        documents.push(Document::chapter(&Chapter::new(paper::SOLUTIONS, "Solutions", 0), text));
    }
    documents.extend(programs.documents(&names));
    let bytes = Package { metadata, documents: &documents }.write(to)?;
    Ok(Made { chapters, programs: programs.len(), bytes })
}
