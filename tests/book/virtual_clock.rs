//! What a page can run is recorded on a clock that is a number, and a native run has to print the same.

use std::collections::BTreeMap;

use book_tests::root;
use recorder::{Host, Runnable, VirtualHost};
use trace::ClockKind;

use crate::scratch::{Run, Scratch};

/// Records one program in JavaScript on the host that pages run it on. Without Node.js and the packages
/// there is none.
fn record(text: &str) -> Option<Run> {
    let folder = runnable::folder(&root());
    let script = folder.join(runnable::NODE_HOST);
    if !script.is_file() {
        eprintln!("skipped: recordings on a virtual clock: no {}", script.display());
        return None;
    }
    let book = Scratch::empty();
    book.tell("guest", "main.js", text);
    let runnable = Runnable { module: None, toolchain: "the host".to_owned() };
    let host = VirtualHost {
        host: Host { node: "node".into(), script },
        python: folder.join("python"),
        programs: BTreeMap::from([(("guest".to_owned(), "javascript".to_owned()), runnable)]),
    };
    Some(book.run_on(&host))
}

/// What is told of a program that cannot be recorded.
fn problem(text: &str) -> Option<String> {
    let mut run = record(text)?;
    let outcome = run.outcomes.pop().expect("it was tried");
    let problem = outcome.result.expect_err("it cannot be recorded");
    Some(format!("{}:{}: {}", problem.file.display(), problem.line, problem.message))
}

#[test]
fn its_times_are_those_of_the_story() {
    let text = "import { minutes, say } from \"#kitchen\";\n\
                await new Promise((resolve) => setTimeout(resolve, minutes(30)));\n\
                say(\"alice\", \"The guest is here.\");\n";
    let Some(run) = record(text) else { return };
    let recorded = run.outcomes[0].result.as_ref().expect("it can be recorded");
    assert_eq!((recorded.clock, recorded.toolchain.as_str()), (ClockKind::Virtual, "the host"));
    assert_eq!(recorded.transcript().collect::<Vec<_>>(), [(30, "alice", "The guest is here.")]);
}

#[test]
fn a_program_that_says_something_else_natively_is_not_recorded() {
    let text = "import { say } from \"#kitchen\";\nsay(\"alice\", `There is ${typeof process}.`);\n";
    let Some(problem) = problem(text) else { return };
    assert!(problem.starts_with("code/scratch/examples/guest/main.js:1: prints something else"), "{problem}");
    assert!(problem.contains("There is object.") && problem.contains("There is undefined."), "{problem}");
}

#[test]
fn a_program_that_waits_for_ever_is_not_recorded() {
    let Some(problem) = problem("await new Promise(() => {});\n") else { return };
    assert!(problem.contains("nothing is left that could wake it"), "{problem}");
}

#[test]
fn an_error_is_told_with_its_line() {
    let Some(problem) = problem("\nthrow new Error(\"The guest is ill.\");\n") else { return };
    assert!(problem.contains("main.js:2:") && problem.contains("The guest is ill."), "{problem}");
}
