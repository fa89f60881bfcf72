//! What makes a built book readable without a network: its service worker.
//!
//! A service worker has to know which files belong to one build, each with its hash; Workbox calls that a precache
//! manifest, and its own generator for it is a build system in JavaScript of three hundred packages. Here it is a
//! walk over the folder. What the worker does with it, Workbox's runtime does (`web/offline`).

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rayon::prelude::*;
use serde::Serialize;
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

/// The worker's name in a built book. It is at its root: a worker answers for nothing above its own folder.
pub const WORKER: &str = "service-worker.js";

/// Tells pages that there is a worker. Without it, none asks for one.
const SIGN: &str = "player/edition.js";

/// What is kept together; `web/offline/edition.d.ts` says what for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Parcel {
    Shell,
    Pages,
    Runners,
}

/// A build, as the worker knows it.
#[derive(Debug, Serialize)]
pub struct Edition {
    pub id: String,
    /// By the path in the book: the parcel, the size in bytes, and the SHA-256 in base64.
    pub files: BTreeMap<String, (Parcel, u64, String)>,
}

impl Edition {
    /// How many bytes the files of a parcel have.
    pub fn bytes(&self, parcel: Parcel) -> u64 {
        self.files.values().filter(|(of, ..)| *of == parcel).map(|(_, bytes, _)| bytes).sum()
    }
}

/// Gives the built book in `book` its service worker, which is made of `script`. Nothing in the folder may change
/// after this: browsers refuse a file that has another hash.
pub fn publish(book: &Path, script: &Path) -> Result<Edition> {
    let script = fs::read_to_string(script).with_context(|| format!("cannot read {}", script.display()))?;
    let sign = book.join(SIGN);
    fs::write(&sign, "export const kept = true;\n")
        .with_context(|| format!("cannot write {}", sign.display()))?;
    let edition = edition(book)?;
    let worker = format!("self.cakeEdition={};\n{script}", serde_json::to_string(&edition)?);
    fs::write(book.join(WORKER), worker).context("cannot write the service worker")?;
    Ok(edition)
}

fn edition(book: &Path) -> Result<Edition> {
    let mut kept = Vec::new();
    for entry in WalkDir::new(book) {
        let entry = entry?;
        let name = entry.path().strip_prefix(book)?.to_string_lossy().replace('\\', "/");
        kept.extend(parcel(&name).filter(|_| entry.file_type().is_file()).map(|parcel| (name, parcel)));
    }
    let read = kept.into_par_iter().map(|(name, parcel)| {
        let content = fs::read(book.join(&name)).with_context(|| format!("cannot read {name}"))?;
        Ok((name, (parcel, content.len() as u64, STANDARD.encode(Sha256::digest(&content)))))
    });
    let files = read.collect::<Result<BTreeMap<_, _>>>()?;
    let id = STANDARD.encode(Sha256::digest(serde_json::to_vec(&files)?));
    Ok(Edition { id, files })
}

/// Where a file belongs; nothing for one that is not read in a browser. A file that nobody thought of goes with the
/// pages, and is kept by who keeps the book.
fn parcel(name: &str) -> Option<Parcel> {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let kind = file.rsplit_once('.').map_or("", |(_, kind)| kind);
    let within = |folders: &[&str]| folders.iter().any(|it| folder.split('/').next() == Some(it));
    let taken_away = name.starts_with("run/home/") || name.starts_with("run/playground/");
    // The page that prints the book is all of it once more.
    let not_read =
        name == WORKER || name == "print.html" || name.split('/').any(|part| part.starts_with('.'));
    if taken_away || not_read || file.ends_with(".d.ts") || ["epub", "txt"].contains(&kind) {
        return None;
    }
    Some(match (folder, kind) {
        // An installed book opens there; and each page has this script.
        _ if name == "index.html" || name == "run/offline.js" => Parcel::Shell,
        _ if within(&["run"]) => Parcel::Runners,
        _ if within(&["css", "fonts", "player", "theme"]) => Parcel::Shell,
        ("", "js" | "css" | "svg" | "png") if !file.starts_with("searchindex-") => Parcel::Shell,
        _ => Parcel::Pages,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_every_page_needs_is_told_from_what_is_asked_for() {
        for (name, expected) in [
            ("index.html", Some(Parcel::Shell)),
            ("book-609e4cb8.js", Some(Parcel::Shell)),
            ("css/general-e96d0476.css", Some(Parcel::Shell)),
            ("player/live/live.js", Some(Parcel::Shell)),
            ("player/live/frame.html", Some(Parcel::Shell)),
            ("run/offline.js", Some(Parcel::Shell)),
            ("blocking/index.html", Some(Parcel::Pages)),
            ("blocking/diagrams/states-of-a-thread.svg", Some(Parcel::Pages)),
            ("searchindex-e476afbf.js", Some(Parcel::Pages)),
            ("something.new", Some(Parcel::Pages)),
            ("run/python/pyodide.asm.wasm", Some(Parcel::Runners)),
            ("run/source/cake_and_book/main.js", Some(Parcel::Runners)),
            ("run/home/cake_and_book-go.zip", None),
            ("print.html", None),
            ("player/trace.d.ts", None),
            (WORKER, None),
            (".nojekyll", None),
        ] {
            assert_eq!(parcel(name), expected, "{name}");
        }
    }

    fn book(text: &str) -> tempfile::TempDir {
        let book = tempfile::tempdir().unwrap();
        fs::create_dir(book.path().join("player")).unwrap();
        fs::write(book.path().join("index.html"), text).unwrap();
        fs::write(book.path().join(SIGN), "export const kept = false;\n").unwrap();
        fs::write(book.path().join("script.txt"), "work();").unwrap();
        book
    }

    #[test]
    fn another_content_is_another_edition_and_the_same_is_the_same() {
        let worker = |text: &str| {
            let book = book(text);
            publish(book.path(), &book.path().join("script.txt")).unwrap();
            fs::read_to_string(book.path().join(WORKER)).unwrap()
        };
        assert_eq!(worker("one"), worker("one"), "a browser that asks again hears of nothing new");
        assert_ne!(worker("one"), worker("two"));
        // echo -n one | openssl dgst -sha256 -binary | base64
        let known = r#""index.html":["shell",3,"dpLDrTVAu4A8Ags67mbNiIcSMjTqDG5xQ8Ct1z/0Me0="]"#;
        assert!(worker("one").contains(known), "{}", worker("one"));
        assert!(worker("one").ends_with("};\nwork();"));
    }

    #[test]
    fn pages_are_told_that_there_is_a_worker_and_keep_the_file_that_says_so() {
        let book = book("one");
        let edition = publish(book.path(), &book.path().join("script.txt")).unwrap();
        let sign = fs::read(book.path().join(SIGN)).unwrap();
        assert_eq!(sign, b"export const kept = true;\n");
        assert_eq!(edition.files[SIGN].2, STANDARD.encode(Sha256::digest(&sign)));
        assert_eq!(edition.bytes(Parcel::Shell), 3 + sign.len() as u64);
    }
}
