//! What a Rust program needs besides itself: the crates that it names, in the versions of the book.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use catalog::{Program, Source};
use toml::{Table, Value};

/// The crates of the book's workspace and their versions.
pub struct Crates {
    root: PathBuf,
    /// `[workspace.dependencies]`.
    shared: Table,
    /// The packages of the lock file.
    locked: Vec<Table>,
}

/// A crate that a program names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    pub name: String,
    /// The one version that the book uses.
    pub version: String,
    pub features: Vec<String>,
    pub default_features: bool,
}

impl Crates {
    /// Reads the manifest and the lock file in the book's folder.
    pub fn of(root: &Path) -> Result<Self> {
        let manifest = read(&root.join("Cargo.toml"))?;
        let lock = read(&root.join("Cargo.lock"))?;
        let shared = manifest.get("workspace").and_then(|workspace| workspace.get("dependencies"));
        let shared = shared.and_then(Value::as_table).cloned().unwrap_or_default();
        let locked = lock.get("package").and_then(Value::as_array).into_iter().flatten();
        let locked = locked.filter_map(|package| package.as_table().cloned()).collect();
        Ok(Self { root: root.to_owned(), shared, locked })
    }

    /// The crates that the program names, of those that its chapter has; the kitchen is not among them.
    pub fn named_by(&self, program: &Program, source: &Source) -> Result<Vec<Dependency>> {
        let of_chapter = self.of_chapter(program)?;
        let is_named = |name: &str| names(&source.text, &name.replace('-', "_"));
        let named = of_chapter.iter().filter(|(name, _)| is_named(name));
        named.map(|(name, wanted)| self.dependency(name, wanted)).collect()
    }

    /// What the chapter's examples may use, for whatever machine.
    fn of_chapter(&self, program: &Program) -> Result<BTreeMap<String, Value>> {
        let chapter = read(&self.root.join("code").join(&program.slug).join("Cargo.toml"))?;
        let for_some = chapter.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values);
        let all = std::iter::once(&Value::Table(chapter.clone()))
            .chain(for_some)
            .filter_map(|section| section.get("dev-dependencies").and_then(Value::as_table))
            .flatten()
            .filter(|(name, _)| *name != "kitchen")
            .map(|(name, wanted)| (name.clone(), wanted.clone()))
            .collect();
        Ok(all)
    }

    fn dependency(&self, name: &str, wanted: &Value) -> Result<Dependency> {
        let is_shared = wanted.get("workspace").and_then(Value::as_bool).unwrap_or_default();
        let shared = self.shared.get(name).filter(|_| is_shared);
        let both = || shared.into_iter().chain([wanted]);
        let features = both()
            .filter_map(|wanted| wanted.get("features").and_then(Value::as_array))
            .flatten()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect::<BTreeSet<_>>();
        let without_default =
            both().any(|wanted| wanted.get("default-features").and_then(Value::as_bool) == Some(false));
        Ok(Dependency {
            name: name.to_owned(),
            version: self.locked_version(name)?,
            features: features.into_iter().collect(),
            default_features: !without_default,
        })
    }

    fn locked_version(&self, name: &str) -> Result<String> {
        let mut versions = self.locked.iter().filter(|package| text(package, "name") == name);
        match (versions.next(), versions.next()) {
            (Some(package), None) => Ok(text(package, "version").to_owned()),
            (None, _) => bail!("Cargo.lock has no `{name}`"),
            (Some(_), Some(_)) => {
                bail!("Cargo.lock has `{name}` in several versions, and a program names it")
            }
        }
    }

    /// A lock file for a package of that name with these dependencies and the kitchen, in the versions of the
    /// book. Cargo drops from it what only features that are not used here would need.
    pub fn lock_for(&self, package: &str, dependencies: &[Dependency]) -> String {
        let mut needed: BTreeSet<(&str, &str)> = BTreeSet::new();
        let mut open: Vec<&Table> = dependencies.iter().filter_map(|it| self.locked_as(&it.name)).collect();
        while let Some(next) = open.pop() {
            if needed.insert((text(next, "name"), text(next, "version"))) {
                open.extend(dependencies_of(next).filter_map(|name| self.locked_as(name)));
            }
        }
        let mut lock = String::from("version = 4\n");
        let mut packages: BTreeMap<(&str, &str), String> = BTreeMap::new();
        let mut direct: Vec<&str> = dependencies.iter().map(|it| it.name.as_str()).collect();
        direct.push("kitchen");
        direct.sort_unstable();
        packages.insert((package, ""), own(package, &direct));
        packages.insert(("kitchen", ""), own("kitchen", &[]));
        for locked in &self.locked {
            let key = (text(locked, "name"), text(locked, "version"));
            if needed.contains(&key) {
                packages.insert(key, toml::to_string(locked).unwrap_or_default());
            }
        }
        for entry in packages.values() {
            let _ = write!(lock, "\n[[package]]\n{entry}");
        }
        lock
    }

    /// The package that a lock file calls by its name, or by name and version if there are several.
    fn locked_as(&self, called: &str) -> Option<&Table> {
        let mut words = called.split(' ');
        let (name, version) = (words.next()?, words.next());
        self.locked.iter().find(|package| {
            text(package, "name") == name && version.is_none_or(|version| text(package, "version") == version)
        })
    }
}

