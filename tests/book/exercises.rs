//! Exercises that are none: each is found out, and its author told why, with file and line.

use std::fs;
use std::path::Path;

use ::exercises::{Attempt, Kit, Outcome, Proof, prove};
use book_tests::root;
use catalog::{Catalog, Flavor, Problem};
use recorder::Host;
use toolchains::Effort;

use crate::scratch::Scratch;

const MANIFEST: &str = "title = \"Scratch\"\ntask = \"Say it.\"\nrust = \"rust\"\ngrid = 10\nlimit_seconds = 2\n\n\
    [[lanes]]\nname = \"alice\"\ntitle = \"Alice\"\nkind = \"thread\"\n\n\
    [knobs.minutes]\ntitle = \"minutes\"\ndefault = 10\nmin = 0\nmax = 90\n";
/// Alice has to say that it is done, after as many minutes as it is told.
const TEST: &str = "export const runs = [{}, { minutes: 30 }];\n\
    export const checks = [\n\
    { says: \"Alice says that it is done\", check({ at, knobs }) {\n\
    const minute = at(\"Done.\");\n\
    if (minute !== knobs.minutes) return `Not at minute ${knobs.minutes}, but ${minute}.`;\n\
    } }];\n";
const START_JS: &str = "import { say } from \"#kitchen\";\nsay(\"alice\", \"Later.\");\n";
const START_RS: &str = "fn main() {\n    kitchen::say(\"alice\", \"Later.\");\n}\n";
const SOLUTION_JS: &str = "import { knob, say, work } from \"#kitchen\";\nwork(\"alice\", \"do it\", knob(\"minutes\", 10));\nsay(\"alice\", \"Done.\");\n";
const SOLUTION_RS: &str = "use kitchen::{knob, say, work};\nfn main() {\n    work(\"alice\", \"do it\", knob(\"minutes\", 10));\n    say(\"alice\", \"Done.\");\n}\n";

/// A book with exercises that are good but for one file each.
struct Desk {
    book: Scratch,
    host: Host,
}

impl Desk {
    /// Without Node.js and the packages there is none.
    fn new() -> Option<Self> {
        let script = runnable::folder(&root()).join(runnable::NODE_HOST);
        if !script.is_file() {
            eprintln!("skipped: exercises: no {}", script.display());
            return None;
        }
        let book = Scratch::empty();
        let read = |name: &str| fs::read_to_string(root().join(name)).expect("the book has it");
        book.write("Cargo.lock", &read("Cargo.lock"));
        // The kitchen is a member of a workspace, and has its lints and its edition from there.
        book.write("Cargo.toml", &read("Cargo.toml").replace(", \"tools/*\", \"tests\"]", "]"));
        Some(Self { book, host: Host { node: "node".into(), script } })
    }

    fn exercise(&self, name: &str, spoiled: &str, text: &str) {
        let files = [
            ("exercise.toml", MANIFEST),
            ("test.js", TEST),
            ("start.js", START_JS),
            ("start.rs", START_RS),
            ("solution.js", SOLUTION_JS),
            ("solution.rs", SOLUTION_RS),
        ];
        for (file, good) in files {
            let text = if file == spoiled { text } else { good };
            self.book.write(&format!("code/scratch/exercises/{name}/{file}"), text);
        }
    }

    fn catalog(&self) -> Catalog {
        let mut problems = Vec::new();
        let catalog = Catalog::walk(self.book.root(), &mut problems).expect("the book can be read");
        assert_eq!(problems, []);
        catalog
    }

    fn kit(&self) -> Kit<'_> {
        // What a crate is compiled to is kept from one test to the next.
        let scratch = root().join("target/edit");
        Kit::new(self.book.root(), self.host.clone(), Effort::Find, scratch).expect("the compilers are there")
    }

    fn prove(&self) -> Proof {
        prove(&self.kit(), &self.catalog(), true).expect("it can be tried")
    }

    /// What is told of a text that a reader has written in JavaScript for a good exercise.
    fn outcome(&self, text: &str) -> Outcome {
        self.exercise("good", "", "");
        let (kit, catalog) = (self.kit(), self.catalog());
        let exercise = &catalog.exercises["good"];
        let exam = kit.exam(exercise).expect("it is asked").expect("it is good");
        let source = exercise.readers(&Flavor::named("javascript"), text);
        kit.examine(&Attempt { exercise, source }, &exam, None).expect("it is run")
    }
}

