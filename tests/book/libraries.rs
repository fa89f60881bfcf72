//! Programs that name a library of the book: it counts as a part of them, and goes where they go.

use std::fs;
use std::path::PathBuf;

use book_tests::root;
use catalog::{Catalog, Program, Source};
use recorder::compiling::rust::sources;
use recorder::{Plan, Request};
use takeaway::Crates;
use toolchains::Effort;

use crate::scratch::Scratch;
use crate::takeaway::{Said, cargo, transcript_of, unpack};

/// A chapter's own library, with a module, which depends on another's and on the kitchen.
const OVEN: &str = "//! An oven.\n#![deny(missing_docs)]\n\nmod door;\n\npub use timer::Timer;\n\n\
    /// Bakes.\npub fn bake(minutes: u32) -> Timer {\n    crate::door::close();\n    timer::set(minutes)\n}\n\n\
    #[cfg(test)]\nmod tests;\n";
const DOOR: &str = "pub(crate) fn close() {\n    kitchen::say(\"oven\", \"The door is closed.\");\n}\n";
const TIMER: &str = "//! A timer.\n\n/// Rings.\npub struct Timer(u32);\n\nimpl Timer {\n    \
    /// Waits until it does.\n    pub fn wait(self) {\n        std::thread::sleep(kitchen::minutes(self.0));\n    }\n}\n\n\
    /// To so many minutes.\npub fn set(minutes: u32) -> Timer {\n    Timer(minutes)\n}\n\n\
    #[cfg(test)]\nmod tests {\n    #[test]\n    fn rings() {\n        fastrand::bool();\n    }\n}\n";
const BAKES: &str = "//! Bakes.\n\nuse oven::bake;\nuse timer::Timer;\n\nfn main() {\n    let timer: Timer = bake(20);\n    \
    timer.wait();\n    kitchen::say(\"alice\", \"The cake is done.\");\n}\n";
/// A library that depends on a crate of somebody else, on machines that are none of a browser's.
const SCALE: &str =
    "//! A scale.\n\n/// In grams.\n#[must_use]\npub fn weigh() -> u32 {\n    fastrand::u32(500..=500)\n}\n";
const WEIGHS: &str = "//! Weighs.\n\nfn main() {\n    let grams = scale::weigh();\n    \
    kitchen::say(\"alice\", &format!(\"{grams} grams.\"));\n}\n";

fn manifest(slug: &str, rest: &str) -> String {
    format!("[package]\nname = \"code-{slug}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n{rest}\n")
}

fn book() -> Scratch {
    let book = Scratch::empty();
    let read = |name: &str| fs::read_to_string(root().join(name)).expect("the book has it");
    book.write("Cargo.lock", &read("Cargo.lock"));
    let timer = "timer = { package = \"code-timer\", path = \"code/timer\" }\n\n[workspace.lints";
    let workspace = read("Cargo.toml");
    let members = workspace.lines().find(|line| line.starts_with("members = ")).expect("it has members");
    let workspace = workspace.replace(members, "members = [\"code/*\"]");
    book.write("Cargo.toml", &workspace.replacen("[workspace.lints", timer, 1));
    let own = "[lib]\nname = \"oven\"\n\n[dependencies]\nkitchen.workspace = true\ntimer.workspace = true\n";
    book.write("code/scratch/Cargo.toml", &manifest("scratch", own));
    book.write("code/scratch/src/lib.rs", OVEN);
    book.write("code/scratch/src/door.rs", DOOR);
    book.write("code/scratch/src/tests.rs", "use no_such_crate as _;\n");
    let own = "[lib]\nname = \"timer\"\n\n[dependencies]\nkitchen.workspace = true\n\n\
               [dev-dependencies]\nfastrand = \"2\"\n";
    book.write("code/timer/Cargo.toml", &manifest("timer", own));
    book.write("code/timer/src/lib.rs", TIMER);
    let own = "[lib]\nname = \"scale\"\n\n\
               [target.'cfg(not(target_family = \"wasm\"))'.dependencies]\nfastrand = \"2\"\n";
    book.write("code/scale/Cargo.toml", &manifest("scale", own));
    book.write("code/scale/src/lib.rs", SCALE);
    let used = "[dev-dependencies]\nkitchen.workspace = true\nscale = { package = \"code-scale\", path = \"../scale\" }\n";
    book.write("code/weighing/Cargo.toml", &manifest("weighing", used));
    book.tell("bakes", "main.rs", BAKES);
    let lanes = "code/scratch/examples/bakes/program.toml";
    let oven = "\n[[lanes]]\nname = \"oven\"\ntitle = \"Oven\"\nkind = \"world\"\n";
    let alice = fs::read_to_string(book.path(lanes)).expect("it is there");
    book.write(lanes, &(alice.clone() + oven));
    book.write("code/weighing/examples/weighs/program.toml", &alice);
    book.write("code/weighing/examples/weighs/main.rs", WEIGHS);
    book
}

