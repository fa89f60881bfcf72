//! Links: in pages, each that leads nowhere is told with file and line; and those of the repository's own documents
//! lead somewhere too.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use book_tests::root;
use mdbook_program::links::{flaw, ids, is_outside, links};
use walkdir::WalkDir;

use crate::bad_input::{expect, page};

#[test]
fn a_link_to_a_page_that_is_not_there_offers_the_nearest() {
    expect(
        |copy| page(copy, "[a](idnex.md), [b](../threads/spoons.md#x) and [c](../../README.md)"),
        &[
            &["src/blocking/spoiled.md:3:", "there is no blocking/idnex.md", "did you mean `index.md`?"],
            &["src/blocking/spoiled.md:3:", "no threads/spoons.md", "did you mean `../threads/spoon.md`?"],
            &["src/blocking/spoiled.md:3:", "`../../README.md` leads out of the book"],
        ],
    );
}

#[test]
fn a_link_to_a_place_that_is_not_there_offers_the_nearest() {
    let text = "[a](../threads/stacks.md#nobody-has-a-bell), [b](../glossary.md#taks),\n[c](#spoild), [d](#spoiled), \
                <a\nhref=\"../blocking/index.md#no\">e</a> and [f](../threads/stacks.md#nobody-has-the-bell)";
    expect(
        |copy| page(copy, text),
        &[
            &[
                "spoiled.md:3:",
                "threads/stacks.md has no place `#nobody-has-a-bell`",
                "`nobody-has-the-bell`?",
            ],
            &["spoiled.md:3:", "glossary.md has no place `#taks`", "did you mean `task`?"],
            &["spoiled.md:4:", "blocking/spoiled.md has no place `#spoild`", "did you mean `spoiled`?"],
            &["spoiled.md:4:", "blocking/index.md has no place `#no`", "one of its headings"],
        ],
    );
}

#[test]
fn a_link_names_a_page_by_its_markdown_and_from_where_it_stands() {
    expect(
        |copy| page(copy, "[a](index.html), [b](/blocking/index.md) and ![c](diagrams/no.svg)"),
        &[
            &[
                "spoiled.md:3:",
                "`index.html` is a page by the name that it gets when it is built",
                "ends in .md",
            ],
            &["spoiled.md:3:", "`/blocking/index.md` begins at a host's root", "../index.md"],
            &["spoiled.md:3:", "there is no blocking/diagrams/no.svg", "from this page"],
        ],
    );
}

#[test]
fn a_link_to_another_site_has_a_form_that_lasts_and_is_the_same_everywhere() {
    expect(
        |copy| {
            let text = "[a](http://go.dev/ref/mem) [b](https://golang.org/doc/) [c](https://go.dev/ref/mem?utm_source=x)";
            page(copy, &format!("{text}\n[d](https://pyodide.org/)"));
        },
        &[
            &["spoiled.md:3:", "`http://go.dev/ref/mem` is not https"],
            &["spoiled.md:3:", "`https://golang.org/doc/` is known to have moved", "go.dev/"],
            &["spoiled.md:3:", "`utm_source`", "leave that out"],
            &["running-programs.md:12:", "`https://pyodide.org` is written `https://pyodide.org/` elsewhere"],
        ],
    );
}

/// The documents of the repository that are no pages of the book.
fn documents() -> Vec<PathBuf> {
    let is_ours = |name: &str| name != "target" && name != "node_modules" && !name.starts_with('.');
    let entries = WalkDir::new(root()).into_iter();
    let entries =
        entries.filter_entry(|entry| entry.depth() == 0 || entry.file_name().to_str().is_some_and(is_ours));
    entries
        .map(|entry| entry.expect("the book can be read").into_path())
        .filter(|file| file.extension().is_some_and(|extension| extension == "md"))
        .filter(|file| !file.starts_with(root().join("src")) && !file.starts_with(root().join("exercises")))
        .collect()
}

#[test]
fn the_links_of_the_repositorys_documents_lead_somewhere() {
    let documents = documents();
    assert!(documents.contains(&root().join("README.md")), "{documents:?}");
    let mut told = String::new();
    for document in &documents {
        let text = fs::read_to_string(document).expect("a document can be read");
        for link in links(&text) {
            if let Some(why) = wrong(document, &link.to) {
                let _ = writeln!(told, "{}:{}: {why}", document.display(), link.line);
            }
        }
    }
    assert!(told.is_empty(), "{told}");
}

/// What is wrong with a link of a document.
fn wrong(document: &Path, to: &str) -> Option<String> {
    if is_outside(to) {
        return flaw(to).map(|(message, help)| format!("{message}: {help}"));
    }
    let (path, id) = to.split_once('#').unwrap_or((to, ""));
    let target = if path.is_empty() { document.to_owned() } else { document.with_file_name(path) };
    if !target.exists() {
        return Some(format!("there is no {path}"));
    }
    if id.is_empty() {
        return None;
    }
    let text = fs::read_to_string(&target).unwrap_or_default();
    (!ids(&text).contains(id)).then(|| format!("{path} has no place `#{id}`"))
}
