//! The book as a whole, read before any of its pages is made: what one page has to know of the others.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use catalog::Problem;
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use crate::glossary::Glossary;
use crate::misconception::{self, Misconception};
use crate::progress::{self, Tasks};
use crate::shown::{self, Figures};
use crate::summary::Order;

/// What the pages say that others of them use.
#[derive(Debug, Default)]
pub struct Overview {
    pub glossary: Glossary,
    /// In the order in which the book is read.
    pub misconceptions: Vec<Misconception>,
    /// What there is to do on each page, in the same order.
    pub tasks: Vec<Tasks>,
    /// The figures that show each program.
    pub figures: Figures,
    titles: BTreeMap<PathBuf, String>,
}

impl Overview {
    /// Reads all pages, by their files from `src`, which is the text's folder from the book's.
    pub fn of(
        pages: &BTreeMap<PathBuf, String>,
        order: &Order,
        src: &Path,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut pages: Vec<_> = pages.iter().map(|(page, text)| (page.as_path(), text.as_str())).collect();
        pages.sort_by_key(|(page, _)| order.place(page));
        Self {
            glossary: Glossary::of(&pages, src, problems),
            misconceptions: misconception::gather(&pages, src, problems),
            tasks: progress::gather(&pages),
            figures: shown::gather(&pages),
            titles: pages.iter().map(|(page, text)| ((*page).to_owned(), title(text))).collect(),
        }
    }

    /// What a page is called, as Markdown.
    pub fn title(&self, page: &Path) -> &str {
        self.titles.get(page).map_or("", String::as_str)
    }
}

/// A link from one page to another, or within one; both from the text's folder.
pub fn link(from: &Path, to: &Path, anchor: &str) -> String {
    if from == to {
        return format!("#{anchor}");
    }
    let up = "../".repeat(from.components().count().saturating_sub(1));
    let to = slashed(to);
    format!("{up}{to}#{anchor}")
}

/// The line of a place in a text, counted from 1.
pub fn line_of(text: &str, place: usize) -> usize {
    1 + text[..place].matches('\n').count()
}

/// Text for HTML, and for double-quoted attributes.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A path as a part of an address, on every system.
pub fn slashed(path: &Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Words as a part of an address: in lower case, with hyphens between them.
pub fn slug(words: &str) -> String {
    let lower = words.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// The first heading of a page.
fn title(text: &str) -> String {
    let mut start = None;
    for (event, place) in Parser::new(text).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => start = Some(place.start),
            Event::End(TagEnd::Heading(HeadingLevel::H1)) if start.is_some() => {
                return text[place].trim_matches(['#', ' ', '\n', '=']).to_owned();
            }
            _ => {}
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_goes_up_and_down() {
        let link = |from: &str, to: &str| super::link(Path::new(from), Path::new(to), "a");
        assert_eq!(link("index.md", "blocking/index.md"), "blocking/index.md#a");
        assert_eq!(link("blocking/index.md", "glossary.md"), "../glossary.md#a");
        assert_eq!(link("glossary.md", "glossary.md"), "#a");
    }

    #[test]
    fn a_page_is_called_what_its_first_heading_says() {
        assert_eq!(title("text\n\n# The obvious `code`\n\n# Another\n"), "The obvious `code`");
        assert_eq!(title("no heading"), "");
    }

    #[test]
    fn an_address_is_made_of_words() {
        assert_eq!(slug("“`await` always yields, doesn't it?”"), "await-always-yields-doesn-t-it");
    }
}
