//! Prose and programs agree: what a page names in code is in a program that its reader can look at.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use book_tests::root;
use catalog::Catalog;
use mdbook_program::{code_spans, libraries, pages, programs};
use walkdir::WalkDir;

/// What pages name that is in no program, and why: by the page, then by the code.
const ALLOWED: &str = "tests/book/in_no_program.toml";

type Allowed = BTreeMap<String, BTreeMap<String, String>>;

#[test]
fn what_the_prose_names_is_in_a_program_of_the_chapter() {
    let catalog = Catalog::walk(&root(), &mut Vec::new()).expect("code/ can be read");
    let text_of_list = fs::read_to_string(root().join(ALLOWED)).expect("the list is there");
    let mut allowed: Allowed = toml::from_str(&text_of_list).expect("the list is TOML");
    assert!(allowed.values().flat_map(BTreeMap::values).all(|reason| reason.len() > 10), "each has a reason");
    let mut told = String::new();
    for page in pages(&root().join("src")).expect("src/ can be read") {
        let text = fs::read_to_string(root().join("src").join(&page)).expect("the page can be read");
        let known = words_of_programs(&page, &text, &catalog);
        let name = page.to_string_lossy().replace('\\', "/");
        let mut exempt = allowed.remove(&name).unwrap_or_default();
        // By name, an exemption holds for all of a page.
        let used: BTreeSet<String> = code_spans(&text).into_iter().map(|span| span.text).collect();
        for span in code_spans(&text).iter().filter(|span| !span.cited && !exempt.contains_key(&span.text)) {
            if is_of_the_book(&span.text, &catalog) {
                continue;
            }
            let missing: Vec<&str> = words(&span.text).filter(|word| !known.contains(*word)).collect();
            if !missing.is_empty() {
                let _ =
                    writeln!(told, "src/{name}:{}: `{}`: no program has {missing:?}", span.line, span.text);
            }
        }
        exempt.retain(|code, _| !used.contains(code));
        for code in exempt.keys() {
            let table = line_of(&text_of_list, &format!("[\"{name}\"]"), 0);
            let line = line_of(&text_of_list, &format!("\"{code}\" ="), table);
            let _ = writeln!(told, "{ALLOWED}:{line}: src/{name} no longer names `{code}`");
        }
    }
    for page in allowed.keys() {
        let line = line_of(&text_of_list, &format!("[\"{page}\"]"), 0);
        let _ = writeln!(told, "{ALLOWED}:{line}: there is no page src/{page}");
    }
    let help = "name what is in a program, put it into a link to its source, or say why not in that list";
    assert!(told.is_empty(), "{help}\n{told}");
}

/// The first line with that text behind the first `from` lines, counted from 1.
fn line_of(list: &str, words: &str, from: usize) -> usize {
    1 + from + list.lines().skip(from).position(|line| line.contains(words)).unwrap_or(0)
}

/// All words of the programs, exercises and library of a page's chapter, and of what the page shows from others;
/// for a page of no chapter, of all of them and of the format of recordings.
fn words_of_programs(page: &Path, text: &str, catalog: &Catalog) -> BTreeSet<String> {
    let chapter = page.parent().filter(|chapter| !chapter.as_os_str().is_empty());
    let folder = root().join("code").join(chapter.unwrap_or(Path::new("")));
    let mut texts: Vec<String> = WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| is_source(entry.path()))
        .map(|entry| fs::read_to_string(entry.path()).expect("a source can be read"))
        .collect();
    let (programs, libraries) = (programs(text), libraries(text));
    let shown = programs.iter().filter_map(|name| catalog.programs.get(name));
    texts.extend(shown.flat_map(|program| program.sources.iter().map(|source| source.text.clone())));
    let shown = libraries.iter().filter_map(|name| catalog.libraries.get(name));
    texts.extend(shown.flat_map(|library| library.files.values().cloned()));
    if chapter.is_none() {
        texts.push(fs::read_to_string(root().join("src/trace.schema.json")).expect("the schema is there"));
    }
    texts.iter().flat_map(|text| words(text)).map(str::to_owned).collect()
}

/// A program by its name, or a file or folder of the book.
fn is_of_the_book(code: &str, catalog: &Catalog) -> bool {
    catalog.programs.contains_key(code)
        || catalog.exercises.contains_key(code)
        || (code.contains('/') && root().join(code).exists())
}

fn is_source(file: &Path) -> bool {
    let extension = file.extension().and_then(|extension| extension.to_str());
    matches!(extension, Some("rs" | "js" | "py" | "go" | "cs" | "swift" | "toml"))
}

/// Identifiers and words; a number is none.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.filter(|word| word.starts_with(|c: char| c.is_alphabetic() || c == '_'))
}
