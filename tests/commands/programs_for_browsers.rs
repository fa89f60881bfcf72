//! What pages need to run programs: who makes it, when, and what is said where it cannot be made.
//!
//! The compilers are scripts, which write down how they are called: that the real ones compile the real programs
//! is a step of `cargo xtask test`.
#![cfg(unix)]

use std::fs;
use std::path::Path;

use book_tests::{Copy, root};
use catalog::{Catalog, Program, Source};
use serde_json::Value;

use crate::machine::Machine;

const NODE: &str = r#"[ "$1" = --version ] && echo v22.1.0 && exit
echo "node $1" >> "$LOG"; echo host > "$3/wasi.js"; echo host > "$3/node.mjs""#;
const NPM: &str = r"mkdir -p node_modules/pyodide; cd node_modules/pyodide
echo 1 > pyodide.asm.mjs; echo 2 > pyodide.asm.wasm; echo 3 > python_stdlib.zip";
const RUSTC: &str = "case $1 in --print) echo /;; *) echo rustc 1.95.0;; esac";
const CARGO: &str = r#"while [ $# -gt 0 ]; do
  if [ "$1" = --example ]; then
    echo "cargo $2" >> "$LOG"; mkdir -p "$CARGO_TARGET_DIR"; echo "$2" > "$CARGO_TARGET_DIR/$2.wasm"
    echo "{\"target\":{\"name\":\"$2\",\"kind\":[\"example\"]},\"executable\":\"$CARGO_TARGET_DIR/$2.wasm\"}"
  fi
  shift
done"#;
const GO: &str = r#"[ "$1" = version ] && echo go version go1.27.0 linux/amd64 && exit
while [ "$1" != -o ]; do shift; done; echo go >> "$LOG"; echo module > "$2""#;

/// A book on a machine with compilers that do as they should.
struct Bakery {
    machine: Machine,
    copy: Copy,
}

impl Bakery {
    fn new() -> Self {
        let programs = [("node", NODE), ("npm", NPM), ("rustc", RUSTC), ("fake-cargo", CARGO), ("go", GO)];
        let machine = Machine::with(&programs);
        for tool in ["mkdir", "cat", "env"] {
            machine.install(tool, &format!("PATH=/usr/bin:/bin exec {tool} \"$@\""));
        }
        let copy = Copy::new();
        copy.write("web/runner/bundle.js", "// bundles");
        let lock = r#"{"packages": {"node_modules/pyodide": {"version": "1", "integrity": "x"}}}"#;
        copy.write("web/package-lock.json", lock);
        copy.write("Cargo.toml", "[workspace]\n");
        Self { machine, copy }
    }

    /// What the step says, and how compilers were called for it, in any order.
    fn make(&self) -> (String, Vec<String>) {
        let log = self.machine.folder().join("log");
        fs::write(&log, "").expect("a file can be written");
        let mut xtask = self.machine.xtask(self.copy.root());
        xtask.args(["test", "programs for browsers"]).env("LOG", &log).env_remove("CI");
        xtask.env("CARGO", self.machine.folder().join("fake-cargo"));
        let output = xtask.output().expect("the command runs");
        let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        let log = fs::read_to_string(log).expect("the log is there");
        let mut calls: Vec<String> = log.lines().map(str::to_owned).collect();
        calls.sort();
        (said, calls)
    }

    fn is_there(&self, name: &str) -> bool {
        self.copy.path("target/run").join(name).is_file()
    }

    /// The flavors of a program that the index has.
    fn flavors(&self, program: &str) -> Vec<String> {
        let index = fs::read(self.copy.path("target/run/index.json")).expect("the index is there");
        let index: Value = serde_json::from_slice(&index).expect("the index is JSON");
        index["programs"][program].as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect()
    }
}

/// How many flavors of programs a page can run, of a language or, without one, of all.
fn runnable_flavors(language: &str) -> usize {
    let catalog = Catalog::walk(&root(), &mut Vec::new()).expect("code/ can be read");
    let flavors = |program: &Program| {
        let runs = |source: &&Source| program.recorded_only(&source.flavor).is_none();
        let sources = program.sources.iter().filter(runs);
        sources.filter(|source| language.is_empty() || source.flavor.language() == language).count()
    };
    catalog.programs.values().map(flavors).sum()
}

const EVENING: &str = "code/concurrency/examples/evening_as_lived";

#[test]
fn everything_is_made_once_and_then_no_compiler_is_started() {
    let bakery = Bakery::new();
    let (said, calls) = bakery.make();
    let (rust, all) = (runnable_flavors("rust"), runnable_flavors(""));
    assert_eq!(calls[calls.len() - 2..], ["go", "node web/runner/bundle.js"], "{said}");
    assert_eq!(calls.len() - 2, rust, "a call for each program in Rust: {said}");
    for program in ["cargo cake_and_book-rust-tokio", "cargo cake_then_book", "cargo evening_as_lived"] {
        assert!(calls.iter().any(|call| call == program), "{said}");
    }
    assert!(said.contains(&format!("{all} passed, 0 failed, 0 skipped")), "{said}");
    for file in [
        "wasi.js",
        "kitchen.json",
        "go/programs.wasm",
        "python/pyodide.asm.wasm",
        "rust/cake_and_book.rust-tokio.wasm",
        "source/who_waits/Program.cs",
    ] {
        assert!(bakery.is_there(file), "{file}");
    }
    assert_eq!(bakery.flavors("evening_as_lived"), ["go", "javascript", "python", "rust"]);
    assert_eq!(bakery.flavors("who_waits"), [""; 0], "its flavors are recorded only");
    assert_eq!(bakery.make().1, [""; 0]);
}

