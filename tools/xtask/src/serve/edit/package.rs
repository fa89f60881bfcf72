//! A Cargo package of an edited program: what a reader takes home, with the new text in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use catalog::{Program, Source};
use recorder::{Compiled, Edited, Watch};
use takeaway::Crates;
use toolchains::{Effort, Missing, RustWasi, Toolchain};

use crate::book;

/// Writes the package below `scratch`; what has not changed stays as it is, and is not compiled again.
pub fn write(root: &Path, scratch: &Path, program: &Program, source: &Source, text: &str) -> Result<PathBuf> {
    // What the book's own text needs is there from the start, and so is what a reader names besides.
    let both = Source { text: format!("{}\n{text}", source.text), ..source.clone() };
    let archive = takeaway::archive(root, &Crates::of(root)?, program, &both)?;
    let package = scratch.join("packages").join(archive.folder());
    // Under its own name, by which the program's errors are known.
    let file = format!("src/{}", source.flavor.file_name());
    let (mut lock, mut is_changed) = (None, false);
    for (name, content) in archive.files().filter(|(name, _)| !name.starts_with("src/")) {
        let program = format!("\n[[bin]]\nname = \"{}\"\npath = \"{file}\"\n", program.name);
        match name {
            "Cargo.toml" => is_changed |= put(&package.join(name), &format!("{content}{program}"))?,
            "Cargo.lock" => lock = Some((package.join(name), content)),
            _ => is_changed |= put(&package.join(name), content)? && name.ends_with("Cargo.toml"),
        }
    }
    // One that Cargo has mended is as good, for the same manifests.
    if let Some((lock, content)) = lock.filter(|(lock, _)| is_changed || !lock.exists()) {
        put(&lock, content)?;
    }
    put(&package.join(file), text)?;
    Ok(package)
}

/// Writes a file, if that is not there already; whether it is now another.
fn put(file: &Path, text: &str) -> Result<bool> {
    if fs::read(file).is_ok_and(|there| there == text.as_bytes()) {
        return Ok(false);
    }
    let folder = file.parent().context("a file is in a folder")?;
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))?;
    Ok(true)
}

/// Compiles the package of an edited program, for a browser or for this machine.
pub fn compile(
    edited: &Edited<'_>,
    package: &Path,
    scratch: &Path,
    for_browser: bool,
    watch: Watch<'_>,
) -> Result<Compiled> {
    if !for_browser {
        let mut cargo = book::cargo();
        cargo.env("CARGO_TARGET_DIR", scratch.join("native")).args(["build", "--message-format=json"]);
        return edited.compile_package(cargo.current_dir(package), watch);
    }
    match RustWasi::get(Effort::Find) {
        Ok(rust) => edited.compile_package(&mut for_browsers(&rust, package, scratch), watch),
        Err(Missing(why)) => Ok(Compiled::Missing(why)),
    }
}

/// A `cargo` that compiles a package for a browser, quickly rather than well.
fn for_browsers(rust: &RustWasi, package: &Path, scratch: &Path) -> Command {
    let mut cargo = rust.cargo(&runnable::rust_flags());
    cargo.current_dir(package).env("CARGO_TARGET_DIR", scratch.join("browser"));
    // A module is fetched and compiled once more by the browser: what is small is there sooner.
    cargo.envs([("CARGO_PROFILE_DEV_OPT_LEVEL", "1"), ("CARGO_PROFILE_DEV_DEBUG", "false")]);
    cargo.args(["build", "--message-format=json", "--target", RustWasi::TARGET]);
    cargo
}
