//! Cargo's examples: each program in Rust is one, in its chapter's package.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use toml::Value;

use crate::package::Package;
use crate::{Flavor, Problem, Program, Source};

/// Name of the Cargo example that is this flavor.
pub fn example_name(program: &Program, flavor: &Flavor) -> String {
    match flavor.runtime() {
        Some(_) => format!("{}-{flavor}", program.name),
        None => program.name.clone(),
    }
}

/// Cargo finds a `main.rs` in a folder of examples by itself, and builds nothing at all of a package that lists
/// another file wrongly.
pub fn check_listed(root: &Path, programs: &BTreeMap<String, Program>, problems: &mut Vec<Problem>) {
    let mut packages: BTreeMap<&str, Option<Package>> = BTreeMap::new();
    for program in programs.values() {
        let chapter = || Package::read(root, &Path::new("code").join(&program.slug));
        // Of a manifest that cannot be read, Cargo says what is wrong.
        let Some(package) = packages.entry(&program.slug).or_insert_with(chapter) else { continue };
        problems.extend(program.sources.iter().filter_map(|source| misses(root, package, program, source)));
    }
}

/// What is wrong with the example that a program should be.
fn misses(root: &Path, package: &Package, program: &Program, source: &Source) -> Option<Problem> {
    let path = source.file.strip_prefix(&package.folder).ok()?.to_str()?;
    if source.flavor.language() != "rust" || path.ends_with("/main.rs") {
        return None;
    }
    let manifest = package.folder.join("Cargo.toml");
    let name = example_name(program, &source.flavor);
    let (line, message) = match listed(package, &name) {
        Some(listed) if listed == path => return None,
        Some(listed) => {
            let line = line_of(root, &manifest, listed);
            (line, format!("the example `{name}` is another file than {path}"))
        }
        None => (1, format!("{path} is not built, for no example is called `{name}`")),
    };
    let help = format!("in {}: [[example]] name = \"{name}\", path = \"{path}\"", manifest.display());
    Some(Problem::new(manifest, line, message).help(help))
}

/// The path of the example of that name; empty where the package gives it none.
fn listed<'a>(package: &'a Package, name: &str) -> Option<&'a str> {
    let mut examples = package.manifest.get("example").and_then(Value::as_array).into_iter().flatten();
    let example = examples.find(|example| example.get("name").and_then(Value::as_str) == Some(name))?;
    example.get("path").and_then(Value::as_str).or(Some(""))
}

/// The first line of a manifest that has that path.
fn line_of(root: &Path, manifest: &Path, path: &str) -> usize {
    let text = fs::read_to_string(root.join(manifest)).unwrap_or_default();
    let quoted = format!("\"{path}\"");
    1 + text.lines().position(|line| line.contains(&quoted)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Catalog;

    fn told(manifest: &str) -> Vec<Problem> {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("code/baking/examples/cake");
        fs::create_dir_all(&folder).unwrap();
        fs::write(root.path().join("code/baking/Cargo.toml"), manifest).unwrap();
        fs::write(folder.join("program.toml"), "title = \"Cake\"\ngrid = 10\nlanes = []\n").unwrap();
        for file in ["main.rs", "rust-smol.rs"] {
            fs::write(folder.join(file), "fn main() {}\n").unwrap();
        }
        let mut problems = Vec::new();
        Catalog::walk(root.path(), &mut problems).unwrap();
        problems.retain(|problem| problem.file.ends_with("Cargo.toml"));
        problems
    }

    #[test]
    fn a_program_is_the_example_of_its_name() {
        assert_eq!(
            told("[[example]]\nname = \"cake-rust-smol\"\npath = \"examples/cake/rust-smol.rs\"\n"),
            []
        );
        let problems =
            told("[[example]]\nname = \"cake-rust-smol\"\npath = \"examples/cake/rust-small.rs\"\n");
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].line, 3);
        assert!(problems[0].message.contains("another file than examples/cake/rust-smol.rs"), "{problems:?}");
    }

    #[test]
    fn a_program_that_is_no_example_is_not_built() {
        let problems = told("[package]\nname = \"baking\"\n");
        assert_eq!(problems.len(), 1);
        assert!(problems[0].message.starts_with("examples/cake/rust-smol.rs is not built"), "{problems:?}");
        assert!(problems[0].help.as_ref().unwrap().contains("name = \"cake-rust-smol\""));
    }
}
