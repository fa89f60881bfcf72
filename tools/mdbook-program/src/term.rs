//! The glossary's terms in a page: where one is defined it gets an id, and where one is used for the
//! first time, a link to its entry that tells the definition to a pointer, to the keyboard and to a
//! screen reader (`theme/text.css`).

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use crate::glossary::{Glossary, PAGE};
use crate::overview::{Overview, escape, link};
use crate::prose::{Piece, pieces};

/// What is to be put into the text of a page instead of what is there.
pub type Edit = (Range<usize>, String);

/// The edits that a page's terms make, in the order of the page.
pub fn edits(page: &Path, text: &str, overview: &Overview) -> Vec<Edit> {
    let glossary = &overview.glossary;
    let mut edits = Vec::new();
    let mut told = meant_otherwise(text, glossary);
    let mut entry = None;
    for piece in pieces(text) {
        match piece {
            Piece::Run(run) => {
                for (place, number) in glossary.uses(&text[run.clone()]) {
                    if told.insert(number) {
                        let place = run.start + place.start..run.start + place.end;
                        let html = term(glossary, number, page, &text[place.clone()]);
                        edits.push((place, html));
                    }
                }
            }
            Piece::Term { place, text } => {
                // One that is not in the glossary has been told.
                if let Some(number) = glossary.find(&text) {
                    told.insert(number);
                    let id = glossary.entries[number].anchor();
                    edits.push((place, format!("<dfn id=\"{id}\">{}</dfn>", escape(&text))));
                }
            }
            // Each entry of the glossary is read by itself: it links to the others, and not to itself.
            Piece::Entry { title } if page == Path::new(PAGE) => {
                entry = glossary.entries.iter().position(|entry| entry.title == title);
                edits.extend(entry.map(|entry| (title, glossary.entries[entry].term.clone())));
            }
            Piece::Definition { place, .. } if page == Path::new(PAGE) => {
                told = entry.into_iter().collect();
                edits.extend(entry.and_then(|entry| back(glossary, entry, overview, &place)));
            }
            Piece::Entry { .. } | Piece::Definition { .. } => {}
        }
    }
    edits.sort_by_key(|(place, _)| (place.start, place.end));
    edits
}

/// The terms whose words mean something else on this page, as it says: `<!-- no term: promise -->`.
fn meant_otherwise(text: &str, glossary: &Glossary) -> BTreeSet<usize> {
    let said = text.lines().filter_map(|line| line.strip_prefix("<!-- no term: ")?.strip_suffix(" -->"));
    said.flat_map(|forms| forms.split(", ")).filter_map(|form| glossary.find(form)).collect()
}

/// From an entry of the glossary to the place that defines it.
fn back(glossary: &Glossary, number: usize, overview: &Overview, place: &Range<usize>) -> Option<Edit> {
    let entry = &glossary.entries[number];
    let defined = entry.defined.as_ref().filter(|_| place.end == entry.end)?;
    let to = link(Path::new(PAGE), &defined.page, &entry.anchor());
    Some((
        entry.end..entry.end,
        format!(" <span class=\"defined\">[{}]({to})</span>", overview.title(&defined.page)),
    ))
}

fn term(glossary: &Glossary, number: usize, page: &Path, text: &str) -> String {
    let entry = &glossary.entries[number];
    let to = link(page, Path::new(PAGE), &entry.id());
    format!("<a class=\"term\" href=\"{to}\" aria-description=\"{}\">{text}</a>", escape(&entry.definition))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::page::apply;
    use crate::summary::Order;

    const GLOSSARY: &str =
        "Event loop, event loops\n: What calls \"tasks\".\n\nTask, tasks\n: Work of an event loop.\n";
    const PAGE: &str = "# A loop\n\nTasks: a *task*, an `event loop`, [event loops](x.md), an event\nloop, an \
                        event loop.\n\n- The *event loop*, and tasks.\n";

    /// Both pages, edited.
    fn edited() -> [String; 2] {
        let pages: BTreeMap<_, _> = [("glossary.md", GLOSSARY), ("a/index.md", PAGE)]
            .map(|(page, text)| (page.into(), text.into()))
            .into();
        let mut problems = Vec::new();
        let overview = Overview::of(&pages, &Order::default(), Path::new("src"), &mut problems);
        assert_eq!(problems, Vec::new());
        [("glossary.md", GLOSSARY), ("a/index.md", PAGE)]
            .map(|(page, text)| apply(edits(Path::new(page), text, &overview), text))
    }

    #[test]
    fn the_first_use_of_a_term_tells_what_it_means() {
        let [_, page] = edited();
        let link = "an <a class=\"term\" href=\"../glossary.md#event-loop\" \
                    aria-description=\"What calls &quot;tasks&quot;.\">event\nloop</a>, an event loop.";
        assert!(page.contains(link), "{page}");
        assert_eq!(page.matches("class=\"term\"").count(), 2, "{page}");
    }

    #[test]
    fn a_page_may_mean_something_else_by_the_words_of_a_term() {
        let mut problems = Vec::new();
        let pages =
            [("glossary.md", GLOSSARY), ("a/index.md", PAGE)].map(|(page, text)| (page.into(), text.into()));
        let overview = Overview::of(&pages.into(), &Order::default(), Path::new("src"), &mut problems);
        let text = "Tasks and event loops.\n";
        let edits = |text: &str| edits(Path::new("b.md"), text, &overview).len();
        assert_eq!(edits(text), 2);
        assert_eq!(edits(&format!("<!-- no term: task -->\n\n{text}")), 1);
        assert_eq!(edits(&format!("<!-- no term: tasks, event loop -->\n\n{text}")), 0);
    }

    #[test]
    fn a_term_has_an_id_where_it_is_defined() {
        let [_, page] = edited();
        assert!(page.contains("a <dfn id=\"term-task\">task</dfn>"), "{page}");
        assert!(page.contains("The <dfn id=\"term-event-loop\">event loop</dfn>, and tasks."), "{page}");
    }

    #[test]
    fn an_entry_leads_to_the_others_and_to_the_place_that_defines_it() {
        let [glossary, _] = edited();
        assert!(
            glossary.starts_with("Event loop\n: What calls \"<a class=\"term\" href=\"#task\""),
            "{glossary}"
        );
        let defined = "</a>. <span class=\"defined\">[A loop](a/index.md#term-task)</span>\n";
        assert!(glossary.ends_with(defined), "{glossary}");
        assert!(!glossary.contains("event loops"), "of an entry's forms the first is shown: {glossary}");
    }
}