fn told(problems: &[Problem]) -> Vec<String> {
    let short =
        |file: &Path| file.strip_prefix("code/scratch/exercises").unwrap_or(file).display().to_string();
    problems.iter().map(|it| format!("{}:{}: {}", short(&it.file), it.line, it.message)).collect()
}

#[test]
fn one_that_is_good_is_proved_in_both_languages() {
    let Some(desk) = Desk::new() else { return };
    desk.exercise("good", "", "");
    let proof = desk.prove();
    assert_eq!((told(&proof.problems), proof.good, proof.cached), (vec![], 4, 0));
    let again = prove(&desk.kit(), &desk.catalog(), false).expect("it can be tried");
    assert_eq!((again.good, again.cached), (4, 4), "what has not changed is not run again");
}

#[test]
fn one_that_builds_on_its_chapter_s_library_is_proved_with_it() {
    let Some(desk) = Desk::new() else { return };
    let (with, lib) =
        ("[package]\nname = \"code-scratch\"\n\n[lib]\nname = \"oven\"\n", "code/scratch/src/lib.rs");
    let dependencies = "\n[dependencies]\nkitchen.workspace = true\n";
    desk.book.write("code/scratch/Cargo.toml", &(with.to_owned() + dependencies));
    let library = |line: &str| {
        format!(
            "pub fn bake(minutes: u32) {{\n    kitchen::work(\"alice\", \"bake\", minutes);\n    {line}\n}}\n"
        )
    };
    desk.book.write(lib, &library(""));
    let solution = "use kitchen::{knob, say};\nfn main() {\n    oven::bake(knob(\"minutes\", 10));\n    say(\"alice\", \"Done.\");\n}\n";
    desk.exercise("bakes_itself", "solution.rs", solution);
    let proof = desk.prove();
    assert_eq!((told(&proof.problems), proof.good), (vec![], 4));
    // A library that has changed is compiled, and what builds on it is proved, again.
    desk.book.write(lib, &library("kitchen::minutes(10);\n    std::process::exit(1);"));
    let proof = prove(&desk.kit(), &desk.catalog(), false).expect("it can be tried");
    let problems = told(&proof.problems);
    assert!(matches!(&problems[..], [one] if one.starts_with("bakes_itself/solution.rs:")), "{problems:?}");
}

