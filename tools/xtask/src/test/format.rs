//! Each language's programs, and its kitchen, are formatted as that language's own formatter does it.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use toolchains::{Effort, Go, Missing, Ruff, Swift, Toolchain};
use walkdir::WalkDir;

use super::steps::{cargo, has_subcommand, one_check};
use super::tally::Tally;
use crate::npm::{self, Packages};

/// The folders that hold code in other languages than Rust, but for the player.
const FOLDERS: [&str; 2] = ["code", "tests"];

pub fn format(root: &Path) -> Tally {
    let mut tally = Tally::default();
    for check in [rust, javascript, python, go, swift] {
        tally += check(root).unwrap_or_else(|error| Tally::failed(format!("{error:#}")));
    }
    tally
}

fn rust(root: &Path) -> Result<Tally> {
    if !has_subcommand(root, "fmt") {
        return Ok(Tally::skipped("format of Rust: rustup component add rustfmt"));
    }
    let mut tally = one_check(cargo(root).args(["fmt", "--all", "--check"]))?;
    // No package has the exercises' files.
    let is_of_exercise = |file: &PathBuf| file.components().any(|part| part.as_os_str() == "exercises");
    let exercises: Vec<PathBuf> = files(root, "rs").into_iter().filter(is_of_exercise).collect();
    if !exercises.is_empty() {
        let mut rustfmt = Command::new("rustfmt");
        tally += one_check(rustfmt.current_dir(root).args(["--edition", "2024", "--check"]).args(exercises))?;
    }
    Ok(tally)
}

fn javascript(root: &Path) -> Result<Tally> {
    let packages = match npm::ensure(root)? {
        Packages::Here(folder) => folder,
        Packages::Unavailable(why) => return Ok(Tally::skipped(format!("format of JavaScript: {why}"))),
    };
    let mut prettier = Command::new(packages.join(".bin").join(npm::command_name("prettier")));
    // What no compiler reads, no formatter does.
    let files = files(root, "js").into_iter().filter(|file| !file.to_string_lossy().contains(".refused."));
    one_check(prettier.current_dir(root).arg("--check").args(files))
}

fn python(root: &Path) -> Result<Tally> {
    let ruff = match Ruff::get(Effort::Provide) {
        Ok(ruff) => ruff,
        Err(missing) => return Ok(skipped("Python", missing)),
    };
    let mut tally = one_check(ruff.command().current_dir(root).args(["format", "--check"]).args(FOLDERS))?;
    tally += one_check(ruff.command().current_dir(root).arg("check").args(FOLDERS))?;
    Ok(tally)
}

fn go(root: &Path) -> Result<Tally> {
    let go = match Go::get(Effort::Provide) {
        Ok(go) => go,
        Err(missing) => return Ok(skipped("Go", missing)),
    };
    let mut gofmt = match go.gofmt() {
        Ok(gofmt) => gofmt,
        Err(missing) => return Ok(skipped("Go", missing)),
    };
    // It lists the files that it would change, and calls that a success.
    let output =
        gofmt.current_dir(root).arg("-l").args(files(root, "go")).output().context("cannot run gofmt")?;
    let unformatted = [output.stdout, output.stderr].concat();
    let mut tally = if unformatted.is_empty() {
        Tally::passed(1)
    } else {
        Tally::failed(format!("gofmt would change:\n{}", String::from_utf8_lossy(&unformatted).trim()))
    };
    tally += one_check(go.command().current_dir(root.join("code")).args(["vet", "./..."]))?;
    Ok(tally)
}

fn swift(root: &Path) -> Result<Tally> {
    let swift = match Swift::get(Effort::Provide) {
        Ok(swift) => swift,
        Err(missing) => return Ok(skipped("Swift", missing)),
    };
    let files = files(root, "swift");
    one_check(swift.command("swift-format", root).args(["lint", "--strict"]).args(files))
}

fn skipped(language: &str, Missing(why): Missing) -> Tally {
    Tally::skipped(format!("format of {language}: {why}"))
}

/// The files of that extension, from the book's folder.
fn files(root: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = FOLDERS.iter().flat_map(|folder| WalkDir::new(root.join(folder)).sort_by_file_name());
    let files = entries.filter_map(Result::ok).map(walkdir::DirEntry::into_path);
    files
        .filter(|file| file.extension().is_some_and(|found| found == extension))
        .filter_map(|file| file.strip_prefix(root).map(Path::to_owned).ok())
        .collect()
}
