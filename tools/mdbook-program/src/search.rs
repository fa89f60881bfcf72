//! What search finds: the text of the pages, and entries of their own for programs, exercises, terms and
//! misconceptions. What a program printed, its events and its code are not among it: they would be most of the
//! index, and every word of the story would lead to every run.
//!
//! mdBook indexes a page by its headings. So a page becomes its text without its figures, and after that a
//! heading for each figure with the id that the figure has in the page, which is where a reader is led to.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;
use catalog::{Catalog, Exercise, Program};
use mdbook_preprocessor::book::Book;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};

use crate::book::{put_back, take};
use crate::cheat_sheet;
use crate::directive::Directive;
use crate::exercise;
use crate::fence::{Fence, fences};
use crate::glossary::{self, Glossary};
use crate::overview::Overview;
use crate::page::apply;
use crate::shown::figure_id;
use crate::summary::Order;

/// The preprocessor, in place of [`crate::ProgramPreprocessor`], for a book that is made for its index alone.
/// What is wrong with the book is told by the other one.
#[derive(Debug, Clone, Copy, Default)]
pub struct SearchText;

impl Preprocessor for SearchText {
    fn name(&self) -> &'static str {
        "program"
    }

    fn run(&self, context: &PreprocessorContext, mut book: Book) -> Result<Book> {
        let src = &context.config.book.src;
        let mut told = Vec::new();
        let catalog = Catalog::walk(&context.root, &mut told)?;
        let mut pages = take(&mut book);
        let overview = Overview::of(&pages, &Order::of(&context.root.join(src))?, src, &mut told);
        for (page, text) in &mut pages {
            *text = found_in(page, text, &catalog, &overview);
        }
        put_back(&mut book, &pages);
        Ok(book)
    }
}

/// What is found of a page.
fn found_in(page: &Path, text: &str, catalog: &Catalog, overview: &Overview) -> String {
    let mut entries = String::new();
    let mut edits = Vec::new();
    let mut figures = 0;
    for fence in fences(text) {
        let stays = match fence.language() {
            "program" => {
                figures += 1;
                entries.extend(program(&fence, page, figures, catalog));
                String::new()
            }
            "exercise" => {
                entries.extend(exercise(&fence, page, catalog));
                String::new()
            }
            "misconception" => {
                let told = &overview.misconceptions;
                let told = told.iter().find(|told| told.page == page && told.line == fence.line);
                entries.extend(told.map(|told| entry(&told.id(), &told.claim, &told.truth)));
                String::new()
            }
            "cheat-sheet" => cheat_sheet::in_words(&fence.body),
            // Drawn from files, or gathered from pages that are found themselves.
            _ if fence.is_replaced() => String::new(),
            _ => continue,
        };
        edits.push((fence.place, stays));
    }
    if page == Path::new(glossary::PAGE) {
        edits.extend(list_of_terms(&overview.glossary).map(|place| (place, String::new())));
        for term in &overview.glossary.entries {
            entries.push_str(&entry(&term.id(), &term.term, &term.definition));
        }
    }
    format!("{}\n\n{entries}", apply(edits, text))
}

/// From the first term to the end of the last definition.
fn list_of_terms(glossary: &Glossary) -> Option<std::ops::Range<usize>> {
    let (first, last) = (glossary.entries.first()?, glossary.entries.last()?);
    Some(first.title.start..last.end)
}

/// An entry of the index: what it is called, and what is said of it, in Markdown.
fn entry(id: &str, title: &str, said: &str) -> String {
    format!("## {title} {{#{id}}}\n\n{said}\n\n")
}

