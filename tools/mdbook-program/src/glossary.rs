//! `src/glossary.md`, the one place that says what the terms of the book mean:
//!
//! ````text
//! Event loop, event loops
//! : What waits for whatever happens next, and calls the function that deals with it.
//! ````
//!
//! The first form is the term; the others are how it may be written, too.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use catalog::{Problem, did_you_mean};

use crate::overview::line_of;
use crate::prose::{Piece, pieces};

/// The glossary's page, from the text's folder.
pub const PAGE: &str = "glossary.md";

/// The terms of the book.
#[derive(Debug, Default)]
pub struct Glossary {
    pub entries: Vec<Entry>,
    /// Which entry a form belongs to: its words in lower case, by the first of them, longest form first.
    forms: BTreeMap<String, Vec<(Vec<String>, usize)>>,
}

/// A term of the glossary.
#[derive(Debug)]
pub struct Entry {
    /// As the glossary writes it.
    pub term: String,
    /// What it means, as plain text.
    pub definition: String,
    /// The line of the entry.
    pub line: usize,
    /// Where the page that defines it does so.
    pub defined: Option<Defined>,
    /// Where its forms stand in the glossary's text, and where its definition ends.
    pub title: Range<usize>,
    pub end: usize,
}

/// Where the book defines a term.
#[derive(Debug, PartialEq, Eq)]
pub struct Defined {
    /// From the text's folder.
    pub page: PathBuf,
    pub line: usize,
}

impl Entry {
    /// The id that mdBook gives to the entry.
    pub fn id(&self) -> String {
        let lower = self.term.to_lowercase();
        let part = |c: char| match c {
            c if c.is_whitespace() => Some('-'),
            c => (c.is_alphanumeric() || c == '_' || c == '-').then_some(c),
        };
        lower.chars().filter_map(part).collect()
    }

    /// The id of the place that defines it.
    pub fn anchor(&self) -> String {
        format!("term-{}", self.id())
    }
}

impl Glossary {
    /// Reads the glossary of some pages, and where they define its terms. A book may have none.
    pub fn of(pages: &[(&Path, &str)], src: &Path, problems: &mut Vec<Problem>) -> Self {
        let mut glossary = Self::default();
        let Some((page, text)) = pages.iter().find(|(page, _)| *page == Path::new(PAGE)) else {
            return glossary;
        };
        glossary.read(text, &src.join(page), problems);
        for (page, text) in pages {
            glossary.find_definitions(page, text, src, problems);
        }
        for entry in glossary.entries.iter().filter(|entry| entry.defined.is_none()) {
            let term = entry.term.to_lowercase();
            problems.push(
                Problem::new(src.join(PAGE), entry.line, format!("no page defines `{term}`"))
                    .help(format!("write *{term}* where a page says what it is, or remove the entry")),
            );
        }
        glossary
    }

