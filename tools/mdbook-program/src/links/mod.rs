//! Links: those inside the book lead somewhere, and those out of it are of a form that lasts.
//!
//! An inside link names a page by its Markdown file and a place in it by its id, or a file that is beside the
//! pages. Whether an outside one is alive is not asked here: `cargo xtask links` does that.

mod form;
mod ids;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use catalog::{Problem, did_you_mean};
use pulldown_cmark::{Event, Tag};

use crate::overview::{line_of, slashed};
use crate::prose::parse;

pub use form::{canonical, flaw};
pub use ids::{addresses, ids, ids_in_html};

/// A link or an image of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it leads, as it is written.
    pub to: String,
    /// Its line, counted from 1.
    pub line: usize,
}

/// All links and images of a text, those in its HTML too.
pub fn links(text: &str) -> Vec<Link> {
    let mut links = Vec::new();
    for (event, place) in parse(text) {
        let line = line_of(text, place.start);
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                links.push(Link { to: dest_url.into_string(), line });
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                links.extend(addresses(&html).into_iter().map(|to| Link { to, line }));
            }
            _ => {}
        }
    }
    links
}

/// Whether a link leaves the book: it has a scheme, or another host.
pub fn is_outside(to: &str) -> bool {
    let scheme = to.split(['/', '?', '#']).next().unwrap_or_default();
    scheme.contains(':') || to.starts_with("//")
}

/// The pages of a book, by their files from the text's folder: what its authors have written, and what becomes of
/// it.
pub struct Pages<'a> {
    pub written: &'a BTreeMap<PathBuf, String>,
    pub made: &'a BTreeMap<PathBuf, String>,
    /// The book's folder, and the text's folder in it.
    pub root: &'a Path,
    pub src: &'a Path,
}

impl Pages<'_> {
    /// What is wrong with the links that authors have written.
    pub fn check(&self, problems: &mut Vec<Problem>) {
        let mut known = BTreeMap::new();
        let mut outside = BTreeMap::new();
        for (page, text) in self.written {
            for link in links(text) {
                let told = if is_outside(&link.to) {
                    flaw(&link.to).or_else(|| form::variant(&link.to, &mut outside))
                } else {
                    self.inside(page, &link.to, &mut known)
                };
                problems.extend(
                    told.map(|(message, help)| {
                        Problem::new(self.src.join(page), link.line, message).help(help)
                    }),
                );
            }
        }
    }

    /// What is wrong with a link that stays in the book, and what would mend it. `known` are the ids of pages.
    fn inside(
        &self,
        page: &Path,
        to: &str,
        known: &mut BTreeMap<PathBuf, BTreeSet<String>>,
    ) -> Option<(String, String)> {
        let (path, id) = to.split_once('#').map_or((to, None), |(path, id)| (path, Some(id)));
        if path.starts_with('/') {
            let message = format!("`{to}` begins at a host's root, and the book may be in a folder of it");
            return Some((message, "name the way from this page: `../index.md`".to_owned()));
        }
        let Some(target) = target(page, path) else {
            return Some((
                format!("`{to}` leads out of the book"),
                "stay below the text's folder".to_owned(),
            ));
        };
        let Some(made) = self.made.get(&target) else {
            return self.no_page(page, to, &target);
        };
        let id = id.filter(|id| !id.is_empty())?;
        let ids = known.entry(target.clone()).or_insert_with(|| ids(made));
        if ids.contains(id) {
            return None;
        }
        let message = format!("{} has no place `#{id}`", slashed(&target));
        Some((
            message,
            nearest(id, ids.iter(), "name one of its headings, as an address: `#what-goes-wrong`"),
        ))
    }

    /// What is wrong with a link that leads to no page: nothing, if there is a file.
    fn no_page(&self, page: &Path, to: &str, target: &Path) -> Option<(String, String)> {
        let src = self.root.join(self.src);
        if target.extension().is_none_or(|extension| extension != "md") && src.join(target).is_file() {
            return None;
        }
        let written = target.with_extension("md");
        if self.made.contains_key(&written) {
            let message = format!("`{to}` is a page by the name that it gets when it is built");
            return Some((message, "name its Markdown file, which ends in .md".to_owned()));
        }
        let names: Vec<String> = self.made.keys().map(|name| way(page, name)).collect();
        let path = to.split('#').next().unwrap_or_default();
        let message = format!("there is no {}", slashed(target));
        Some((message, nearest(path, &names, "name the way from this page: `../blocking/index.md`")))
    }
}

/// The file that a link leads to, from the text's folder; nothing if it leads out of that.
fn target(page: &Path, path: &str) -> Option<PathBuf> {
    if path.is_empty() {
        return Some(page.to_owned());
    }
    let mut target = page.parent().map(Path::to_owned).unwrap_or_default();
    for part in Path::new(path).components() {
        match part {
            Component::Normal(part) => target.push(part),
            Component::ParentDir if !target.pop() => return None,
            _ => {}
        }
    }
    Some(target)
}

/// The nearest of the names; without one that is near, how to name what is meant. To list hundreds helps nobody.
fn nearest<'a>(wrong: &str, names: impl IntoIterator<Item = &'a String>, otherwise: &str) -> String {
    let told = did_you_mean(wrong, names.into_iter().map(String::as_str));
    if told.starts_with("did you mean") { told } else { otherwise.to_owned() }
}

/// How one page names another.
fn way(from: &Path, to: &Path) -> String {
    let (mut from, mut to) = (from.parent().unwrap_or(Path::new("")).components(), to.components());
    loop {
        let (rest, other) = (from.clone(), to.clone());
        match (from.next(), to.next()) {
            (Some(here), Some(there)) if here == there => {}
            _ => return "../".repeat(rest.count()) + &slashed(other.as_path()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_those_of_markdown_and_of_html() {
        let text = "# A\n\n[b](b.md) and ![c](c.svg)\n\n<a\nhref=\"d.md\">d</a> <https://e.org/>\n\n`[f](f.md)`\n\n\
                    <p><img src=g.png></p>\n\n[h]\n\n[h]: h.md\n";
        let found: Vec<_> = links(text).into_iter().map(|link| (link.to, link.line)).collect();
        let expected =
            [("b.md", 3), ("c.svg", 3), ("d.md", 5), ("https://e.org/", 6), ("g.png", 10), ("h.md", 12)];
        assert_eq!(found, expected.map(|(to, line)| (to.to_owned(), line)));
    }

    #[test]
    fn a_way_leads_up_and_down() {
        let way = |from: &str, to: &str| super::way(Path::new(from), Path::new(to));
        assert_eq!(way("a/b.md", "a/c.md"), "c.md");
        assert_eq!(way("a/b.md", "index.md"), "../index.md");
        assert_eq!(way("a/b.md", "c/index.md"), "../c/index.md");
        assert_eq!(way("b.md", "a/c.md"), "a/c.md");
    }

    #[test]
    fn a_link_that_leaves_the_book_has_a_scheme_or_a_host() {
        for (to, outside) in [
            ("https://a.org", true),
            ("mailto:a@b.org", true),
            ("//a.org/b", true),
            ("a.md#b:c", false),
            ("../a/b.md", false),
            ("#a", false),
        ] {
            assert_eq!(is_outside(to), outside, "{to}");
        }
    }
}
