//! A small book of its own, with programs made up for a test.

use std::fs;
use std::path::{Path, PathBuf};

use book_tests::{copy_tree, root};
use catalog::{Catalog, Problem, Program, Source};
use recorder::{Outcome, Plan, Request, VirtualHost};
use tempfile::TempDir;
use toolchains::Effort;

/// A book with one chapter of programs, gone when it is dropped.
pub struct Scratch {
    folder: TempDir,
}

const MANIFEST: &str = "title = \"Scratch\"\ngrid = 10\nlimit_seconds = 5\n\n\
                        [[lanes]]\nname = \"alice\"\ntitle = \"Alice\"\nkind = \"thread\"\n";

/// The languages, by their names in flavors and their files.
pub const LANGUAGES: [(&str, &str); 6] = [
    ("javascript", "main.js"),
    ("python", "main.py"),
    ("rust", "main.rs"),
    ("swift", "main.swift"),
    ("csharp", "Program.cs"),
    ("go", "main.go"),
];

impl Scratch {
    /// A book without a program.
    pub fn empty() -> Self {
        let book = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        book.write("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"code/scratch\"]\n");
        book.write(
            "code/scratch/Cargo.toml",
            &format!(
                "[package]\nname = \"code-scratch\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
                 [dev-dependencies]\nkitchen = {{ path = '{}' }}\n",
                root().join("code/kitchen").display()
            ),
        );
        for name in ["code/kitchen", "code/go.mod", "code/package.json"] {
            copy_tree(&root().join(name), &book.path(name));
        }
        book
    }

    /// A book of Rust programs, each a name and the body of its `main`.
    pub fn new(programs: &[(&str, &str)]) -> Self {
        let book = Self::empty();
        for (name, body) in programs {
            book.tell(name, "main.rs", &format!("fn main() {{\n{body}\n}}\n"));
        }
        book
    }

    /// Adds a flavor to a program, which is made if it is not there.
    pub fn tell(&self, program: &str, file: &str, text: &str) {
        let folder = format!("code/scratch/examples/{program}");
        if !self.path(&folder).join("program.toml").exists() {
            self.write(&format!("{folder}/program.toml"), MANIFEST);
        }
        self.write(&format!("{folder}/{file}"), text);
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }

    /// Compiles, runs and records all of them, as far as their toolchains are here.
    pub fn run(&self) -> Run {
        let run = self.run_only(&|_, _| true);
        run.written.as_ref().expect("recordings can be written");
        run
    }

    /// The same on a host with a clock that is a number, as far as it can run them.
    pub fn run_on(&self, host: &VirtualHost) -> Run {
        self.record(&|_, _| true, Some(host))
    }

    /// The same for some flavors.
    pub fn run_only(&self, only: &dyn Fn(&Program, &Source) -> bool) -> Run {
        self.record(only, None)
    }

    fn record(&self, only: &dyn Fn(&Program, &Source) -> bool, host: Option<&VirtualHost>) -> Run {
        let root = self.root();
        let mut problems = Vec::new();
        let catalog = Catalog::walk(root, &mut problems).expect("the book can be read");
        let request = Request { only, fresh: true, effort: Effort::Find, host };
        let plan = Plan::new(root, &catalog, request).expect("the book can be read");
        let recorder = plan.compile(&mut problems).expect("the compilers run");
        let outcomes = recorder.run(|_, _, _| {}).expect("nobody interrupts");
        let written = recorder.write(&outcomes).map(drop).map_err(|error| format!("{error:#}"));
        let skipped = recorder.skipped.iter().map(|skipped| skipped.language.clone()).collect();
        Run { outcomes, problems, skipped, written }
    }
}

/// What came of it.
pub struct Run {
    pub outcomes: Vec<Outcome>,
    pub problems: Vec<Problem>,
    /// The languages whose toolchain is not here; the step "programs" says so.
    pub skipped: Vec<String>,
    /// Whether the recordings could be written.
    pub written: Result<(), String>,
}