impl Dependency {
    /// As a line of a manifest.
    pub fn to_line(&self) -> String {
        let mut line = format!("{} = {{ version = \"={}\"", self.name, self.version);
        if !self.default_features {
            line.push_str(", default-features = false");
        }
        if !self.features.is_empty() {
            let _ = write!(line, ", features = {:?}", self.features);
        }
        line + " }\n"
    }
}

/// The kitchen as a crate of its own, in a folder beside the program's `src`.
pub const KITCHEN_MANIFEST: &str = "[package]\nname = \"kitchen\"\nversion = \"0.1.0\"\n\
    edition = \"2024\"\nlicense = \"MIT OR Apache-2.0\"\n";

/// The manifest of a package with these dependencies and the kitchen.
pub fn manifest(package: &str, dependencies: &[Dependency]) -> String {
    let mut manifest = format!(
        "[package]\nname = \"{package}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
         license = \"MIT OR Apache-2.0\"\n\n[dependencies]\nkitchen = {{ path = \"kitchen\" }}\n"
    );
    for dependency in dependencies {
        manifest.push_str(&dependency.to_line());
    }
    // In whatever workspace the archive is unpacked, this is none of its members.
    manifest + "\n[workspace]\n"
}

/// A package that is a folder.
fn own(name: &str, dependencies: &[&str]) -> String {
    let mut entry = format!("name = \"{name}\"\nversion = \"0.1.0\"\n");
    if !dependencies.is_empty() {
        let _ = writeln!(entry, "dependencies = {dependencies:?}");
    }
    entry
}

fn dependencies_of(package: &Table) -> impl Iterator<Item = &str> {
    package.get("dependencies").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

/// Whether a program has the crate's name at the beginning of a path.
fn names(program: &str, name: &str) -> bool {
    program.match_indices(&format!("{name}::")).any(|(place, _)| {
        let before = program[..place].chars().next_back();
        before.is_none_or(|before| !(before.is_alphanumeric() || before == '_' || before == ':'))
    })
}

fn text<'a>(table: &'a Table, key: &str) -> &'a str {
    table.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn read(file: &Path) -> Result<Table> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    toml::from_str(&text).with_context(|| format!("cannot read {}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_is_named_where_a_path_begins_with_it() {
        assert!(names("use tokio::time::sleep;", "tokio"));
        assert!(names("    smol::block_on(x)", "smol"));
        assert!(names("#[async_std::main]", "async_std"));
        assert!(!names("use not_tokio::time; use a::tokio::b; // on tokio", "tokio"));
    }
}
