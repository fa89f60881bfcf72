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
        let is_for_pages = program.recorded_only(&source.flavor).is_none();
        if let Some(own) = chapter.library(&self.root).filter(|own| is_named(own)) {
            self.add_library(&own, &chapter, &mut needs.libraries)?;
            needs.named.insert(own);
        }
        for dependency in chapter.of_programs().filter(|it| it.name != KITCHEN && is_named(it.name)) {
            if let Some(folder) = chapter.folder_of(&dependency, &self.shared) {
                self.add_library(dependency.name, &self.package(&folder)?, &mut needs.libraries)?;
                needs.named.insert(dependency.name.to_owned());
                continue;
            }
            // A program is taken home by those who can run it: its crates are for their machine.
            let more = self.dependency(package::Dependency { target: None, ..dependency })?;
            // What runs in a page has been built without what only other machines have.
            if !(is_for_pages && needs.crates.contains_key(&more.name)) {
                needs.add(more);
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

#[cfg(test)]
mod tests {
    use catalog::Catalog;

    use super::*;

    #[test]
    fn features_that_pages_lack_are_for_programs_that_no_page_runs() {
        let book = tempfile::tempdir().unwrap();
        let write = |file: &str, text: &str| {
            let file = book.path().join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        };
        write("Cargo.toml", "[workspace.dependencies]\ntokio = \"=1.2.3\"\n");
        write("Cargo.lock", "[[package]]\nname = \"tokio\"\nversion = \"1.2.3\"\n");
        write("code/kitchen/Cargo.toml", "[package]\nname = \"kitchen\"\n");
        write("code/kitchen/src/lib.rs", "");
        write(
            "code/oven/Cargo.toml",
            "[dev-dependencies]\ntokio = { workspace = true, features = [\"time\"] }\n\
             [target.'cfg(not(target_family = \"wasm\"))'.dev-dependencies]\n\
             tokio = { workspace = true, features = [\"net\"] }\n",
        );
        for (program, reason) in
            [("cake", ""), ("call", "[recorded_only]\nrust-tokio = \"it opens sockets.\"\n")]
        {
            let lanes = "lanes = [{ name = \"alice\", title = \"Alice\", kind = \"thread\" }]\n";
            let told = format!("title = \"A program\"\ngrid = 2\n{lanes}{reason}");
            write(&format!("code/oven/examples/{program}/program.toml"), &told);
            write(
                &format!("code/oven/examples/{program}/rust-tokio.rs"),
                "#[tokio::main]\nasync fn main() {}\n",
            );
        }
        let catalog = Catalog::walk(book.path(), &mut Vec::new()).unwrap();
        let crates = Crates::of(book.path()).unwrap();
        let features = |program: &str| {
            let program = &catalog.programs[program];
            let needs = crates.needs(program, &program.sources[0]).unwrap();
            needs.crates["tokio"].features.iter().cloned().collect::<Vec<_>>()
        };
        assert_eq!(features("cake"), ["time"]);
        assert_eq!(features("call"), ["net", "time"]);
    }
}
