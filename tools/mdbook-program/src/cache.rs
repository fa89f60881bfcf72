//! Fences that have been rendered before, by everything that they were made from: a book of many
//! programs in many languages is built anew after every save, and nearly all of it is as it was.

use std::fmt::{self, Write as _};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;
use trace::{hexadecimal, this_executable};

/// Rendered fences, in the build folder.
pub struct Cache {
    folder: PathBuf,
    /// What all fences depend on: this program and the player.
    basis: String,
}

impl Cache {
    /// The cache of the book in `root`, for figures that the player of these sources renders.
    pub fn of(root: &Path, player: &str) -> Self {
        Self { folder: folder(root), basis: format!("{} {player}", this_executable()) }
    }

    /// The HTML that `make` makes from `parts` and nothing else: from an earlier build, or made now.
    ///
    /// A cache that cannot be read or written costs time, and no more.
    pub fn html<E>(
        &self,
        parts: &[&dyn fmt::Debug],
        make: impl FnOnce() -> Result<Option<String>, E>,
    ) -> Result<Option<String>, E> {
        let file = self.folder.join(self.key(parts) + ".html");
        if let Ok(html) = fs::read_to_string(&file) {
            return Ok(Some(html));
        }
        let html = make()?;
        if let Some(html) = &html {
            let _ = keep(&file, html);
        }
        Ok(html)
    }

    fn key(&self, parts: &[&dyn fmt::Debug]) -> String {
        let mut hash = Hash(Sha256::new_with_prefix(&self.basis));
        for part in parts {
            let _ = write!(hash, "\0{part:?}");
        }
        hexadecimal(&hash.0.finalize())
    }
}

/// Where what was made for the book in `root` is kept.
pub fn folder(root: &Path) -> PathBuf {
    root.join("target/fences")
}

/// Writes a file of that folder. To the side, then renamed: another build, or another thread of this one, may be
/// reading.
pub fn keep(file: &Path, html: &str) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut aside = NamedTempFile::new_in(folder)?;
    aside.write_all(html.as_bytes())?;
    aside.persist(file)?;
    Ok(())
}

struct Hash(Sha256);

impl fmt::Write for Hash {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    fn made(cache: &Cache, part: &str, html: Option<&str>) -> (Option<String>, bool) {
        let mut asked = false;
        let html = cache.html::<Infallible>(&[&part], || {
            asked = true;
            Ok(html.map(str::to_owned))
        });
        (html.unwrap_or_else(|never| match never {}), asked)
    }

    #[test]
    fn what_was_made_from_the_same_is_made_once() {
        let root = tempfile::tempdir().unwrap();
        let cache = Cache::of(root.path(), "player");
        assert_eq!(made(&cache, "cake", Some("<p>")), (Some("<p>".into()), true));
        assert_eq!(made(&cache, "cake", None), (Some("<p>".into()), false));
        assert_eq!(made(&cache, "book", None), (None, true));
        assert_eq!(made(&cache, "book", Some("<b>")), (Some("<b>".into()), true), "nothing is not kept");
        assert!(made(&Cache::of(root.path(), "another player"), "cake", None).1);
    }
}
