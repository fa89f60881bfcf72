//! Mistakes in what an exercise says of itself, and in the fence that shows it; what its files do wrong is told by
//! the proof.

use crate::bad_input::{expect, page};

/// The folder of an exercise that the book has.
const EXERCISE: &str = "code/blocking/exercises/pages_that_fit";

#[test]
fn a_misspelled_exercise_offers_the_nearest() {
    expect(
        |copy| page(copy, "```exercise\nname = \"pages_that_fits\"\n```"),
        &[&["src/blocking/spoiled.md:4:", "no exercise `pages_that_fits`", "did you mean `pages_that_fit`?"]],
    );
    expect(
        |copy| page(copy, "```exercise\nname = \"pages_that_fit\"\nflavors = [\"rust\"]\n```"),
        &[&["src/blocking/spoiled.md:5:", "unknown field `flavors`"]],
    );
}

#[test]
fn a_misspelled_word_in_an_exercise_is_told_with_its_line() {
    let cases = [
        ("grid = 2", "gird = 2", "unknown field `gird`", ""),
        (
            "rust = \"rust\"",
            "rust = \"rust-tokyo\"",
            "`rust-tokyo` is no flavor",
            "did you mean `rust-tokio`?",
        ),
        ("[\"concurrency\"]", "[\"concurency\"]", "no chapter `concurency`", "did you mean `concurrency`?"),
        (
            "[\"concurrency\"]",
            "[\"blocking\"]",
            "`blocking` is the chapter of the exercise",
            "other chapters",
        ),
        ("max = 20", "max = 2", "the default of `pages`, 6, is not from 0 to 2", ""),
    ];
    for (old, new, message, help) in cases {
        let text = std::fs::read_to_string(book_tests::root().join(EXERCISE).join("exercise.toml"));
        let text = text.expect("the exercise is there");
        let mut line = 1 + text[..text.find(old).expect("it says so")].matches('\n').count();
        if old == "max = 20" {
            // A knob is told of where it begins.
            line = 1 + text[..text.find("[knobs.pages]").expect("it has pages")].matches('\n').count();
        }
        let place = format!("{EXERCISE}/exercise.toml:{line}:");
        expect(
            |copy| copy.replace(&format!("{EXERCISE}/exercise.toml"), old, new),
            &[&[&place, message, help]],
        );
    }
}

#[test]
fn an_exercise_has_all_its_files_and_no_others() {
    expect(
        |copy| {
            copy.remove(&format!("{EXERCISE}/solution.rs"));
            copy.write(&format!("{EXERCISE}/solutoin.rs"), "fn main() {}\n");
        },
        &[
            &["pages_that_fit/exercise.toml:1:", "an exercise without solution.rs"],
            &["pages_that_fit/solutoin.rs:1:", "a file that no exercise has", "did you mean `solution.rs`?"],
        ],
    );
    expect(
        |copy| copy.remove(&format!("{EXERCISE}/exercise.toml")),
        &[&["exercises/pages_that_fit:1:", "without an exercise.toml"]],
    );
}

#[test]
fn the_name_of_an_exercise_is_nobody_else_s() {
    expect(
        |copy| {
            let folder = |slug: &str, name: &str| copy.path(&format!("code/{slug}/exercises/{name}"));
            book_tests::copy_tree(
                &folder("blocking", "pages_that_fit"),
                &folder("threads", "pages_that_fit"),
            );
            book_tests::copy_tree(&folder("blocking", "pages_that_fit"), &folder("threads", "who_waits"));
        },
        &[
            &[
                "threads/exercises/pages_that_fit/exercise.toml:1:",
                "a second exercise named `pages_that_fit`",
            ],
            &[
                "threads/exercises/who_waits/exercise.toml:1:",
                "an exercise named `who_waits`, as a program is",
            ],
        ],
    );
}
