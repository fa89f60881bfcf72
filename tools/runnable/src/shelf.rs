//! The folder `target/run`, and beside it what each thing in it was made from.

use std::collections::BTreeSet;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;
use trace::hexadecimal;

/// Where everything lies that a page fetches to run programs.
#[derive(Debug)]
pub struct Shelf {
    folder: PathBuf,
    stamps: PathBuf,
}

/// What something was made from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// A hash of what it was made from.
    pub content: String,
    /// What made it, in a word for people: `go 1.27.0`.
    pub toolchain: Option<String>,
    /// All that the compiler says of itself.
    pub build: String,
    /// What it is, where it is several files.
    pub files: Vec<String>,
}

/// Whether a name in the folder is one that readers get as it is: not what only the recorder needs, or a build, and
/// not what another command is writing at this moment.
pub fn is_published(name: &Path) -> bool {
    let file = name.file_name().unwrap_or_default().to_string_lossy();
    !file.starts_with('.') && file != super::NODE_HOST && file != super::SERVICE_WORKER
}

/// The folder itself, below the folder of builds.
pub fn folder_below(target: &Path) -> PathBuf {
    target.join("run")
}

impl Shelf {
    pub fn below(target: &Path) -> Result<Self> {
        let shelf = Self { folder: folder_below(target), stamps: target.join("run-made-from") };
        fs::create_dir_all(&shelf.folder).with_context(|| shelf.cannot("make", ""))?;
        Ok(shelf)
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub fn bytes(&self, name: &str) -> u64 {
        self.path(name).metadata().map_or(0, |file| file.len())
    }

    /// What `name` was made from, if it is there.
    pub fn stamp(&self, name: &str) -> Option<Stamp> {
        let stamp: Stamp = serde_json::from_slice(&fs::read(self.stamps.join(name)).ok()?).ok()?;
        let mut files = stamp.files.iter().map(String::as_str);
        let is_there = if stamp.files.is_empty() {
            self.path(name).is_file()
        } else {
            files.all(|file| self.path(file).is_file())
        };
        is_there.then_some(stamp)
    }

    /// Notes what `name` was made from, once it is there.
    pub fn note(&self, name: &str, stamp: &Stamp) -> Result<()> {
        write_aside(&self.stamps.join(name), &serde_json::to_vec(stamp)?)
    }

    /// Puts a file there, made from that.
    pub fn put(&self, name: &str, from: &Path, stamp: &Stamp) -> Result<()> {
        self.forget(name)?;
        self.bring(name, from)?;
        self.note(name, stamp)
    }

    /// Copies a file there.
    pub fn bring(&self, name: &str, from: &Path) -> Result<()> {
        let target = self.path(name);
        let aside = aside(&target)?;
        fs::copy(from, aside.path()).with_context(|| format!("cannot copy {}", from.display()))?;
        settle(aside, &target)
    }

    /// Writes a text there, if it is not there as it is.
    pub fn write(&self, name: &str, content: &[u8]) -> Result<()> {
        let target = self.path(name);
        if fs::read(&target).is_ok_and(|old| old == content) {
            return Ok(());
        }
        write_aside(&target, content)
    }

    /// Forgets what `name` was made from: from now on it counts as absent.
    pub fn forget(&self, name: &str) -> Result<()> {
        remove(&self.stamps.join(name))
    }

    pub fn remove(&self, name: &str) -> Result<()> {
        self.forget(name)?;
        remove(&self.path(name))
    }

    /// Removes all files of a folder but those of these names.
    pub fn keep_only(&self, folder: &str, names: &BTreeSet<String>) -> Result<()> {
        let inside = self.folder.join(folder);
        for entry in walkdir::WalkDir::new(&inside).contents_first(true).into_iter().filter_map(Result::ok) {
            let Ok(name) = entry.path().strip_prefix(&self.folder) else { continue };
            let name = name.to_string_lossy().replace('\\', "/");
            if entry.file_type().is_dir() {
                // One that is not empty stays, and so does one that another command fills.
                let _ = fs::remove_dir(entry.path());
            } else if is_published(Path::new(&name)) && !names.contains(&name) {
                self.remove(&name)?;
            }
        }
        Ok(())
    }

    fn cannot(&self, what: &str, name: &str) -> String {
        format!("cannot {what} {}", self.folder.join(name).display())
    }
}

/// A hash of texts and files, by name.
#[derive(Default)]
pub struct Content(Sha256);

impl Content {
    pub fn add(&mut self, name: &str, content: &[u8]) {
        for part in [name.as_bytes(), content] {
            self.0.update((part.len() as u64).to_le_bytes());
            self.0.update(part);
        }
    }

