//! Links and pictures of a page, by what they lead to: a page, a place in it, a file. mdBook copies an address as it
//! is, and whoever follows a dead one is told nothing but that.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use catalog::{Problem, did_you_mean};
use pulldown_cmark::{Event, Tag, TagEnd};

use crate::overview::{line_of, slashed};
use crate::prose::parse;

/// The pages of a book, by their files from the text's folder.
type Pages = BTreeMap<PathBuf, String>;

/// A link to somewhere else in the book.
#[derive(Debug)]
pub struct Link {
    page: PathBuf,
    line: usize,
    /// As it is written: `../threads/index.md#a-helper`.
    address: String,
}

/// The links of all pages that stay in the book.
pub fn gather(pages: &Pages) -> Vec<Link> {
    let of_page = |(page, text): (&PathBuf, &String)| -> Vec<Link> {
        let mut links = Vec::new();
        for (event, place) in parse(text) {
            if let Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) = event
                && !leads_out(&dest_url)
            {
                let line = line_of(text, place.start);
                links.push(Link { page: page.clone(), line, address: dest_url.into_string() });
            }
        }
        links
    };
    pages.iter().flat_map(of_page).collect()
}

/// Whether an address names where it is for itself: `https://…`, `mailto:…`.
fn leads_out(address: &str) -> bool {
    let scheme = address.split_once(':').map_or("", |(scheme, _)| scheme);
    address.starts_with("//") || (!scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric()))
}

/// Tells which links lead nowhere. `pages` are as they will be, with what has become of their fences; `src` is
/// the text's folder, from the book's, which is `root`.
pub fn check(links: &[Link], pages: &Pages, root: &Path, src: &Path, problems: &mut Vec<Problem>) {
    let mut anchors: BTreeMap<&Path, BTreeSet<String>> = BTreeMap::new();
    for link in links {
        let tell =
            |message: String, help: String| Problem::new(src.join(&link.page), link.line, message).help(help);
        let (path, anchor) = link.address.split_once('#').unwrap_or((&link.address, ""));
        let path = path.split('?').next().unwrap_or_default();
        let to = if path.is_empty() { Some(link.page.clone()) } else { resolve(&link.page, path) };
        let Some((page, text)) = to.as_ref().and_then(|to| pages.get_key_value(to)) else {
            if !to.as_ref().is_some_and(|to| root.join(src).join(to).is_file()) {
                let names: Vec<String> = pages.keys().map(|page| relative(&link.page, page)).collect();
                let help = did_you_mean(path, names.iter().map(String::as_str));
                // All pages of the book would be too long a list.
                let help = Some(help).filter(|help| help.starts_with("did you mean"));
                let help =
                    help.unwrap_or_else(|| "an address is as seen from the folder of this page".to_owned());
                problems.push(tell(format!("a link to {path}, which is not there"), help));
            }
            continue;
        };
        let there = anchors.entry(page).or_insert_with(|| ids(text));
        if !anchor.is_empty() && !there.contains(anchor) {
            problems.push(tell(
                format!("a link to #{anchor}, which {} does not have", src.join(page).display()),
                did_you_mean(anchor, there.iter().map(String::as_str)),
            ));
        }
    }
}

/// Where an address leads from a page, both from the text's folder; nothing where it leads out of that.
fn resolve(page: &Path, address: &str) -> Option<PathBuf> {
    let mut to = page.parent().unwrap_or(Path::new("")).to_owned();
    for part in Path::new(address).components() {
        match part {
            Component::ParentDir => {
                if !to.pop() {
                    return None;
                }
            }
            Component::Normal(name) => to.push(name),
            _ => {}
        }
    }
    Some(to)
}

/// A page's address on another.
fn relative(from: &Path, to: &Path) -> String {
    match to.strip_prefix(from.parent().unwrap_or(Path::new(""))) {
        Ok(below) => slashed(below),
        Err(_) => "../".repeat(from.components().count().saturating_sub(1)) + &slashed(to),
    }
}

