//! A machine that has only what a test gives it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use book_tests::xtask;
use tempfile::TempDir;

/// A machine with nothing but these programs, each a script, and an empty cache.
pub struct Machine {
    folder: TempDir,
}

impl Machine {
    pub fn with(programs: &[(&str, &str)]) -> Self {
        let machine = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        for (name, script) in programs {
            machine.install(name, script);
        }
        machine
    }

    /// Puts a program there, or another one in its place.
    pub fn install(&self, name: &str, script: &str) {
        let file = self.folder().join(name);
        fs::write(&file, format!("#!/bin/sh\n{script}\n")).expect("a file can be written");
        fs::set_permissions(&file, PermissionsExt::from_mode(0o755)).expect("it can be made executable");
    }

    /// Where its programs are, and its cache.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The book's command, for a book on that machine.
    pub fn xtask(&self, book: &Path) -> Command {
        let mut command = xtask(book);
        command
            .env("PATH", self.folder())
            .env("XDG_CACHE_HOME", self.folder())
            .env_remove("CARGO_TARGET_DIR");
        command
    }
}