    pub fn add_file(&mut self, root: &Path, file: &Path) -> Result<()> {
        let content = fs::read(root.join(file)).with_context(|| format!("cannot read {}", file.display()))?;
        self.add(&file.to_string_lossy(), &content);
        Ok(())
    }

    pub fn hash(self) -> String {
        hexadecimal(&self.0.finalize())
    }
}

/// A file beside its place, hidden: an interrupted write leaves nothing that is taken for whole.
fn aside(target: &Path) -> Result<NamedTempFile> {
    let folder = target.parent().context("a file is in a folder")?;
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    tempfile::Builder::new()
        .prefix(".")
        .tempfile_in(folder)
        .with_context(|| format!("cannot write to {}", folder.display()))
}

fn write_aside(target: &Path, content: &[u8]) -> Result<()> {
    let mut file = aside(target)?;
    file.write_all(content).with_context(|| format!("cannot write {}", target.display()))?;
    settle(file, target)
}

fn settle(file: NamedTempFile, target: &Path) -> Result<()> {
    // A temporary file is its owner's alone; what is published is for everybody.
    #[cfg(unix)]
    file.as_file().set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644))?;
    file.persist(target).with_context(|| format!("cannot write {}", target.display()))?;
    Ok(())
}

fn remove(file: &Path) -> Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", file.display()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(content: &str) -> Stamp {
        Stamp { content: content.into(), toolchain: Some("oven 1.0".into()), ..Stamp::default() }
    }

    fn shelf() -> (tempfile::TempDir, Shelf) {
        let target = tempfile::tempdir().unwrap();
        let shelf = Shelf::below(target.path()).unwrap();
        (target, shelf)
    }

    #[test]
    fn what_is_there_knows_what_it_was_made_from() {
        let (target, shelf) = shelf();
        let cake = target.path().join("cake");
        fs::write(&cake, "sweet").unwrap();
        shelf.put("rust/cake.wasm", &cake, &stamp("flour")).unwrap();
        assert_eq!(shelf.stamp("rust/cake.wasm"), Some(stamp("flour")));
        assert_eq!(shelf.bytes("rust/cake.wasm"), 5);
        // Somebody has tidied up.
        fs::remove_file(shelf.path("rust/cake.wasm")).unwrap();
        assert_eq!(shelf.stamp("rust/cake.wasm"), None);
    }

    #[test]
    fn what_is_several_files_is_there_when_all_of_them_are() {
        let (_target, shelf) = shelf();
        let both = Stamp { files: vec!["a.js".into(), "b.js".into()], ..stamp("x") };
        shelf.write("a.js", b"1").unwrap();
        shelf.note("hosts", &both).unwrap();
        assert_eq!(shelf.stamp("hosts"), None);
        shelf.write("b.js", b"2").unwrap();
        assert_eq!(shelf.stamp("hosts"), Some(both));
    }

    #[test]
    fn what_belongs_to_nobody_leaves_with_what_it_was_made_from() {
        let (target, shelf) = shelf();
        let cake = target.path().join("cake");
        fs::write(&cake, "sweet").unwrap();
        for name in ["source/old/main.js", "source/new/main.js", "home/old.zip"] {
            shelf.put(name, &cake, &stamp("flour")).unwrap();
        }
        shelf.keep_only("source", &["source/new/main.js".to_owned()].into()).unwrap();
        assert!(!shelf.path("source/old").exists(), "the folder goes, too");
        assert!(!target.path().join("run-made-from/source/old/main.js").exists());
        assert!(shelf.path("source/new/main.js").is_file());
        assert!(shelf.path("home/old.zip").is_file(), "only in that folder");
    }

    #[test]
    fn what_only_the_recorder_needs_is_not_published() {
        assert!(is_published(Path::new("rust/cake.rust.wasm")));
        assert!(!is_published(Path::new("node.mjs")));
        assert!(!is_published(Path::new("go/.tmpX1")));
    }
}
