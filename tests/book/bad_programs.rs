//! Programs that misbehave: each is ended, told apart and named, and costs no recording.

use std::fs;

use catalog::{Catalog, Problem};
use recorder::{Outcome, Recorder, Request};
use tempfile::TempDir;

use crate::copy::root;

/// A book with one chapter of programs that do what they must not.
struct Misbehaved {
    folder: TempDir,
}

const MANIFEST: &str = "title = \"Misbehaved\"\ngrid = 10\nlimit_seconds = 2\n\n\
                        [[lanes]]\nname = \"alice\"\ntitle = \"Alice\"\nkind = \"thread\"\n";

impl Misbehaved {
    fn new(programs: &[(&str, &str)]) -> Self {
        let book = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        let kitchen = root().join("code/kitchen");
        book.write("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"code/*\"]\n");
        book.write(
            "code/misbehaved/Cargo.toml",
            &format!(
                "[package]\nname = \"code-misbehaved\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
                 [dev-dependencies]\nkitchen = {{ path = '{}' }}\n",
                kitchen.display()
            ),
        );
        for (name, body) in programs {
            let folder = format!("code/misbehaved/examples/{name}");
            book.write(&format!("{folder}/program.toml"), MANIFEST);
            book.write(&format!("{folder}/main.rs"), &format!("fn main() {{\n{body}\n}}\n"));
        }
        book
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }

    fn run(&self) -> (Vec<Outcome>, Vec<Problem>) {
        let root = self.folder.path();
        let mut problems = Vec::new();
        let catalog = Catalog::walk(root, &mut problems).expect("the book can be read");
        let recorder = Recorder::build(root, &catalog, &mut problems).expect("cargo runs");
        let outcomes = recorder.run(Request { only: None, fresh: true }, |_, _, _| {});
        recorder.write(&outcomes).expect("recordings can be written");
        (outcomes, problems)
    }
}

fn problem_of<'a>(outcomes: &'a [Outcome], program: &str) -> &'a Problem {
    let outcome = outcomes.iter().find(|outcome| outcome.program == program).expect("the program ran");
    outcome.result.as_ref().expect_err("the program misbehaves")
}

#[test]
fn each_way_to_misbehave_is_named_with_its_line() {
    let book = Misbehaved::new(&[
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

    let recorded =
        |program: &str| book.folder.path().join(format!("code/misbehaved/examples/{program}/recording.json"));
    assert!(recorded("behaves").is_file(), "the others' faults cost it nothing");
    assert!(!recorded("panics").exists());
}
