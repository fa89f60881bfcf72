//! Where a Rust program's needs are found: in the manifests of the book's packages, and in its lock file.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use catalog::package::{self, Package};
use catalog::{Program, Source, names};
use toml::{Table, Value};

use crate::needs::{Dependency, KITCHEN, Library, Needs};
use crate::text::without_tests;

/// The crates of the book's workspace and their versions.
pub struct Crates {
    root: PathBuf,
    /// `[workspace.dependencies]`.
    shared: Table,
    /// The packages of the lock file.
    locked: Vec<Table>,
}

impl Crates {
    /// Reads the manifest and the lock file in the book's folder.
    pub fn of(root: &Path) -> Result<Self> {
        let file = root.join("Cargo.lock");
        let lock = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let lock: Table = toml::from_str(&lock).with_context(|| format!("cannot read {}", file.display()))?;
        let locked = lock.get("package").and_then(Value::as_array).into_iter().flatten();
        let locked = locked.filter_map(|package| package.as_table().cloned()).collect();
        Ok(Self { root: root.to_owned(), shared: package::shared_dependencies(root), locked })
    }

    /// What the program needs, of what its chapter has: the crates and libraries that it names, and what those
    /// libraries need.
    pub fn needs(&self, program: &Program, source: &Source) -> Result<Needs> {
        let chapter = self.package(&Path::new("code").join(&program.slug))?;
        let mut needs = Needs {
            crates: BTreeMap::new(),
            named: BTreeSet::from([KITCHEN.to_owned()]),
            libraries: BTreeMap::new(),
        };
        self.add_library(KITCHEN, &self.package(Path::new(crate::KITCHEN))?, &mut needs.libraries)?;
        let is_named = |name: &str| names(&source.text, &name.replace('-', "_"));
        if let Some(own) = chapter.library(&self.root).filter(|own| is_named(own)) {
            self.add_library(&own, &chapter, &mut needs.libraries)?;
            needs.named.insert(own);
        }
        for dependency in chapter.of_programs().filter(|it| it.name != KITCHEN && is_named(it.name)) {
            match chapter.folder_of(&dependency, &self.shared) {
                Some(folder) => {
                    self.add_library(dependency.name, &self.package(&folder)?, &mut needs.libraries)?;
                    needs.named.insert(dependency.name.to_owned());
                }
                None => {
                    // A program is taken home by those who can run it: its crates are for their machine.
                    let dependency = package::Dependency { target: None, ..dependency };
                    needs.crates.insert(dependency.name.to_owned(), self.dependency(dependency)?);
                }
            }
        }
        Ok(needs)
    }

    /// Adds a library, and those that it needs itself.
    fn add_library(&self, name: &str, package: &Package, all: &mut BTreeMap<String, Library>) -> Result<()> {
        if all.contains_key(name) {
            return Ok(());
        }
        let files = package.files(&self.root);
        let files = files.with_context(|| format!("cannot read {}", package.folder.display()))?;
        let features = package.manifest.get("features").and_then(Value::as_table).cloned();
        let mut features = features.unwrap_or_default();
        // What keeps programs that are refused from other builds.
        features.remove("refused");
        let (mut crates, mut libraries) = (Vec::new(), BTreeMap::new());
        for dependency in package.of_library() {
            match package.folder_of(&dependency, &self.shared) {
                Some(folder) => drop(libraries.insert(dependency.name.to_owned(), folder)),
                None => crates.push(self.dependency(dependency)?),
            }
        }
        let needed = libraries.keys().cloned().collect();
        let library = Library { files: without_tests(files), crates, libraries: needed, features };
        all.insert(name.to_owned(), library);
        for (name, folder) in libraries {
            self.add_library(&name, &self.package(&folder)?, all)?;
        }
        Ok(())
    }

    fn package(&self, folder: &Path) -> Result<Package> {
        let package = Package::read(&self.root, folder);
        package.with_context(|| format!("cannot read {}", folder.join("Cargo.toml").display()))
    }

    fn dependency(
        &self,
        package::Dependency { name, wanted, target }: package::Dependency<'_>,
    ) -> Result<Dependency> {
        let is = |wanted: &Value, key: &str| wanted.get(key).and_then(Value::as_bool);
        let shared = self.shared.get(name).filter(|_| is(wanted, "workspace") == Some(true));
        let both = || shared.into_iter().chain([wanted]);
        let features = both()
            .filter_map(|wanted| wanted.get("features").and_then(Value::as_array))
            .flatten()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect();
        Ok(Dependency {
            name: name.to_owned(),
            version: self.locked_version(name)?,
            features,
            default_features: !both().any(|wanted| is(wanted, "default-features") == Some(false)),
            optional: is(wanted, "optional") == Some(true),
            target: target.map(str::to_owned),
        })
    }

    fn locked_version(&self, name: &str) -> Result<String> {
        let mut versions = self.locked.iter().filter(|package| text(package, "name") == name);
        match (versions.next(), versions.next()) {
            (Some(package), None) => Ok(text(package, "version").to_owned()),
            (None, _) => bail!("Cargo.lock has no `{name}`"),
            (Some(_), Some(_)) => {
                bail!("Cargo.lock has `{name}` in several versions, and a program or a library names it")
            }
        }
    }

    /// A lock file for a package of that name with these needs, in the versions of the book. Cargo drops from
    /// it what only features that are not used here would need.
    pub fn lock_for(&self, package: &str, needs: &Needs) -> String {
        let crates = needs.crates.values().chain(needs.libraries.values().flat_map(|it| &it.crates));
        let mut needed: BTreeSet<(&str, &str)> = BTreeSet::new();
        let mut open: Vec<&Table> = crates.filter_map(|it| self.locked_as(&it.name)).collect();
        while let Some(next) = open.pop() {
            if needed.insert((text(next, "name"), text(next, "version"))) {
                open.extend(dependencies_of(next).filter_map(|name| self.locked_as(name)));
            }
        }
        let mut lock = String::from("version = 4\n");
        let mut packages: BTreeMap<(&str, &str), String> = BTreeMap::new();
        packages.insert((package, ""), own(package, needs.crates.keys().chain(&needs.named)));
        for (name, library) in &needs.libraries {
            let crates = library.crates.iter().map(|it| &it.name);
            packages.insert((name, ""), own(name, crates.chain(&library.libraries)));
        }
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

/// A package that is a folder.
fn own<'a>(name: &str, dependencies: impl Iterator<Item = &'a String>) -> String {
    let mut entry = format!("name = \"{name}\"\nversion = \"0.1.0\"\n");
    let dependencies: BTreeSet<&String> = dependencies.collect();
    if !dependencies.is_empty() {
        let _ = writeln!(entry, "dependencies = {:?}", dependencies.iter().collect::<Vec<_>>());
    }
    entry
}

fn dependencies_of(package: &Table) -> impl Iterator<Item = &str> {
    package.get("dependencies").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

fn text<'a>(table: &'a Table, key: &str) -> &'a str {
    table.get(key).and_then(Value::as_str).unwrap_or_default()
}