/// A figure, by the titles and names of its programs, their languages, and what is asked of it.
fn program(fence: &Fence, page: &Path, number: usize, catalog: &Catalog) -> Option<String> {
    let directive = Directive::parse(&fence.body).ok()?;
    let programs: Vec<&Program> =
        directive.programs().filter_map(|named| catalog.programs.get(named.name.get_ref())).collect();
    let mut titles: Vec<&str> = programs.iter().map(|program| program.manifest.title.as_str()).collect();
    titles.dedup();
    let mut said = String::new();
    for program in programs {
        let mut languages: Vec<&str> =
            program.sources.iter().map(|source| source.flavor.language_label()).collect();
        languages.dedup();
        let _ = write!(said, "Program `{}` in {}. ", program.name, languages.join(", "));
    }
    said.extend(directive.predict.iter().map(|question| question.text.get_ref().as_str()));
    let id = figure_id(page, directive.name.get_ref(), number);
    Some(entry(&id, &titles.join(", beside it "), &said))
}

fn exercise(fence: &Fence, page: &Path, catalog: &Catalog) -> Option<String> {
    let directive = exercise::Directive::parse(&fence.body).ok()?;
    let Exercise { name, manifest, task, .. } = directive.find(catalog).ok()??;
    let id = exercise::figure_id(page, name);
    Some(entry(&id, &manifest.title, &format!("Exercise `{name}`. {task}")))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    const GLOSSARY: &str = "# Glossary\n\nWhat words mean.\n\nTask, tasks\n: Work that is *under way*.\n";

    fn found(page: &str, text: &str) -> String {
        let root = tempfile::tempdir().expect("a temporary folder");
        let folder = root.path().join("code/baking/examples/cake");
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        let manifest = "title = \"A cake\"\ngrid = 2\nlanes = [{ name = \"alice\", title = \"Alice\", kind = \"task\" }]\n";
        std::fs::write(folder.join("program.toml"), manifest).expect("a file can be written");
        std::fs::write(folder.join("main.go"), "package main\n").expect("a file can be written");
        let catalog = Catalog::walk(root.path(), &mut Vec::new()).expect("the folder can be read");
        let pages: BTreeMap<_, _> =
            [(page, text), ("glossary.md", GLOSSARY)].map(|(page, text)| (page.into(), text.into())).into();
        let overview = Overview::of(&pages, &Order::default(), Path::new("src"), &mut Vec::new());
        found_in(Path::new(page), &pages[Path::new(page)], &catalog, &overview)
    }

    #[test]
    fn a_figure_is_an_entry_that_leads_to_it() {
        let page = "# Baking\n\nBefore.\n\n```program\nname = \"cake\"\n[predict]\nquestion = \"When?\"\n```\n\nAfter.\n";
        let found = found("baking/index.md", page);
        assert!(found.starts_with("# Baking\n\nBefore.\n\n"), "{found}");
        let entry = "After.\n\n\n## A cake {#baking-index-cake-1}\n\nProgram `cake` in Go. When?\n\n";
        assert!(found.ends_with(entry), "{found}");
    }

    #[test]
    fn a_misconception_is_an_entry_with_its_truth() {
        let page = "```program\nname = \"cake\"\n```\n\n```misconception\nclaim = \"Cakes bake.\"\nprogram = \"cake\"\n\
                    truth = \"The oven does.\"\n```\n";
        let found = found("a.md", page);
        assert!(found.contains("## Cakes bake. {#misconception-cakes-bake}\n\nThe oven does.\n"), "{found}");
    }

    #[test]
    fn a_term_is_an_entry_with_its_definition() {
        let found = found("a.md", "*tasks*\n") + &self::found("glossary.md", GLOSSARY);
        assert!(found.starts_with("*tasks*\n"), "{found}");
        assert!(
            found.ends_with("What words mean.\n\n\n\n\n## Task {#task}\n\nWork that is under way.\n\n"),
            "{found}"
        );
    }

    #[test]
    fn what_is_drawn_is_not_text() {
        let page = "One.\n\n```mermaid\nflowchart\n```\n\n```chart\nfile = \"a\"\n```\n\n```cheat-sheet\n[[task]]\n\
                    title = \"Stop it\"\nprogram = \"cake\"\nanchor = \"a\"\nnote = \"Who can?\"\n```\n";
        assert_eq!(
            found("a.md", page).split_whitespace().collect::<Vec<_>>().join(" "),
            "One. ## Stop it Who can?"
        );
    }
}
