//! The reader's own files: `exercises/<name>/main.js` and `main.rs`, which git does not see.

use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use catalog::{Exercise, Flavor, Source, Version};

/// Where the reader's file of an exercise is, or would be.
pub fn file(root: &Path, exercise: &Exercise, flavor: &Flavor) -> PathBuf {
    root.join(exercise.readers(flavor, "").file)
}

/// What the reader has written; a copy of what to begin with, if that is nothing yet, or if they begin again.
pub fn source(root: &Path, exercise: &Exercise, flavor: &Flavor, restart: bool) -> Result<Source> {
    let file = file(root, exercise, flavor);
    let shown = exercise.readers(flavor, "").file;
    if restart && let Some(kept) = put_aside(&file)? {
        println!("What you had is kept: {}\n", shown.with_file_name(kept).display());
    }
    let start = exercise.version(Version::Start).iter().find(|source| source.flavor == *flavor);
    let start = start.context("an exercise has a file to begin with")?;
    if begin(&file, &start.text).with_context(|| format!("cannot write {}", file.display()))? {
        println!("Your file to begin with is {}\n", shown.display());
    }
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(exercise.readers(flavor, text))
}

/// Writes the file if there is none; whatever is there stays as it is.
fn begin(file: &Path, text: &str) -> std::io::Result<bool> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    match File::create_new(file) {
        Ok(mut file) => file.write_all(text.as_bytes()).map(|()| true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}

/// Gives the file another name, which no file has; the answer is that name.
fn put_aside(file: &Path) -> Result<Option<String>> {
    if !file.exists() {
        return Ok(None);
    }
    let part = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let (stem, extension) = (part(file.file_stem()), part(file.extension()));
    let names = (1..).map(|number| format!("{stem}.kept-{number}.{extension}"));
    let free = names.into_iter().find(|name| !file.with_file_name(name).exists());
    let name = free.context("there is always another number")?;
    fs::rename(file, file.with_file_name(&name))
        .with_context(|| format!("cannot rename {}", file.display()))?;
    Ok(Some(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reader_has_is_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("cake/main.js");
        assert!(begin(&file, "start").unwrap());
        fs::write(&file, "mine").unwrap();
        assert!(!begin(&file, "start").unwrap());
        assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    }

    #[test]
    fn who_begins_again_finds_each_earlier_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("main.rs");
        assert_eq!(put_aside(&file).unwrap(), None);
        for (text, name) in [("first", "main.kept-1.rs"), ("second", "main.kept-2.rs")] {
            fs::write(&file, text).unwrap();
            assert_eq!(put_aside(&file).unwrap().as_deref(), Some(name));
            assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), text);
        }
        assert!(!file.exists());
    }
}
