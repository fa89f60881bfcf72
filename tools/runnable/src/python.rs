//! Python itself: the files of the package `pyodide` that a run needs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
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
    let mut part = texts::artefacts(shelf, jobs);
    let toolchain = toolchain(request.root)?;
    part.programs.values_mut().for_each(|program| program.toolchain = Some(toolchain.clone()));
    let assets = FILES.map(|name| (name.to_owned(), shelf.bytes(&format!("python/{name}"))));
    Ok((part, assets.into()))
}

/// Brings the files, if they are not there from the same package; the answer is why that cannot be.
fn bring(shelf: &Shelf, request: Request<'_>) -> Result<Option<String>> {
    let content = locked(request.root)?;
    if shelf.stamp(PACKAGE).is_some_and(|stamp| stamp.content == content) {
        return Ok(None);
    }
    let folder = match request.packages {
        Ok(packages) => packages.join(PACKAGE),
        Err(why) => return Ok(Some(why.to_owned())),
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

/// `CPython 3.14, Pyodide 314.0.7`: the digits before the first point are those of Python's own version.
fn toolchain(root: &Path) -> Result<String> {
    let package = package(root)?;
    let version = package["version"].as_str().unwrap_or_default();
    let (major, minor) =
        version.split('.').next().and_then(|digits| digits.split_at_checked(1)).unwrap_or_default();
    Ok(format!("CPython {major}.{minor}, Pyodide {version}"))
}

/// What the lock file says of the package: its version and its hash.
fn locked(root: &Path) -> Result<String> {
    let package = package(root)?;
    Ok(format!("{} {}", package["version"], package["integrity"]))
}

fn package(root: &Path) -> Result<Value> {
    let text = fs::read(root.join(LOCK)).with_context(|| format!("cannot read {LOCK}"))?;
    let mut lock: Value = serde_json::from_slice(&text).with_context(|| format!("cannot read {LOCK}"))?;
    let package = lock["packages"][format!("node_modules/{PACKAGE}")].take();
    ensure!(package.is_object(), "{LOCK} has no package {PACKAGE}");
    Ok(package)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_host_asks_for_is_what_is_brought() {
        let host = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/runner/python.js");
        let text = fs::read_to_string(host).unwrap();
        let asked = text.lines().find_map(|line| line.strip_prefix("export const ASSETS = "));
        let asked: Vec<String> = serde_json::from_str(asked.unwrap().trim_end_matches(';')).unwrap();
        assert_eq!(asked, FILES);
    }
}
