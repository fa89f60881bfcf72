//! What the chapter on executors says of its own.

use std::fs;

use book_tests::root;
use catalog::Catalog;
use walkdir::WalkDir;

use crate::same_story::events;

#[test]
fn on_our_own_executor_cake_and_book_run_as_they_do_on_tokio() {
    let catalog = Catalog::walk(&root(), &mut Vec::new()).expect("code/ can be read");
    let tokio = events(&catalog, "cake_and_book", "rust-tokio");
    let ours = events(&catalog, "with_timers", "rust");
    assert_eq!(ours, tokio);
    let page = fs::read_to_string(root().join("src/executor/timers.md")).expect("the page is there");
    assert!(page.contains(&format!("{} events", tokio.len())), "the page tells how many there are");
}

#[test]
fn the_functions_of_both_programs_are_the_same() {
    let functions = |file: &str| {
        let text = fs::read_to_string(root().join(file)).expect("the program is there");
        let (_, functions) = text.split_once("// ANCHOR: bake_cake").expect("it bakes a cake");
        functions.to_owned()
    };
    let tokio = functions("code/async-await/examples/cake_and_book/rust-tokio.rs");
    assert_eq!(functions("code/executor/examples/with_timers/main.rs"), tokio);
}

#[test]
fn our_own_executor_is_short() {
    let mut lines = 0;
    for file in WalkDir::new(root().join("code/executor/src")) {
        let file = file.expect("the library can be read");
        if file.path().extension().is_some_and(|extension| extension == "rs") {
            lines += lines_of_code(&fs::read_to_string(file.path()).expect("a file can be read"));
        }
    }
    assert!((1..150).contains(&lines), "{lines} lines");
}

/// Lines without comments, empty ones, and the tests at the end.
fn lines_of_code(text: &str) -> usize {
    let lines = text.lines().map(str::trim).take_while(|line| *line != "#[cfg(test)]");
    lines.filter(|line| !line.is_empty() && !line.starts_with("//")).count()
}

#[test]
fn a_line_of_code_is_no_comment() {
    assert_eq!(
        lines_of_code(
            "//! Oven.\n\nfn bake() {\n    // Hot.\n    wait(); // long\n}\n#[cfg(test)]\nmod tests;\n"
        ),
        3
    );
}
