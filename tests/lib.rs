//! What the tests share: the book, a copy of it to spoil, and the book's own command.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use catalog::Problem;
use tempfile::TempDir;
use walkdir::WalkDir;

/// The book that these tests belong to.
pub fn root() -> PathBuf {
    // Cargo tells a test where its manifest is now; `cargo xtask faults` names that of a copy.
    let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&here).parent().expect("tests/ is in the book's folder").to_owned()
}

/// A copy of the book, gone when it is dropped.
pub struct Copy {
    folder: TempDir,
}

impl Default for Copy {
    fn default() -> Self {
        Self::new()
    }
}

impl Copy {
    pub fn new() -> Self {
        let copy = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        for name in [
            "book.toml",
            "Cargo.toml",
            "Cargo.lock",
            "src",
            "code",
            "theme",
            "web/player",
            "web/package.json",
        ] {
            copy_tree(&root().join(name), &copy.path(name));
        }
        copy.share_fences();
        // What readers take home is packed already, if a build of the book has done so.
        let packed = root().join("target/run/home");
        if packed.is_dir() {
            copy_tree(&packed, &copy.path("target/run/home"));
        }
        copy
    }

    /// What copies have in common is rendered once for all of them: nearly the whole book.
    fn share_fences(&self) {
        let (shared, own) = (root().join("target/fences"), self.path("target/fences"));
        fs::create_dir_all(&shared).expect("a folder can be made");
        fs::create_dir_all(self.path("target")).expect("a folder can be made");
        #[cfg(unix)]
        std::os::unix::fs::symlink(shared, own).expect("a link can be made");
        #[cfg(not(unix))]
        let _ = own;
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }

    /// Replaces `old`, which has to be there, by `new`.
    pub fn replace(&self, name: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.path(name)).expect("the file is there");
        assert!(text.contains(old), "{name} does not contain {old:?}");
        self.write(name, &text.replacen(old, new, 1));
    }

    pub fn append(&self, name: &str, more: &str) {
        let text = fs::read_to_string(self.path(name)).expect("the file is there");
        self.write(name, &(text + more));
    }

    pub fn remove(&self, name: &str) {
        fs::remove_file(self.path(name)).expect("the file is there");
    }

    /// What the author is told of this book.
    pub fn problems(&self) -> Vec<Problem> {
        mdbook_program::check(self.root(), false).expect("the check itself works")
    }
}

/// `cargo xtask`, for the book in `book`.
pub fn xtask(book: &Path) -> Command {
    let mut command = Command::new(&*XTASK);
    command.arg("--book").arg(book).env("RUST_BACKTRACE", "0");
    command
}

/// The command, built from what is there now.
static XTASK: LazyLock<PathBuf> = LazyLock::new(|| {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root()).args(["build", "--quiet", "--package", "xtask"]);
    assert!(cargo.status().expect("cargo runs").success(), "xtask builds");
    // A test is in `deps`, beside which the commands are.
    let here = std::env::current_exe().expect("this test is a file");
    here.ancestors().nth(2).expect("a test is in deps").join(format!("xtask{}", std::env::consts::EXE_SUFFIX))
});

/// Copies a file, or a folder with all that is in it.
pub fn copy_tree(from: &Path, to: &Path) {
    for entry in WalkDir::new(from).follow_links(true) {
        let entry = entry.expect("the book can be read");
        let inside = entry.path().strip_prefix(from).expect("an entry is below its root");
        // Joined with nothing, a file's name would end as a folder's does.
        let target = if inside.as_os_str().is_empty() { to.to_owned() } else { to.join(inside) };
        if entry.file_type().is_file() {
            fs::create_dir_all(target.parent().expect("a file is in a folder"))
                .expect("a folder can be made");
            fs::copy(entry.path(), target).expect("a file can be copied");
        }
    }
}
