//! `cargo xtask exercise`, as a reader calls it.
#![cfg(unix)]

use std::fs;
use std::process::Output;

use book_tests::{Copy, copy_tree, root, xtask};

const NAME: &str = "pages_that_fit";
const MINE: &str = "exercises/pages_that_fit/main.js";

/// A reader's copy of the book, with the packages that this one has; without them exercises cannot be checked.
fn copy() -> Option<Copy> {
    let packages = root().join("target/npm");
    if !packages.join("node_modules").is_dir() {
        eprintln!("skipped: exercises: no {}", packages.display());
        return None;
    }
    let copy = Copy::new();
    for name in ["web/runner", "web/editor", "web/offline", "web/package-lock.json"] {
        copy_tree(&root().join(name), &copy.path(name));
    }
    fs::create_dir_all(copy.path("target")).expect("a folder can be made");
    std::os::unix::fs::symlink(packages, copy.path("target/npm")).expect("a link can be made");
    Some(copy)
}

/// What it prints, and whether it says that all is well.
fn exercise(copy: &Copy, arguments: &[&str]) -> (String, bool) {
    let mut command = xtask(copy.root());
    command.env_remove("CARGO_TARGET_DIR").arg("exercise").args(arguments);
    let Output { status, stdout, stderr } = command.output().expect("xtask runs");
    (String::from_utf8_lossy(&[stdout, stderr].concat()).into_owned(), status.success())
}

fn solution(copy: &Copy) -> String {
    let file = copy.path("code/blocking/exercises/pages_that_fit/solution.js");
    fs::read_to_string(file).expect("it is there")
}

#[test]
fn a_reader_begins_fails_reads_the_hint_mends_it_and_passes() {
    let Some(copy) = copy() else { return };
    let (told, passed) = exercise(&copy, &[NAME]);
    assert!(!passed, "{told}");
    assert!(told.contains("Your file to begin with is exercises/pages_that_fit/main.js"), "{told}");
    assert!(told.contains("✗ failed  Alice reads as many whole pages as fit"), "{told}");
    assert!(told.contains("3 pages would have fit"), "{told}");
    assert!(told.contains("2 of 4 checks passed, in 4 runs"), "{told}");
    assert!(told.contains("then: cargo xtask exercise pages_that_fit"), "{told}");

    copy.write(MINE, &solution(&copy));
    let (told, passed) = exercise(&copy, &[NAME]);
    assert!(passed && told.contains("4 of 4 checks passed") && told.contains("solution.js"), "{told}");
    assert!(!told.contains("to begin with"), "{told}");
    assert_eq!(fs::read_to_string(copy.path(MINE)).expect("it is there"), solution(&copy));

    let (list, _) = exercise(&copy, &[]);
    let line = |name: &str| list.lines().find(|line| line.contains(name)).map(str::to_owned);
    assert!(line(NAME).is_some_and(|line| line.contains("JavaScript ✓ passed")), "{list}");
    assert!(line("two_cakes_one_cook").is_some_and(|line| line.contains("not begun")), "{list}");
    assert!(list.contains("1 of ") && list.contains("exercises passed"), "{list}");
    let chapters: Vec<Option<usize>> =
        ["One cook, two things under way", "The obvious code"].map(|title| list.find(title)).to_vec();
    assert!(chapters[0].is_some() && chapters[0] < chapters[1], "in the book's order: {list}");
}

#[test]
fn who_begins_again_loses_nothing() {
    let Some(copy) = copy() else { return };
    copy.write(MINE, "throw new Error(\"mine\");\n");
    let (told, passed) = exercise(&copy, &[NAME]);
    assert!(!passed && told.contains("main.js:1: ended in an error: Error: mine"), "{told}");
    let (told, passed) = exercise(&copy, &[NAME, "--restart"]);
    assert!(
        !passed && told.contains("What you had is kept: exercises/pages_that_fit/main.kept-1.js"),
        "{told}"
    );
    let kept = fs::read_to_string(copy.path("exercises/pages_that_fit/main.kept-1.js"));
    assert_eq!(kept.expect("it is kept"), "throw new Error(\"mine\");\n");
    let begun = fs::read_to_string(copy.path(MINE)).expect("it is there");
    assert!(begun.contains("The obvious code"), "{begun}");
}

#[test]
fn in_rust_the_compiler_s_error_stands_at_its_line() {
    let Some(copy) = copy() else { return };
    copy.write("exercises/pages_that_fit/main.rs", "fn main() {\n    let pages: u32 = \"six\";\n}\n");
    // It was begun in Rust, so that need not be said.
    let (told, passed) = exercise(&copy, &[NAME]);
    assert!(!passed && told.contains("(Rust)"), "{told}");
    assert!(told.contains("exercises/pages_that_fit/main.rs:2: does not compile:"), "{told}");
    assert!(told.contains("let pages: u32 = \"six\";"), "the line is shown: {told}");
    assert!(told.contains("exercise pages_that_fit --language rust"), "{told}");
}

#[test]
fn the_book_s_solution_can_be_checked_and_touches_no_file() {
    let Some(copy) = copy() else { return };
    let (told, passed) = exercise(&copy, &[NAME, "--solution"]);
    assert!(passed && told.contains("4 of 4 checks passed"), "{told}");
    assert!(!copy.path("exercises").exists());
}

#[test]
fn a_misspelled_exercise_offers_the_nearest() {
    let copy = Copy::new();
    let (told, passed) = exercise(&copy, &["pages_that_fits"]);
    assert!(!passed && told.contains("did you mean `pages_that_fit`?"), "{told}");
}