fn catalog(book: &Scratch) -> Catalog {
    let mut problems = Vec::new();
    let catalog = Catalog::walk(book.root(), &mut problems).expect("the book can be read");
    assert_eq!(problems, []);
    catalog
}

#[test]
fn a_program_is_run_again_when_a_library_that_it_depends_on_has_changed() {
    let book = book();
    let of = |slug: &str| sources(book.root(), slug);
    for file in ["code/scratch/src/door.rs", "code/timer/src/lib.rs", "code/timer/Cargo.toml"] {
        assert!(of("scratch").contains(&PathBuf::from(file)), "{file}: {:?}", of("scratch"));
    }
    assert!(of("weighing").contains(&PathBuf::from("code/scale/src/lib.rs")), "{:?}", of("weighing"));
    assert!(!of("weighing").contains(&PathBuf::from("code/timer/src/lib.rs")), "{:?}", of("weighing"));

    // The first brings the lock file up to date, which counts as well.
    let runs = [book.run(), book.run()];
    let run = &runs[1];
    assert_eq!(run.problems, []);
    let said = |name: &str| -> Vec<Said> {
        let outcome = run.outcomes.iter().find(|outcome| outcome.program == name).expect("it ran");
        let recorded = outcome.result.as_ref().expect("it is recorded");
        recorded.transcript().map(|(at, who, text)| (at, format!("{who}: {text}"))).collect()
    };
    assert_eq!(said("bakes"), baked());
    assert_eq!(said("weighs"), [(0, "alice: 500 grams.".to_owned())]);
    let to_run = |book: &Scratch| {
        let catalog = catalog(book);
        let only = |program: &Program, _: &Source| program.name == "bakes";
        let request = Request { only: &only, fresh: false, effort: Effort::Find, host: None };
        Plan::new(book.root(), &catalog, request).expect("the book can be read").has_work()
    };
    assert!(!to_run(&book), "it has just been run");
    book.write("code/timer/src/lib.rs", &TIMER.replace("To so many", "It is set to so many"));
    assert!(to_run(&book));
}

fn baked() -> Vec<Said> {
    vec![(0, "oven: The door is closed.".to_owned()), (20, "alice: The cake is done.".to_owned())]
}

/// Lines of a transcript, of which none can be too late.
fn words(said: &[Said]) -> Vec<&str> {
    said.iter().map(|(_, line)| line.as_str()).collect()
}

#[test]
fn what_a_program_names_is_taken_home_with_it_and_runs_there() {
    let book = book();
    let (catalog, crates) = (catalog(&book), Crates::of(book.root()).expect("there is a lock file"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, folders, said) in [
        ("bakes", &["oven", "timer"][..], words(&baked())),
        ("weighs", &["scale"], vec!["alice: 500 grams."]),
    ] {
        let program = &catalog.programs[name];
        let archive = takeaway::archive(book.root(), &crates, program, &program.sources[0]);
        let home = unpack(&archive.expect("it can be packed"), folder.path());
        for library in folders {
            assert!(home.join(library).join("src/lib.rs").is_file(), "{library}");
        }
        let lock = fs::read_to_string(home.join("Cargo.lock")).expect("it is there");
        let mut cargo = cargo(&home);
        // To the letter: nothing is looked for, and nothing is added.
        cargo.args(["run", "--quiet", "--locked", "--offline"]).env("RUSTFLAGS", "-Dwarnings");
        let told = transcript_of(cargo).expect("it runs at home");
        assert_eq!(words(&told), said);
        assert_eq!(fs::read_to_string(home.join("Cargo.lock")).expect("it is there"), lock);
    }
    let exists = |name: &str| folder.path().join("bakes-rust").join(name).exists();
    assert!(exists("oven/src/door.rs") && !exists("oven/src/tests.rs"), "tests stay here");
}

#[test]
fn a_program_with_a_library_of_the_book_is_not_for_the_playground() {
    let book = book();
    let catalog = catalog(&book);
    for name in ["bakes", "weighs"] {
        let program = &catalog.programs[name];
        assert!(!catalog.is_for_playground(program, &program.sources[0]), "{name}");
    }
}
