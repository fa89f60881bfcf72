//! A copy of the book, to spoil and to mend.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use tempfile::TempDir;
use walkdir::WalkDir;

use super::fault::{Edit, Fault};
use crate::files::copy_tree;
use crate::test::is_ours;

/// A copy of all that is the book's, gone when it is dropped.
pub struct Copied {
    folder: TempDir,
}

/// Where the spoiled book is first seen to be spoiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// From the book's folder.
    pub file: String,
    /// Counted from 1; nothing where the message names none.
    pub line: Option<usize>,
}

impl Copied {
    /// Copies the book, and what it was made into: what has not changed need not be made again.
    pub fn of(root: &Path) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("faults-").tempdir().context("no folder for a copy")?;
        for entry in WalkDir::new(root).into_iter().filter_entry(is_ours) {
            let entry = entry.context("the book cannot be read")?;
            let to = folder.path().join(entry.path().strip_prefix(root)?);
            if entry.file_type().is_dir() {
                fs::create_dir_all(to)?;
            } else if entry.path_is_symlink() {
                link(&fs::read_link(entry.path())?, &to)?;
            } else {
                fs::copy(entry.path(), to)?;
            }
        }
        fs::create_dir_all(folder.path().join("target"))?;
        for made in ["run", "run-made-from"] {
            let made = Path::new("target").join(made);
            if root.join(&made).is_dir() {
                copy_tree(&root.join(&made), &folder.path().join(&made))?;
            }
        }
        // Both hold what they have by its content.
        for kept in ["fences", "npm"] {
            let kept = Path::new("target").join(kept);
            fs::create_dir_all(root.join(&kept))?;
            link(&root.join(&kept), &folder.path().join(kept))?;
        }
        Ok(Self { folder })
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Spoils the copy for as long as `during` takes, which is told the place.
    pub fn spoiled<T>(&self, fault: &Fault, during: impl FnOnce(&Place) -> T) -> Result<T> {
        let mut undo = Undo(Vec::new());
        for edit in &fault.edits {
            self.edit(edit, &mut undo)?;
        }
        let place = self.place(fault, &undo)?;
        let answer = during(&place);
        undo.mend()?;
        Ok(answer)
    }

    fn edit(&self, edit: &Edit, undo: &mut Undo) -> Result<()> {
        let path = self.root().join(&edit.file);
        let before = fs::read_to_string(&path).ok();
        let after = edit.apply(before.as_deref())?;
        let new_folder = path.ancestors().skip(1).take_while(|folder| !folder.exists()).last();
        undo.0.push(Change { new_folder: new_folder.map(Path::to_owned), path: path.clone(), before });
        Ok(put(&path, after.as_deref())?)
    }

    fn place(&self, fault: &Fault, undo: &Undo) -> Result<Place> {
        let file = fault.at.clone().unwrap_or_else(|| fault.edits[0].file.clone());
        if fault.no_line.is_some() {
            return Ok(Place { file, line: None });
        }
        let text = fs::read_to_string(self.root().join(&file)).unwrap_or_default();
        let line = match (&fault.line_with, &fault.at) {
            (Some(words), _) => {
                let find = |words: &str, from: usize| {
                    let line = text.lines().skip(from).position(|line| line.contains(words));
                    line.map(|line| from + line).with_context(|| format!("{file} has no line with {words:?}"))
                };
                let from = fault.below.as_ref().map_or(Ok(0), |above| find(above, 0))?;
                1 + find(words, from)?
            }
            (None, Some(_)) => 1,
            (None, None) => line_of_difference(undo.0[0].before.as_deref().unwrap_or_default(), &text),
        };
        Ok(Place { file, line: Some(line) })
    }
}

/// What was changed, in that order.
struct Undo(Vec<Change>);

/// A file that was changed, as it was.
struct Change {
    path: PathBuf,
    /// Nothing where it was not there.
    before: Option<String>,
    /// The outermost of the folders that were made for it.
    new_folder: Option<PathBuf>,
}

