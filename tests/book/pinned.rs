//! What is fetched is what was looked at: each dependency has its version and its hash in a lock file, and each
//! action of CI its commit.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use book_tests::root;
use serde_json::Value;
use walkdir::WalkDir;

const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// The files of the book whose name `is` one of those that are looked for.
fn files(is: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let is_book = |name: &str| name != "target" && name != "node_modules" && name != ".git";
    WalkDir::new(root())
        .into_iter()
        .filter_entry(|entry| entry.file_name().to_str().is_some_and(is_book))
        .map(|entry| entry.expect("the book can be read"))
        .filter(|entry| entry.file_type().is_file() && entry.file_name().to_str().is_some_and(&is))
        .map(walkdir::DirEntry::into_path)
        .collect()
}

fn json(file: &Path) -> Value {
    let text = fs::read_to_string(file).expect("the file can be read");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

#[test]
fn each_crate_is_of_the_book_or_has_a_checksum_of_crates_io() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("the lock file is there");
    let lock: toml::Table = toml::from_str(&lock).expect("the lock file is TOML");
    let own: BTreeSet<String> = files(|name| name == "Cargo.toml")
        .iter()
        .filter_map(|file| toml::from_str::<toml::Table>(&fs::read_to_string(file).ok()?).ok())
        .filter_map(|manifest| Some(manifest.get("package")?.get("name")?.as_str()?.to_owned()))
        .collect();
    let mut told = String::new();
    let packages = lock["package"].as_array().expect("the lock file has packages");
    for package in packages {
        let text = |key: &str| package.get(key).and_then(toml::Value::as_str);
        let name = text("name").expect("a package has a name");
        match text("source") {
            None if own.contains(name) => {}
            Some(CRATES_IO) if text("checksum").is_some_and(|sum| sum.len() == 64) => {}
            source => {
                let _ = writeln!(told, "Cargo.lock: `{name}` comes from {source:?}, without a checksum");
            }
        }
    }
    assert!(packages.len() > own.len(), "there are packages of others");
    assert!(told.is_empty(), "{told}");
}

#[test]
fn each_npm_package_has_its_hash_in_a_lock_file() {
    let mut told = String::new();
    let mut locked = 0;
    for file in files(|name| name == "package.json") {
        let manifest = json(&file);
        let groups = ["dependencies", "devDependencies", "optionalDependencies"];
        let asked: Vec<(&String, &Value)> =
            groups.iter().filter_map(|group| manifest[*group].as_object()).flatten().collect();
        for (name, version) in &asked {
            // A range would let the next `npm install` choose.
            if !version.as_str().is_some_and(|version| version.starts_with(|c: char| c.is_ascii_digit())) {
                let _ = writeln!(told, "{}: `{name}` is {version}, which is no version", file.display());
            }
        }
        let lock = file.with_file_name("package-lock.json");
        if asked.is_empty() {
            continue;
        }
        if !lock.is_file() {
            let _ = writeln!(told, "{}: there is no package-lock.json beside it", file.display());
            continue;
        }
        let lock = json(&lock);
        let packages = lock["packages"].as_object().expect("a lock file has packages");
        for (name, package) in packages.iter().filter(|(name, _)| !name.is_empty()) {
            locked += 1;
            if !package["integrity"].as_str().is_some_and(|hash| hash.starts_with("sha512-")) {
                let _ = writeln!(
                    told,
                    "{}: {name} has no hash",
                    file.with_file_name("package-lock.json").display()
                );
            }
        }
    }
    assert!(locked > 0, "there are npm packages");
    assert!(told.is_empty(), "{told}");
}

#[test]
fn what_a_go_module_requires_has_its_hash() {
    let modules = files(|name| name == "go.mod");
    assert!(!modules.is_empty(), "there are programs in Go");
    for module in modules {
        let text = fs::read_to_string(&module).expect("the file can be read");
        let requires = text.lines().any(|line| line.trim_start().starts_with("require"));
        assert!(
            !requires || module.with_file_name("go.sum").is_file(),
            "no go.sum beside {}",
            module.display()
        );
    }
}

#[test]
fn each_action_of_ci_is_a_commit() {
    let is_yaml =
        |name: &str| Path::new(name).extension().is_some_and(|kind| kind == "yml" || kind == "yaml");
    let workflows = files(is_yaml);
    let mut actions = 0;
    for workflow in workflows.iter().filter(|file| file.starts_with(root().join(".github"))) {
        let text = fs::read_to_string(workflow).expect("the file can be read");
        for (number, line) in text.lines().enumerate() {
            let Some((_, action)) = line.split_once("uses:") else { continue };
            let commit = action.split_once('@').map(|(_, commit)| commit.trim());
            let (commit, version) = commit.and_then(|commit| commit.split_once(" # ")).unwrap_or_default();
            let is_commit = commit.len() == 40 && commit.chars().all(|c| c.is_ascii_hexdigit());
            assert!(
                is_commit && version.starts_with('v'),
                "{}:{}: {} is not a commit with its version behind it, `owner/name@commit # v1.2.3`",
                workflow.display(),
                number + 1,
                action.trim()
            );
            actions += 1;
        }
    }
    assert!(actions > 0, "CI uses actions");
}
