//! A program to begin with.

use book_tests::xtask;

use crate::scratch::{LANGUAGES, Scratch};

#[test]
fn a_new_program_runs_in_every_language_and_tells_one_story() {
    let book = Scratch::empty();
    let made = xtask(book.root()).args(["new", "scratch/late_guest"]).output().expect("the command runs");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let run = book.run();
    assert_eq!(run.problems, []);
    assert_eq!(run.outcomes.len() + run.skipped.len(), LANGUAGES.len());
    for outcome in &run.outcomes {
        let recorded = outcome.result.as_ref().unwrap_or_else(|problem| panic!("{problem:?}"));
        let transcript: Vec<_> = recorded.transcript().collect();
        assert_eq!(transcript, [(40, "alice", "The cake is done.")], "{}", outcome.flavor);
    }
}
