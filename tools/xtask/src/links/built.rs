//! Links inside the built book: those that authors have written, and those that mdBook, the theme and the
//! preprocessor have made, on the page that is printed too.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result};
use catalog::Problem;
use mdbook_program::links::{addresses, ids_in_html, is_outside};
use percent_encoding::percent_decode_str;
use walkdir::WalkDir;

use crate::runs;

/// The links of all pages in `book` that lead nowhere, in files from that folder. In a book that is not `complete`,
/// for want of a compiler, some of what pages run is not there, and is not looked for.
pub fn check(book: &Path, complete: bool) -> Result<Vec<Problem>> {
    let mut pages = BTreeMap::new();
    for entry in WalkDir::new(book) {
        let entry = entry.with_context(|| format!("cannot read {}", book.display()))?;
        let file = entry.path().strip_prefix(book)?.to_owned();
        if file.extension().is_some_and(|extension| extension == "html") {
            let text = fs::read_to_string(entry.path())
                .with_context(|| format!("cannot read {}", file.display()))?;
            pages.insert(file, text);
        }
    }
    anyhow::ensure!(!pages.is_empty(), "there is no page in {}", book.display());
    let ids: BTreeMap<&PathBuf, BTreeSet<String>> =
        pages.iter().map(|(file, text)| (file, ids_in_html(text).into_iter().collect())).collect();
    let mut problems = Vec::new();
    for (page, text) in &pages {
        let inside: BTreeSet<String> = addresses(text).into_iter().filter(|to| !is_outside(to)).collect();
        for to in inside {
            let (target, id) = target(page, &to);
            if !complete && target.starts_with(runs::FOLDER) {
                continue;
            }
            let why = match ids.get(&target) {
                Some(ids) if id.is_empty() || ids.contains(&id) => continue,
                Some(_) => format!("`{to}`: no element of {} has the id `{id}`", target.display()),
                None if book.join(&target).is_file() => continue,
                None => format!("`{to}`: there is no {}", target.display()),
            };
            let place = text.find(&format!("\"{to}\"")).unwrap_or(0);
            let help = "if no author has written this link, the theme or the preprocessor makes it";
            problems.push(Problem::new(page, 1 + text[..place].matches('\n').count(), why).help(help));
        }
    }
    Ok(problems)
}

/// The file that a link leads to, from the book's folder, and the id in it.
fn target(page: &Path, to: &str) -> (PathBuf, String) {
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let (path, id) = to.split_once('#').unwrap_or((to, ""));
    let path = decoded(path.split('?').next().unwrap_or_default());
    if path.is_empty() {
        return (page.to_owned(), decoded(id));
    }
    let mut target = page.parent().map(Path::to_owned).unwrap_or_default();
    for part in Path::new(&path).components() {
        match part {
            Component::Normal(part) => target.push(part),
            Component::ParentDir => drop(target.pop()),
            // The page that a host shows where there is none names its own root.
            Component::RootDir => target.clear(),
            _ => {}
        }
    }
    if path.ends_with('/') || target == Path::new("") {
        target.push("index.html");
    }
    (target, decoded(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(pages: &[(&str, &str)], complete: bool) -> Vec<String> {
        let book = tempfile::tempdir().expect("a temporary folder");
        for (name, text) in pages {
            let file = book.path().join(name);
            fs::create_dir_all(file.parent().expect("a file is in a folder")).expect("a folder can be made");
            fs::write(file, text).expect("a file can be written");
        }
        let problems = check(book.path(), complete).expect("the pages can be read");
        let told = problems.iter().map(|one| format!("{}:{}: {}", one.file.display(), one.line, one.message));
        told.collect()
    }

    #[test]
    fn a_link_leads_to_a_file_and_to_an_id_in_it() {
        let good = "<h1 id=top>A</h1>\n<a href=\"#top\"></a><a href=\"../b.html#caf%C3%A9\"></a><img src=\"c%20d.svg?v=1\">\
                    <a href=\"..\"></a><a href=\"https://e.org/\"></a>";
        let pages =
            [("a/index.html", good), ("index.html", ""), ("b.html", "<p id=\"café\">"), ("a/c d.svg", "")];
        assert_eq!(told(&pages, true), [""; 0]);
        let bad = "<p>\n<a href=\"#topp\">a</a>\n<a href='../c.html'>b</a><script src=\"../d.js\"></script>";
        assert_eq!(
            told(&[("a/index.html", bad)], true),
            [
                "a/index.html:2: `#topp`: no element of a/index.html has the id `topp`",
                "a/index.html:1: `../c.html`: there is no c.html",
                "a/index.html:3: `../d.js`: there is no d.js",
            ]
        );
    }

    #[test]
    fn what_pages_run_may_be_missing_where_a_compiler_is() {
        let pages = [("index.html", "<a href=\"run/cake.wasm\">cake</a>")];
        assert_eq!((told(&pages, true).len(), told(&pages, false).len()), (1, 0));
    }
}
