//! A small book of its own, with programs made up for a test.

use std::fs;
use std::path::PathBuf;

use book_tests::root;
use catalog::{Catalog, Problem};
use recorder::{Outcome, Plan, Request};
use tempfile::TempDir;
use toolchains::Effort;

/// A book with one chapter of programs, gone when it is dropped.
pub struct Scratch {
    folder: TempDir,
}

const MANIFEST: &str = "title = \"Scratch\"\ngrid = 10\nlimit_seconds = 2\n\n\
                        [[lanes]]\nname = \"alice\"\ntitle = \"Alice\"\nkind = \"thread\"\n";

impl Scratch {
    pub fn new(programs: &[(&str, &str)]) -> Self {
        let book = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        let kitchen = root().join("code/kitchen");
        book.write("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"code/*\"]\n");
        book.write(
            "code/scratch/Cargo.toml",
            &format!(
                "[package]\nname = \"code-scratch\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
                 [dev-dependencies]\nkitchen = {{ path = '{}' }}\n",
                kitchen.display()
            ),
        );
        for (name, body) in programs {
            let folder = format!("code/scratch/examples/{name}");
            book.write(&format!("{folder}/program.toml"), MANIFEST);
            book.write(&format!("{folder}/main.rs"), &format!("fn main() {{\n{body}\n}}\n"));
        }
        book
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }

    /// Builds, runs and records all of them.
    pub fn run(&self) -> (Vec<Outcome>, Vec<Problem>) {
        let root = self.folder.path();
        let mut problems = Vec::new();
        let catalog = Catalog::walk(root, &mut problems).expect("the book can be read");
        let request = Request { only: None, fresh: true, effort: Effort::Find };
        let plan = Plan::new(root, &catalog, request).expect("the book can be read");
        let recorder = plan.compile(&mut problems).expect("cargo runs");
        let outcomes = recorder.run(|_, _, _| {});
        recorder.write(&outcomes).expect("recordings can be written");
        (outcomes, problems)
    }
}
