//! A page for each program, with its whole file in every language.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use anyhow::{Context, Result, ensure};
use scraper::{ElementRef, Html};

use crate::contents::Chapter;
use crate::package::Document;
use crate::paper::Paper;
use crate::xhtml::{escape, selector};

/// The page that lists them, from the book's folder.
const LIST: &str = "programs.html";

/// The programs that the pages show.
pub struct Programs<'a> {
    /// By name.
    told: BTreeMap<&'a str, Program<'a>>,
    /// Their names in the order of the pages.
    order: Vec<&'a str>,
}

struct Program<'a> {
    title: String,
    /// Each flavor once: its name for readers, and where a page tells it.
    tracks: Vec<(String, &'a str, ElementRef<'a>)>,
}

impl<'a> Programs<'a> {
    pub fn of(pages: impl IntoIterator<Item = &'a Html>) -> Result<Self> {
        let mut programs = Self { told: BTreeMap::new(), order: Vec::new() };
        for page in pages {
            for track in page.select(&selector("program-player .track")) {
                programs.add(track)?;
            }
        }
        Ok(programs)
    }

    fn add(&mut self, track: ElementRef<'a>) -> Result<()> {
        let name = track.attr("data-program").context("a track without a program")?;
        let key = track.attr("data-key").context("a track without a key")?;
        let heading = track.select(&selector(".name")).next().context("a track without a name")?;
        let label: String = heading.select(&selector(".flavor")).flat_map(|label| label.text()).collect();
        let whole: String = heading.text().collect();
        let title = whole.trim().strip_suffix(label.trim()).map(str::trim).unwrap_or_default();
        ensure!(!title.is_empty(), "`{key}` has no title");
        let program = self.told.entry(name).or_insert_with(|| {
            self.order.push(name);
            Program { title: title.to_owned(), tracks: Vec::new() }
        });
        if program.tracks.iter().all(|(_, other, _)| *other != key) {
            program.tracks.push((label.trim().to_owned(), key, track));
        }
        Ok(())
    }

    pub fn len(&self) -> usize {
        self.told.len()
    }

    /// What readers call a program.
    pub fn title(&self, name: &str) -> Option<&str> {
        self.told.get(name).map(|program| program.title.as_str())
    }

    /// The languages and runtimes in which it is told.
    pub fn labels(&self, name: &str) -> Vec<&str> {
        let program = self.told.get(name);
        program
            .map(|program| program.tracks.iter().map(|(label, ..)| label.as_str()).collect())
            .unwrap_or_default()
    }

    /// Their pages, and the one that lists them.
    pub fn documents(&self, pages: &BTreeSet<&str>) -> Vec<Document> {
        if self.order.is_empty() {
            return Vec::new();
        }
        let list = Chapter::new(LIST, "The programs", 0);
        let mut text = String::from(
            "<h1>The programs</h1>\n<p>Each of them whole, in every language that tells it.</p>\n<ul>\n",
        );
        for name in &self.order {
            let title = escape(&self.told[name].title);
            let _ = writeln!(
                text,
                "<li><a href=\"{}\">{title}</a>, {}</li>",
                file(name),
                escape(&self.labels(name).join("; "))
            );
        }
        text.push_str("</ul>");
        let mut documents = vec![Document::chapter(&list, text)];
        for name in &self.order {
            let program = &self.told[name];
            let page = file(name).replace(".xhtml", ".html");
            let mut paper = Paper::new(&page, pages, self);
            let _ = writeln!(paper.text, "<h1>{}</h1>", escape(&program.title));
            for (label, _, track) in &program.tracks {
                let _ = writeln!(paper.text, "<h2>{}</h2>", escape(label));
                paper.track(*track, true);
            }
            documents.push(Document::chapter(&Chapter::new(&page, &program.title, 1), paper.text));
        }
        documents
    }
}

/// A program's page, from the folder of all pages.
pub fn file(name: &str) -> String {
    format!("programs/{name}.xhtml")
}
