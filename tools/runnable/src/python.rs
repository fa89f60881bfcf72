//! Python itself: the files of the package `pyodide` that a run needs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use recorder::Job;
use serde_json::Value;

use crate::shelf::{Shelf, Stamp};
use crate::{Part, Request, texts};

/// What a host asks for; the rest of the package is for those who write for it.
const FILES: [&str; 3] = ["pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"];
const LOCK: &str = "web/package-lock.json";
const PACKAGE: &str = "pyodide";

/// The programs in Python, if Python is there; and the bytes of each of its files.
pub fn make(shelf: &Shelf, request: Request<'_>, jobs: &[Job<'_>]) -> Result<(Part, BTreeMap<String, u64>)> {
    let Some(first) = jobs.first() else {
        shelf.keep_only("python", &BTreeSet::new())?;
        return Ok((Part::default(), BTreeMap::new()));
    };
    let mut part = Part::default();
    if let Some(why) = bring(shelf, request)? {
        part.lacks(jobs.len(), *first, &why);
        return Ok((part, BTreeMap::new()));
    }
    let part = texts::artefacts(shelf, jobs);
    let assets = FILES.map(|name| (name.to_owned(), shelf.bytes(&format!("python/{name}"))));
    Ok((part, assets.into()))
}

/// Brings the files, if they are not there from the same package; the answer is why that cannot be.
fn bring(shelf: &Shelf, request: Request<'_>) -> Result<Option<String>> {
    let content = locked(request.root)?;
    if shelf.stamp(PACKAGE).is_some_and(|stamp| stamp.content == content) {
        return Ok(None);
    }
    let Some(folder) = request.packages.map(|packages| packages.join(PACKAGE)) else {
        return Ok(Some("the packages of web/package.json are not here".to_owned()));
    };
    shelf.forget(PACKAGE)?;
    let names = FILES.map(|name| format!("python/{name}"));
    for (file, name) in FILES.iter().zip(&names) {
        shelf.bring(name, &folder.join(file))?;
    }
    shelf.keep_only("python", &names.clone().into())?;
    shelf.note(PACKAGE, &Stamp { content, files: names.into(), ..Stamp::default() })?;
    Ok(None)
}

/// What the lock file says of the package: its version and its hash.
fn locked(root: &Path) -> Result<String> {
    let text = fs::read(root.join(LOCK)).with_context(|| format!("cannot read {LOCK}"))?;
    let lock: Value = serde_json::from_slice(&text).with_context(|| format!("cannot read {LOCK}"))?;
    let package = &lock["packages"][format!("node_modules/{PACKAGE}")];
    anyhow::ensure!(package.is_object(), "{LOCK} has no package {PACKAGE}");
    Ok(format!("{} {}", package["version"], package["integrity"]))
}
