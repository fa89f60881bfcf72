//! What the chapter on executors says of its own.

use std::fs;

use book_tests::root;
use catalog::Catalog;

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