/// The places in a page that a link can name: headings and entries as mdBook names them, and what HTML has named.
fn ids(text: &str) -> BTreeSet<String> {
    let mut ids: BTreeSet<String> = BTreeSet::new();
    let mut open: Option<String> = None;
    for (event, _) in parse(text) {
        match event {
            Event::Start(Tag::Heading { id: Some(id), .. }) => drop(ids.insert(id.into_string())),
            Event::Start(Tag::Heading { .. } | Tag::DefinitionListTitle) => open = Some(String::new()),
            Event::End(TagEnd::Heading(_) | TagEnd::DefinitionListTitle) => {
                if let Some(words) = open.take() {
                    ids.insert(unique(id_of(&words), &ids));
                }
            }
            Event::Text(piece) | Event::Code(piece) => {
                if let Some(words) = &mut open {
                    words.push_str(&piece);
                }
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                let named = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next());
                ids.extend(named.map(str::to_owned));
            }
            _ => {}
        }
    }
    ids
}

/// As `id_from_content` of mdbook-html does it, which is that crate's own.
fn id_of(words: &str) -> String {
    let named = |c: char| match c {
        c if c.is_alphanumeric() || c == '_' || c == '-' => Some(c),
        c if c.is_whitespace() => Some('-'),
        _ => None,
    };
    words.trim().to_lowercase().chars().filter_map(named).collect()
}

/// The second of a name is `name-1`.
fn unique(id: String, used: &BTreeSet<String>) -> String {
    let numbered = (1..).map(|n| format!("{id}-{n}"));
    std::iter::once(id.clone()).chain(numbered).find(|id| !used.contains(id)).unwrap_or(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    const INDEX: &str = "# What `await` does\n\n[a](#what-await-does) [b](#what-does) [c](cake.md#by-hand)\n\n\
        <b id=\"named\">x</b> [d](#named)\n\n## Twice\n\n## Twice\n\n[e](#twice-1) [f](#twice-2)\n";
    const CAKE: &str = "# Cake\n\n[a](../index.md) [b](../baking/index.md#twice)\n[c](../../src/x.md)\n\
        [d](idnex.md) [e](https://x.y/#z) [f](mailto:a@b) [g](recipe.json)\n\n## By hand {#by-hand}\n\n\
        ![A cake](cake.svg)\n\nTask\n: [h](#task) [i](#tasks)\n";

    #[test]
    fn a_link_leads_to_a_page_a_place_in_it_or_a_file() {
        let pages = [("baking/index.md", INDEX), ("baking/cake.md", CAKE)];
        let pages: Pages = pages.map(|(page, text)| (page.into(), text.into())).into();
        let book = tempfile::tempdir().expect("a temporary folder");
        std::fs::create_dir_all(book.path().join("src/baking")).expect("a folder can be made");
        std::fs::write(book.path().join("src/baking/recipe.json"), "{}").expect("a file can be written");
        let mut problems = Vec::new();
        check(&gather(&pages), &pages, book.path(), Path::new("src"), &mut problems);
        let told: Vec<String> =
            problems.iter().map(|it| format!("{}:{}: {}", it.file.display(), it.line, it.message)).collect();
        assert_eq!(
            told,
            [
                "src/baking/cake.md:3: a link to ../index.md, which is not there",
                "src/baking/cake.md:4: a link to ../../src/x.md, which is not there",
                "src/baking/cake.md:5: a link to idnex.md, which is not there",
                "src/baking/cake.md:9: a link to cake.svg, which is not there",
                "src/baking/cake.md:12: a link to #tasks, which src/baking/cake.md does not have",
                "src/baking/index.md:3: a link to #what-does, which src/baking/index.md does not have",
                "src/baking/index.md:11: a link to #twice-2, which src/baking/index.md does not have",
            ]
        );
        assert_eq!(problems[2].help.as_deref(), Some("did you mean `index.md`?"));
        assert_eq!(problems[4].help.as_deref(), Some("did you mean `task`?"));
    }
}
