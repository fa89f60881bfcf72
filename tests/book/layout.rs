//! The house rules of the tree.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use book_tests::root;

fn folders(of: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(root().join(of)).expect("the folder is there");
    entries
        .map(|entry| entry.expect("the folder can be read"))
        // A link is not a chapter: src/player is the player's own folder.
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn every_chapter_has_its_text_and_its_programs() {
    let mut code = folders("code");
    assert!(code.remove("kitchen"), "the kitchen is no chapter");
    let mut src = folders("src");
    for no_chapter in ["diagrams", "icons"] {
        src.remove(no_chapter);
    }
    let without_text =
        code.difference(&src).map(|slug| format!("code/{slug} has no text: src/{slug} is not there\n"));
    let without_code =
        src.difference(&code).map(|slug| format!("src/{slug} has no programs: code/{slug} is not there\n"));
    let told: String = without_text.chain(without_code).collect();
    assert!(told.is_empty(), "src/ and code/ mirror each other\n{told}");
}

#[test]
fn every_program_is_shown_in_its_own_chapter() {
    let mut problems = Vec::new();
    let catalog = catalog::Catalog::walk(&root(), &mut problems).expect("code/ can be read");
    for program in catalog.programs.values() {
        let named = format!("name = \"{}\"", program.name);
        let shown = WalkDir::new(root().join("src").join(&program.slug))
            .into_iter()
            .filter_map(Result::ok)
            .filter_map(|entry| fs::read_to_string(entry.path()).ok())
            .any(|text| text.contains(&named));
        let place = program.folder.display();
        assert!(shown, "{place}: no page of src/{} shows `{}`", program.slug, program.name);
    }
}

#[test]
fn every_exercise_is_in_a_page_of_its_own_chapter_and_short_enough_to_read() {
    let mut problems = Vec::new();
    let catalog = catalog::Catalog::walk(&root(), &mut problems).expect("code/ can be read");
    assert_eq!(problems, []);
    for exercise in catalog.exercises.values() {
        let named = format!("name = \"{}\"", exercise.name);
        let pages = WalkDir::new(root().join("src").join(&exercise.slug)).into_iter().filter_map(Result::ok);
        let mut texts = pages.filter_map(|entry| fs::read_to_string(entry.path()).ok());
        let is_shown = |text: String| {
            mdbook_program::fences(&text)
                .iter()
                .any(|fence| fence.language() == "exercise" && fence.body.contains(&named))
        };
        assert!(texts.any(is_shown), "no page of src/{} has `{}`", exercise.slug, exercise.name);
        for source in exercise.start.iter().chain(&exercise.solution) {
            let lines = source.text.lines().count();
            assert!(lines < 80, "{} has {lines} lines", source.file.display());
        }
    }
}

#[test]
fn code_that_nobody_ran_is_rare_and_says_why() {
    let mut reasons = Vec::new();
    for entry in WalkDir::new(root().join("src")).into_iter().filter_map(Result::ok) {
        if entry.path().extension().is_some_and(|extension| extension == "md") {
            let text = fs::read_to_string(entry.path()).expect("a page can be read");
            reasons.extend(mdbook_program::illustrations(&text));
        }
    }
    println!("{} illustrations: {reasons:#?}", reasons.len());
    assert!(reasons.iter().all(|reason| reason.len() > 10), "a reason says something: {reasons:?}");
    assert!(reasons.len() <= 5, "more code that nobody ran than this book should have: {reasons:#?}");
}

#[test]
fn programs_are_short_enough_to_read() {
    let mut problems = Vec::new();
    let catalog = catalog::Catalog::walk(&root(), &mut problems).expect("code/ can be read");
    for source in catalog.programs.values().flat_map(|program| &program.sources) {
        let lines = source.text.lines().filter(|line| !line.contains("ANCHOR")).count();
        assert!(lines < 60, "{} has {lines} lines", source.file.display());
    }
}

#[test]
fn files_of_code_are_short_enough_to_read() {
    for folder in ["code", "tools", "tests", "web/player", "web/test"] {
        for entry in WalkDir::new(root().join(folder)).into_iter().filter_map(Result::ok) {
            let extension = entry.path().extension().and_then(|extension| extension.to_str());
            if matches!(extension, Some("rs" | "js" | "css" | "py" | "go" | "cs" | "swift"))
                && !in_node_modules(entry.path())
            {
                let text = fs::read_to_string(entry.path()).expect("a source can be read");
                let lines = text.lines().count();
                assert!(lines <= 400, "{} has {lines} lines", of_the_book(entry.path()));
            }
        }
    }
}

/// A path as an author knows it.
fn of_the_book(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

fn in_node_modules(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == "node_modules")
}

/// What the compiler cannot check is one call, in the library that watches sockets.
#[test]
fn one_call_is_all_that_is_not_checked() {
    let unchecked = concat!("un", "safe");
    let lint = format!("{unchecked}_code");
    let mut found = Vec::new();
    for folder in ["code", "tools", "tests"] {
        for entry in WalkDir::new(root().join(folder)).into_iter().filter_map(Result::ok) {
            let path = entry.path();
            if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(path).expect("a source can be read");
                let code = text.lines().filter_map(|line| line.split("//").next());
                let words = code.flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_'));
                let words = words.filter(|word| [unchecked, lint.as_str()].contains(word));
                found.extend(words.map(|word| (path.to_owned(), word.to_owned())));
            } else if entry.file_name() == "Cargo.toml" {
                let manifest = fs::read_to_string(path).expect("a manifest can be read");
                let keeps = manifest.contains("[lints]\nworkspace = true\n");
                assert!(keeps, "{} has other lints than the workspace", of_the_book(path));
            }
        }
    }
    let place = root().join("code/reactor/src/watched.rs");
    assert_eq!(found, [(place.clone(), lint), (place, unchecked.to_owned())]);
}