#[test]
fn each_way_not_to_be_an_exercise_is_told_with_file_and_line() {
    let Some(desk) = Desk::new() else { return };
    let runs = "export const runs = [{}];\n";
    let cases = [
        (
            "typed_in",
            "solution.js",
            "import { say, work } from \"#kitchen\";\nwork(\"alice\", \"do it\", 10);\nsay(\"alice\", \"Done.\");\n",
            "typed_in/test.js:3: solution.js fails “Alice says that it is done” with minutes = 30: Not at minute 30, but 10.",
        ),
        (
            "fails",
            "solution.rs",
            START_RS,
            "fails/test.js:3: solution.rs fails “Alice says that it is done”: Not at minute 10, but undefined.",
        ),
        ("too_easy", "start.js", SOLUTION_JS, "too_easy/start.js:1: passes every check as it stands"),
        (
            "breaks",
            "start.rs",
            "fn main() {\n    let cake: u32 = \"cake\";\n}\n",
            "breaks/start.rs:2: does not compile: E0308: mismatched types",
        ),
        ("misspells", "start.js", "\nlet cake = ;\n", "misspells/start.js:2: ended in an error: SyntaxError"),
        (
            "panics",
            "start.rs",
            "fn main() {\n    kitchen::say(\"alice\", \"Oh.\");\n    panic!(\"the oven is on fire\");\n}\n",
            "panics/start.rs:3: ended in an error: the oven is on fire",
        ),
        (
            "loops",
            "start.js",
            "import { say } from \"#kitchen\";\nsay(\"alice\", \"x\");\nfor (;;);\n",
            "loops/start.js:2: still running after 2 s; ended",
        ),
        (
            "waits",
            "solution.js",
            "await new Promise(() => {});\n",
            "waits/solution.js:1: never ends: it waits",
        ),
        (
            "strays",
            "solution.js",
            "import { say } from \"#kitchen\";\nsay(\"bob\", \"Done.\");\n",
            "strays/solution.js:2: an event on the lane `bob`",
        ),
        (
            "asks_nothing",
            "test.js",
            "export const runs = [{}];\nexport const checks = [];\n",
            "asks_nothing/test.js:1: exports no `checks`",
        ),
        (
            "throws_at_once",
            "test.js",
            "\n\nthrow new Error(\"not today\");\n",
            "throws_at_once/test.js:3: Error: not today",
        ),
        (
            "is_no_module",
            "test.js",
            "export const runs = [{}];\nexport const checks = ;\n",
            "is_no_module/test.js:2: SyntaxError",
        ),
        (
            "sets_nothing",
            "test.js",
            "export const runs = [{}, { minuets: 5 }];\nexport const checks = [{ says: \"a\", check() {} }];\n",
            "sets_nothing/test.js:1: a run sets `minuets`",
        ),
        (
            "sets_too_much",
            "test.js",
            "export const runs = [\n{ minutes: 91 }];\nexport const checks = [{ says: \"a\", check() {} }];\n",
            "sets_too_much/test.js:2: a run sets `minutes` to 91",
        ),
    ];
    for (name, file, text, _) in cases {
        desk.exercise(name, file, text);
    }
    let throws = format!(
        "{runs}export const checks = [{{ says: \"Look\", check({{ events }}) {{\nreturn events[99].at; }} }}];\n"
    );
    desk.exercise("throws_later", "test.js", &throws);
    let loops = format!("{runs}export const checks = [{{ says: \"Look\", check() {{ for (;;); }} }}];\n");
    desk.exercise("loops_in_a_check", "test.js", &loops);
    let told = told(&desk.prove().problems);
    for (name, _, _, expected) in cases {
        let own: Vec<&String> = told.iter().filter(|told| told.starts_with(&format!("{name}/"))).collect();
        assert!(matches!(&own[..], [one] if one.starts_with(expected)), "{expected}:\n{own:#?}");
    }
    let of = |name: &str| told.iter().filter(|told| told.starts_with(name)).cloned().collect::<Vec<_>>();
    let thrown = of("throws_later/test.js:3: “Look” fails on ");
    assert_eq!(thrown.len(), 4, "on each version, in each language: {told:#?}");
    assert!(thrown.iter().all(|told| told.contains("undefined")), "{thrown:#?}");
    assert_eq!(of("loops_in_a_check/test.js:1: still running after 2 s").len(), 4, "{told:#?}");
}

#[test]
fn what_a_reader_prints_convinces_nobody() {
    let Some(desk) = Desk::new() else { return };
    let outcome = desk.outcome("console.log(' 10  alice: Done.');\nconsole.log('1 of 1 checks passed');\n");
    let Outcome::Checked(verdicts) = &outcome else { panic!("{outcome:?}") };
    assert!(!outcome.is_passed());
    assert_eq!(verdicts[0].hint.as_deref(), Some("Not at minute 10, but undefined."));
}

#[test]
fn what_a_reader_prints_besides_does_no_harm() {
    let Some(desk) = Desk::new() else { return };
    assert!(desk.outcome(&format!("{SOLUTION_JS}console.log('still looking');\n")).is_passed());
}

#[test]
fn an_error_is_told_with_the_run_in_which_it_happens() {
    let Some(desk) = Desk::new() else { return };
    let outcome = desk.outcome("import { knob } from \"#kitchen\";\n\nif (knob(\"minutes\", 10) > 10) throw new Error(\"too long\");\n");
    let Outcome::Failed { set, problem } = outcome else { panic!("{outcome:?}") };
    assert_eq!(set.into_iter().collect::<Vec<_>>(), [("minutes".to_owned(), 30)]);
    assert_eq!((problem.line, problem.message.contains("too long")), (3, true), "{problem:?}");
    assert_eq!(problem.file, Path::new("exercises/good/main.js"));
}