    fn read(&mut self, text: &str, file: &Path, problems: &mut Vec<Problem>) {
        for piece in pieces(text) {
            match piece {
                Piece::Entry { title } => self.add(text, title, file, problems),
                Piece::Definition { place, text } => {
                    if let Some(entry) = self.entries.last_mut() {
                        let blank = if entry.definition.is_empty() { "" } else { " " };
                        entry.definition = format!("{}{blank}{text}", entry.definition);
                        entry.end = place.end;
                    }
                }
                _ => {}
            }
        }
        for forms in self.forms.values_mut() {
            forms.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
    }

    fn add(&mut self, text: &str, title: Range<usize>, file: &Path, problems: &mut Vec<Problem>) {
        let line = line_of(text, title.start);
        let forms: Vec<&str> =
            text[title.clone()].split(',').map(str::trim).filter(|form| !form.is_empty()).collect();
        let number = self.entries.len();
        for form in &forms {
            if let Some(other) = self.find(form) {
                let (term, there) = (form.to_lowercase(), self.entries[other].line);
                problems.push(
                    Problem::new(file, line, format!("`{term}` is defined twice in the glossary"))
                        .help(format!("line {there} defines it, too; each form belongs to one entry")),
                );
                continue;
            }
            let words = words(form);
            self.forms.entry(words[0].clone()).or_default().push((words, number));
        }
        let term = forms.first().copied().unwrap_or_default().to_owned();
        self.entries.push(Entry {
            term,
            definition: String::new(),
            line,
            defined: None,
            end: title.end,
            title,
        });
    }

    fn find_definitions(&mut self, page: &Path, text: &str, src: &Path, problems: &mut Vec<Problem>) {
        for piece in pieces(text) {
            let Piece::Term { place, text: term } = piece else { continue };
            let here = Defined { page: page.to_owned(), line: line_of(text, place.start) };
            let problem =
                |message: String, help: String| Problem::new(src.join(page), here.line, message).help(help);
            let Some(number) = self.find(&term) else {
                let nearest = did_you_mean(&term, self.entries.iter().map(|entry| entry.term.as_str()));
                let nearest =
                    if nearest.starts_with("did") { format!("{nearest} Or ") } else { String::new() };
                problems.push(problem(
                    format!("`{term}` is used as a term, but not defined"),
                    format!(
                        "{nearest}write an entry in {}; what is no term stands in _underscores_",
                        src.join(PAGE).display()
                    ),
                ));
                continue;
            };
            if let Some(before) = &self.entries[number].defined {
                let place = format!("{}:{}", src.join(&before.page).display(), before.line);
                problems.push(problem(
                    format!("`{term}` is defined in {place} already"),
                    "a term is set in *asterisks* once in the book".to_owned(),
                ));
                continue;
            }
            self.entries[number].defined = Some(here);
        }
    }

    /// The entry of this form.
    pub fn find(&self, form: &str) -> Option<usize> {
        let words = words(form);
        let forms = self.forms.get(words.first()?)?;
        forms.iter().find(|(form, _)| *form == words).map(|(_, entry)| *entry)
    }

    /// The forms that stand in prose, from left to right, longest first: their places and entries.
    pub fn uses(&self, prose: &str) -> Vec<(Range<usize>, usize)> {
        let mut uses = Vec::new();
        let mut at = 0;
        while let Some(word) = word_at(prose, at) {
            at = word.end;
            let Some(forms) = self.forms.get(&prose[word.clone()].to_lowercase()) else { continue };
            let found =
                forms.iter().find_map(|(form, entry)| Some((form_at(prose, word.start, form)?, *entry)));
            if let Some((end, entry)) = found {
                uses.push((word.start..end, entry));
                at = end;
            }
        }
        uses
    }
}

fn words(form: &str) -> Vec<String> {
    form.split_whitespace().map(str::to_lowercase).collect()
}

/// The next word from `at` on. A hyphen joins words to one, which is another word than its parts.
fn word_at(prose: &str, at: usize) -> Option<Range<usize>> {
    let part = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let start = at + prose[at..].find(part)?;
    let length = prose[start..].find(|c| !part(c)).unwrap_or(prose.len() - start);
    Some(start..start + length)
}

/// Where the words of `form` end if they stand at `start`.
fn form_at(prose: &str, start: usize, form: &[String]) -> Option<usize> {
    let mut end = start;
    for (n, expected) in form.iter().enumerate() {
        let word = word_at(prose, end)?;
        let between = &prose[end..word.start];
        let joined = n == 0 || (!between.is_empty() && between.trim().is_empty());
        if !joined || prose[word.clone()].to_lowercase() != *expected {
            return None;
        }
        end = word.end;
    }
    Some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLOSSARY: &str = "# Glossary\n\nBusy waiting\n: To ask *again*.\n\nTask, tasks\n: Work.\n";

    fn glossary(text: &str, pages: &[(&str, &str)]) -> (Glossary, Vec<String>) {
        let mut all = vec![(Path::new(PAGE), text)];
        all.extend(pages.iter().map(|(page, text)| (Path::new(*page), *text)));
        let mut problems = Vec::new();
        let glossary = Glossary::of(&all, Path::new("src"), &mut problems);
        let told = problems.iter().map(|p| {
            format!("{}:{}: {} ({})", p.file.display(), p.line, p.message, p.help.as_deref().unwrap_or(""))
        });
        (glossary, told.collect())
    }

    #[test]
    fn a_term_is_defined_where_it_stands_in_asterisks() {
        let text = GLOSSARY.replace("*again*", "again");
        let (glossary, problems) = glossary(&text, &[("a.md", "A *task*.\n\nThis is *busy waiting*.\n")]);
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(glossary.entries[0].definition, "To ask again.");
        assert_eq!(glossary.entries[0].anchor(), "term-busy-waiting");
        assert_eq!(glossary.entries[0].defined, Some(Defined { page: "a.md".into(), line: 3 }));
    }

    #[test]
    fn what_is_used_but_not_defined_and_what_is_defined_but_not_used_is_told() {
        let (_, problems) = glossary(GLOSSARY, &[("a.md", "A *tsak*, a *waker*, *busy waiting*.\n")]);
        let expected = [
            ("src/glossary.md:4: `again` is used as a term, but not defined", "write an entry"),
            ("src/a.md:1: `tsak` is used as a term, but not defined", "did you mean `Task`?"),
            ("src/a.md:1: `waker` is used as a term, but not defined", "(write an entry in src/glossary.md"),
            ("src/glossary.md:6: no page defines `task`", "write *task*"),
        ];
        assert_eq!(problems.len(), expected.len(), "{problems:#?}");
        for (problem, (message, help)) in problems.iter().zip(expected) {
            assert!(problem.starts_with(message) && problem.contains(help), "{problem}");
        }
    }

    #[test]
    fn a_term_is_defined_once() {
        let pages = [("a.md", "A *task*.\n"), ("b.md", "\nTwo *tasks*.\n")];
        let (_, problems) = glossary("Task, tasks\n: Work.\n\nJob, task\n: Work.\n", &pages);
        assert!(problems[0].starts_with("src/glossary.md:4: `task` is defined twice in the glossary"));
        assert!(
            problems[1].starts_with("src/b.md:2: `tasks` is defined in src/a.md:1 already"),
            "{problems:?}"
        );
        assert!(problems[2].starts_with("src/glossary.md:4: no page defines `job`"), "{problems:?}");
    }

    #[test]
    fn a_use_is_the_longest_form_of_whole_words() {
        let (glossary, _) = glossary(&format!("{GLOSSARY}\nWaiting\n: Not to work.\n"), &[]);
        let prose = "Tasks, multi-task, waiting: busy\nwaiting, a task's, busy, waiting";
        let found: Vec<_> =
            glossary.uses(prose).into_iter().map(|(place, entry)| (&prose[place], entry)).collect();
        assert_eq!(found, [("Tasks", 1), ("waiting", 2), ("busy\nwaiting", 0), ("task", 1), ("waiting", 2)]);
    }
}