#[test]
fn no_path_carries_a_number() {
    for folder in ["src", "code"] {
        // What Python leaves behind where somebody runs a program by hand is not in the repository.
        let ours = |entry: &walkdir::DirEntry| entry.file_name() != "__pycache__";
        let entries = WalkDir::new(root().join(folder)).into_iter().filter_entry(ours);
        for entry in entries.filter_map(Result::ok) {
            let name = entry.file_name().to_string_lossy();
            let is_numbered = name.contains(|c: char| c.is_ascii_digit());
            assert!(!is_numbered, "a path carries a number: {}", of_the_book(entry.path()));
        }
    }
}

#[test]
fn every_chapter_asks_something_and_has_an_exercise() {
    let summary = fs::read_to_string(root().join("src/SUMMARY.md")).expect("the summary is there");
    let chapters =
        summary.lines().filter_map(|line| line.strip_prefix("- [")?.split_once("](")?.1.split_once('/'));
    for (slug, _) in chapters {
        let exercises = fs::read_dir(root().join("code").join(slug).join("exercises"));
        assert!(exercises.is_ok_and(|mut found| found.next().is_some()), "{slug} has no exercise");
        let pages = WalkDir::new(root().join("src").join(slug)).into_iter().filter_map(Result::ok);
        let asks = pages
            .filter_map(|page| fs::read_to_string(page.path()).ok())
            .any(|text| text.contains("\n[predict]\n"));
        assert!(asks, "no page of {slug} asks for a prediction");
    }
}

#[test]
fn the_icons_of_the_installed_book_are_there_in_the_sizes_that_it_names() {
    let text =
        fs::read_to_string(root().join("src/manifest.webmanifest")).expect("the book can be installed");
    let manifest: serde_json::Value = serde_json::from_str(&text).expect("the manifest is JSON");
    let icons = manifest["icons"].as_array().expect("it has icons");
    for icon in icons {
        let name = icon["src"].as_str().expect("an icon is a file");
        let image = fs::read(root().join("src").join(name)).expect("the icon is there");
        assert!(image.starts_with(b"\x89PNG"), "{name}");
        // The header of a PNG has both as four bytes each.
        let side = |at: usize| image[at..at + 4].iter().fold(0, |sum: u32, byte| sum << 8 | u32::from(*byte));
        assert_eq!(icon["sizes"], format!("{}x{}", side(16), side(20)), "{name}");
    }
    let has = |sizes: &str, purpose: Option<&str>| {
        icons.iter().any(|icon| icon["sizes"] == sizes && icon["purpose"].as_str() == purpose)
    };
    // What browsers ask for before they offer to install a book.
    assert!(has("192x192", None) && has("512x512", None) && has("512x512", Some("maskable")));
    let title = fs::read_to_string(root().join("book.toml")).expect("the settings are there");
    let name = manifest["name"].as_str().expect("it has a name");
    assert!(title.contains(&format!("title = \"{name}\"")), "{name} is the book's title");
}