#[test]
fn what_has_changed_is_made_anew_and_nothing_else() {
    let bakery = Bakery::new();
    bakery.make();
    bakery.copy.append(&format!("{EVENING}/main.rs"), "// later\n");
    assert_eq!(bakery.make().1, ["cargo evening_as_lived"]);
    bakery.copy.append(&format!("{EVENING}/main.go"), "// later\n");
    assert_eq!(bakery.make().1, ["go"]);
    bakery.copy.append("web/runner/bundle.js", "// later\n");
    assert_eq!(bakery.make().1, ["node web/runner/bundle.js"]);
    bakery.machine.install("go", &GO.replace("1.27.0", "1.28.0"));
    assert_eq!(bakery.make().1, ["go"], "another compiler");
    bakery.copy.append("code/kitchen/src/lib.rs", "// later\n");
    assert_eq!(bakery.make().1.len(), runnable_flavors("rust"), "all of Rust speak through the kitchen");
}

#[test]
fn what_belongs_to_no_program_any_more_leaves() {
    let bakery = Bakery::new();
    bakery.make();
    fs::remove_dir_all(bakery.copy.path(EVENING)).expect("the program is there");
    assert_eq!(bakery.make().1, ["go"], "the module of all programs");
    for file in ["rust/evening_as_lived.rust.wasm", "source/evening_as_lived/main.js"] {
        assert!(!bakery.is_there(file), "{file}");
    }
    assert_eq!(bakery.flavors("evening_as_lived"), [""; 0]);
    assert!(bakery.is_there("rust/cake_then_book.rust.wasm"));
}

#[test]
fn without_a_compiler_the_rest_runs_and_one_line_says_what_does_not() {
    let bakery = Bakery::new();
    bakery.machine.install("rustc", "case $1 in --print) echo /no/such/folder;; *) echo rustc 1.95.0;; esac");
    let (said, calls) = bakery.make();
    let rust = runnable_flavors("rust");
    let told = format!(
        "skipped: {rust} programs in Rust do not run in the page: the rustc on PATH has no wasm32-wasip1; run"
    );
    let rest = format!("{} passed, 0 failed, 1 skipped", runnable_flavors("") - rust);
    assert!(said.contains(&told) && said.contains(&rest), "{said}");
    assert_eq!(calls, ["go", "node web/runner/bundle.js"]);
    assert_eq!(bakery.flavors("evening_as_lived"), ["go", "javascript", "python"]);
}

#[test]
fn without_a_host_nothing_is_compiled() {
    let bakery = Bakery::new();
    bakery.make();
    fs::remove_file(bakery.copy.path("web/runner/bundle.js")).expect("the bundler is there");
    bakery.copy.append(&format!("{EVENING}/main.rs"), "// later\n");
    let (said, calls) = bakery.make();
    assert!(said.contains("no program runs in the page: this copy of the book has no web/runner"), "{said}");
    assert_eq!(calls, [""; 0]);
    assert!(!bakery.is_there("index.json"));
}

#[test]
fn a_host_that_cannot_be_bundled_is_a_problem_of_the_book() {
    let bakery = Bakery::new();
    let broken = "[ \"$1\" = --version ] && echo v22.1.0 && exit\necho 'no such module: cake' >&2; exit 1";
    bakery.machine.install("node", broken);
    let (said, _) = bakery.make();
    assert!(
        said.contains("web/runner/bundle.js:1: the hosts cannot be bundled: no such module: cake"),
        "{said}"
    );
}

#[test]
fn a_registry_that_does_not_answer_is_told_in_one_line() {
    let bakery = Bakery::new();
    let offline =
        "printf 'error: failed to download x\\n\\nCaused by:\\n  could not resolve host\\n' >&2; exit 101";
    bakery.machine.install("fake-cargo", offline);
    let (said, _) = bakery.make();
    let told = format!(
        "{} programs in Rust do not run in the page: error: failed to download x (could not resolve host)",
        runnable_flavors("rust")
    );
    assert!(said.contains(&told) && said.contains("0 failed"), "{said}");
    assert!(!Path::new(&bakery.copy.path("target/run/rust")).exists());
}

#[test]
fn packages_that_cannot_be_had_are_told_in_npm_s_own_words() {
    let bakery = Bakery::new();
    bakery.machine.install("npm", "echo 'npm error code ENOTFOUND' >&2; exit 1");
    let (said, calls) = bakery.make();
    let told = "no program runs in the page: npm cannot reach the registry of packages (ENOTFOUND)";
    assert!(said.contains(told) && !said.contains("doctor --get"), "{said}");
    assert_eq!(calls, [""; 0]);
}
