//! Programs that misbehave: each is ended, told apart and named, and costs no recording.

use catalog::Problem;
use recorder::Outcome;

use crate::scratch::Scratch;

fn problem_of<'a>(outcomes: &'a [Outcome], program: &str) -> &'a Problem {
    let outcome = outcomes.iter().find(|outcome| outcome.program == program).expect("the program ran");
    outcome.result.as_ref().expect_err("the program misbehaves")
}

#[test]
fn each_way_to_misbehave_is_named_with_its_line() {
    let book = Scratch::new(&[
        ("behaves", "kitchen::say(\"alice\", \"All is well.\");"),
        ("fails_to_compile", "let cake: u32 = \"cake\";"),
        ("panics", "kitchen::say(\"alice\", \"Oh.\");\npanic!(\"the oven is on fire\");"),
        ("hangs", "kitchen::say(\"alice\", \"Waiting.\");\nloop { std::thread::park(); }"),
        ("prints", "println!(\"past the kitchen\");"),
        ("prints_without_end", "loop { println!(\"{}\", \"more \".repeat(1000)); }"),
        ("exits", "std::process::exit(3);"),
        ("names_no_lane", "kitchen::say(\"alcie\", \"Who?\");"),
        ("turns_no_knob", "kitchen::knob(\"pages\", 6);"),
        ("is_off_the_grid", "kitchen::work(\"alice\", \"read\", 7);"),
        (
            "writes_garbage",
            "let path = std::env::var_os(\"KITCHEN_TRACE\").unwrap();\nstd::fs::write(path, \"not an event\\n\").unwrap();",
        ),
    ]);
    let (outcomes, problems) = book.run();

    assert!(
        problems.iter().any(|problem| problem.file.ends_with("fails_to_compile/main.rs")
            && problem.line == 2
            && problem.message.contains("mismatched types")),
        "{problems:#?}"
    );
    for (program, line, told) in [
        ("panics", 3, "panicked: the oven is on fire"),
        ("hangs", 2, "still running after 2 s"),
        ("prints", 1, "prints a line that no `say` says: \"past the kitchen\""),
        ("prints_without_end", 1, "wrote more than 4 MiB"),
        ("exits", 1, "exit code 3"),
        ("names_no_lane", 2, "the lane `alcie`"),
        ("turns_no_knob", 2, "a knob `pages`"),
        ("is_off_the_grid", 2, "7 minutes are not on this program's grid of 10 minutes"),
        ("writes_garbage", 1, "line 1 on the trace channel is not an event: \"not an event\""),
    ] {
        let problem = problem_of(&outcomes, program);
        assert!(problem.message.contains(told), "{program}: {problem:?}");
        assert_eq!(problem.line, line, "{program}: {problem:?}");
    }

    let recorded = |program: &str| book.path(&format!("code/scratch/examples/{program}/recording.json"));
    assert!(recorded("behaves").is_file(), "the others' faults cost it nothing");
    assert!(!recorded("panics").exists());
}