impl Undo {
    fn mend(mut self) -> Result<()> {
        self.put_back()
    }

    fn put_back(&mut self) -> Result<()> {
        // The last change first: two may be of one file.
        while let Some(Change { path, before, new_folder }) = self.0.pop() {
            let mended = match new_folder {
                Some(folder) => fs::remove_dir_all(folder),
                None => put(&path, before.as_deref()),
            };
            mended.with_context(|| format!("cannot mend {}", path.display()))?;
        }
        Ok(())
    }
}

impl Drop for Undo {
    /// For who leaves before the end; nobody is left to be told.
    fn drop(&mut self) {
        let _ = self.put_back();
    }
}

fn put(path: &Path, text: Option<&str>) -> std::io::Result<()> {
    match text {
        Some(text) => {
            fs::create_dir_all(path.parent().unwrap_or(Path::new("")))?;
            fs::write(path, text)
        }
        None => fs::remove_file(path),
    }
}

#[cfg(unix)]
fn link(to: &Path, at: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(to, at)
}

/// Elsewhere a link needs a right that not everybody has, and what would be shared is made once more.
#[cfg(not(unix))]
fn link(to: &Path, at: &Path) -> Result<()> {
    let to = at.parent().unwrap_or(Path::new("")).join(to);
    if to.exists() { copy_tree(&to, at) } else { Ok(()) }
}

/// The line of the first word that is another one.
fn line_of_difference(before: &str, after: &str) -> usize {
    let same = before.bytes().zip(after.bytes()).take_while(|(a, b)| a == b).count();
    let bytes = after.as_bytes();
    // Between lines, what is new begins with its first word; in a line, it may be a word that is gone.
    let is_between = same == 0 || bytes[same - 1] == b'\n';
    let blank = bytes[same..].iter().take_while(|byte| is_between && byte.is_ascii_whitespace()).count();
    let before = bytes[..(same + blank).min(bytes.len())].split(|byte| *byte == b'\n');
    before.count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_that_of_the_first_word_that_is_another() {
        assert_eq!(line_of_difference("a\nb\nc\n", "a\nx\nc\n"), 2);
        assert_eq!(line_of_difference("a\nb\n", "a\nb\n\n\nc\n"), 5);
        assert_eq!(line_of_difference("", "a\n"), 1);
        assert_eq!(line_of_difference("a:\nb\n", "a\nb\n"), 1);
    }

    #[test]
    fn a_copy_is_mended_after_each_fault() {
        let book = tempfile::tempdir().expect("a temporary folder");
        fs::write(book.path().join("a.md"), "one\ntwo\n").expect("a file can be written");
        let copied = Copied::of(book.path()).expect("it can be copied");
        let fault: Fault = toml::from_str(
            "what = \"x\"\nnoticed_by = \"pages\"\ntold = [\"x\"]\n\
             [[edit]]\nfile = \"a.md\"\nreplace = \"two\"\nwith = \"2\"\n\
             [[edit]]\nfile = \"a.md\"\nappend = \"more\"\n\
             [[edit]]\nfile = \"new/deep/b.md\"\nwrite = \"new\"\n",
        )
        .expect("a fault");
        let read = |file: &str| fs::read_to_string(copied.root().join(file)).ok();
        let spoiled = |place: &Place| (place.clone(), read("a.md"), read("new/deep/b.md"));
        let (place, a, b) = copied.spoiled(&fault, spoiled).expect("it can be spoiled");
        assert_eq!(place, Place { file: "a.md".to_owned(), line: Some(2) });
        assert_eq!((a.as_deref(), b.as_deref()), (Some("one\n2\nmore"), Some("new")));
        assert_eq!(read("a.md").as_deref(), Some("one\ntwo\n"));
        assert!(!copied.root().join("new").exists(), "a folder that was made for a file goes with it");
    }
}
