//! `cargo xtask epub`: what is in the file. Whether all of it is as EPUB has it, epubcheck says (`--check`).

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use book_tests::{root, xtask};
use catalog::Catalog;
use zip::{CompressionMethod, ZipArchive};

/// The files of an EPUB, by name.
fn unpacked(file: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(File::open(file).expect("the file is there")).expect("an archive");
    let mut files = BTreeMap::new();
    for n in 0..archive.len() {
        let mut entry = archive.by_index(n).expect("an entry");
        if n == 0 {
            assert_eq!(
                (entry.name().expect("a name").as_ref(), entry.compression()),
                ("mimetype", CompressionMethod::Stored),
                "what begins otherwise is no EPUB"
            );
        }
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("an entry can be unpacked");
        files.insert(entry.name().expect("a name").into_owned(), content);
    }
    files
}

/// The values that an attribute has in a page.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let begin = format!(" {attribute}=\"");
    page.split(begin.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// The file to which `to` leads from `from`.
fn target(from: &str, to: &str) -> String {
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    for part in to.split('/') {
        match part {
            ".." => drop(folders.pop()),
            part => folders.push(part),
        }
    }
    folders.join("/")
}

#[test]
fn an_epub_has_every_page_and_every_program_and_no_link_that_leads_nowhere() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("book.epub");
    let output = xtask(&root()).args(["epub", "--output"]).arg(&file).output().expect("xtask runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let files = unpacked(&file);
    let pages: BTreeMap<&str, &str> = files
        .iter()
        .filter(|(name, _)| Path::new(name).extension() == Some("xhtml".as_ref()))
        .map(|(name, content)| (name.as_str(), str::from_utf8(content).expect("pages are UTF-8")))
        .collect();

    // Every page of the book is there, but for the one on which readers keep track of themselves.
    let catalog = Catalog::walk(&root(), &mut Vec::new()).expect("the book has programs");
    for page in mdbook_program::pages(&root().join("src")).expect("the summary can be read") {
        let name = format!("EPUB/{}", page.with_extension("xhtml").to_string_lossy().replace('\\', "/"));
        assert_eq!(pages.contains_key(name.as_str()), name != "EPUB/progress.xhtml", "{name}");
        // Every program that it shows has a page with its code in every language, and a timeline.
        let text = fs::read_to_string(root().join("src").join(&page)).expect("a page");
        for program in mdbook_program::programs(&text) {
            let page = pages[format!("EPUB/programs/{program}.xhtml").as_str()];
            let refused = catalog.programs[&program].sources.iter().all(|source| source.refused);
            assert!(page.contains("<svg xmlns=") || refused, "{program} has no timeline");
            assert!(page.contains("<pre class=\"code\">"), "{program} has no code");
        }
    }

    let ids: BTreeMap<&str, BTreeSet<&str>> =
        pages.iter().map(|(name, page)| (*name, values(page, "id").into_iter().collect())).collect();
    let mut links = 0;
    for (name, page) in &pages {
        for dead in ["<script", "<button", "<input", "<select", "<program-", " data-", " tabindex="] {
            assert!(!page.contains(dead), "{name} has {dead}");
        }
        for to in values(page, "href").into_iter().filter(|to| !to.contains("://")) {
            links += 1;
            let (file, anchor) = to.split_once('#').map_or((to, None), |(file, anchor)| (file, Some(anchor)));
            let file = if file.is_empty() { (*name).to_owned() } else { target(name, file) };
            assert!(files.contains_key(&file), "{name} leads to {to}");
            let is_there = anchor.is_none_or(|anchor| ids[file.as_str()].contains(anchor));
            assert!(is_there, "{name} leads to {to}, and there is no such place");
        }
    }
    assert!(links > 1_000, "{links}");

    let list = str::from_utf8(&files["EPUB/package.opf"]).expect("the list is UTF-8");
    for name in pages.keys() {
        assert!(list.contains(&format!("href=\"{}\"", &name["EPUB/".len()..])), "{name} is not listed");
    }
    for said in ["While the Cake Bakes", "<dc:language>en<", "CC BY 4.0", "schema:accessMode", "cover-image"]
    {
        assert!(list.contains(said), "{said} is not said of the book");
    }
}
