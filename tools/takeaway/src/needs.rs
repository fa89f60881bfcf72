//! What a Rust program needs besides itself: the kitchen, the crates that it names, in the versions of the
//! book, and the book's own libraries, each in a folder beside the program's `src`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use toml::{Table, Value};

/// What a program needs; or what several do.
#[derive(Debug, Clone)]
pub struct Needs {
    /// Crates of others, by the names that Cargo has for them.
    pub(crate) crates: BTreeMap<String, Dependency>,
    /// The libraries of the book that the program itself names.
    pub(crate) named: BTreeSet<String>,
    /// Those and what they need themselves; the kitchen is always one.
    pub(crate) libraries: BTreeMap<String, Library>,
}

/// A crate of somebody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    pub name: String,
    /// The one version that the book uses.
    pub version: String,
    pub features: BTreeSet<String>,
    pub default_features: bool,
    pub optional: bool,
    /// For which machines, as `[target.….dependencies]` says it; nothing where it is for all.
    pub target: Option<String>,
}

/// A library of the book, on its own.
#[derive(Debug, Clone)]
pub struct Library {
    /// Its files, from its `src`, without tests.
    pub files: BTreeMap<String, String>,
    pub crates: Vec<Dependency>,
    /// Other libraries of the book that it names.
    pub libraries: BTreeSet<String>,
    /// `[features]`.
    pub features: Table,
}

impl Needs {
    /// All that either needs.
    pub fn extend(&mut self, other: Self) {
        for (_, more) in other.crates {
            self.add(more);
        }
        self.named.extend(other.named);
        self.libraries.extend(other.libraries);
    }

    /// Adds a crate of others; to one that is there already, what it has besides.
    pub(crate) fn add(&mut self, more: Dependency) {
        match self.crates.get_mut(&more.name) {
            Some(there) => {
                there.features.extend(more.features);
                there.default_features |= more.default_features;
            }
            None => drop(self.crates.insert(more.name.clone(), more)),
        }
    }

    /// The crates of others, as whoever depends on all this names them.
    pub(crate) fn crates(&self) -> impl Iterator<Item = &str> {
        self.crates.keys().map(String::as_str)
    }

    /// The dependencies of a package that has the libraries in folders of its own: `[dependencies]`, to its end.
    pub fn to_manifest(&self) -> String {
        let own = lines(self.named.iter(), |name| format!("{name} = {{ path = \"{name}\" }}\n"));
        format!("[dependencies]\n{own}{}", lines(self.crates.values(), Dependency::to_line))
    }

    /// The libraries as packages: their files, from the folder of the package that needs them.
    pub fn files(&self) -> impl Iterator<Item = (String, String)> {
        self.libraries.iter().flat_map(|(name, library)| {
            let files = library.files.iter();
            let files = files.map(move |(file, text)| (format!("{name}/src/{file}"), text.clone()));
            files.chain([(format!("{name}/Cargo.toml"), library.manifest(name))])
        })
    }
}

impl Library {
    /// The manifest of its package, whose folder is beside those of the others.
    fn manifest(&self, name: &str) -> String {
        let mut manifest = package(name);
        let others = lines(self.libraries.iter(), |name| format!("{name} = {{ path = \"../{name}\" }}\n"));
        let for_all = lines(self.crates.iter().filter(|it| it.target.is_none()), Dependency::to_line);
        if !(others.is_empty() && for_all.is_empty()) {
            let _ = write!(manifest, "\n[dependencies]\n{others}{for_all}");
        }
        let targets: BTreeSet<&str> = self.crates.iter().filter_map(|it| it.target.as_deref()).collect();
        for target in targets {
            let for_some = lines(
                self.crates.iter().filter(|it| it.target.as_deref() == Some(target)),
                Dependency::to_line,
            );
            let _ = write!(manifest, "\n[target.{}.dependencies]\n{for_some}", Value::from(target));
        }
        if !self.features.is_empty() {
            let _ = write!(manifest, "\n[features]\n{}", self.features);
        }
        manifest
    }
}

impl Dependency {
    /// As a line of a manifest.
    fn to_line(&self) -> String {
        let mut line = format!("{} = {{ version = \"={}\"", self.name, self.version);
        if !self.default_features {
            line.push_str(", default-features = false");
        }
        if !self.features.is_empty() {
            let _ = write!(line, ", features = {:?}", self.features.iter().collect::<Vec<_>>());
        }
        if self.optional {
            line.push_str(", optional = true");
        }
        line + " }\n"
    }
}

fn lines<T>(all: impl Iterator<Item = T>, line: impl Fn(T) -> String) -> String {
    all.fold(String::new(), |text, one| text + &line(one))
}

/// The name of the kitchen among libraries.
pub const KITCHEN: &str = "kitchen";

/// The beginning of a manifest.
pub fn package(name: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\nlicense = \"MIT OR Apache-2.0\"\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dependency(name: &str, target: Option<&str>) -> Dependency {
        Dependency {
            name: name.to_owned(),
            version: "1.2.3".to_owned(),
            features: BTreeSet::new(),
            default_features: true,
            optional: false,
            target: target.map(str::to_owned),
        }
    }

    #[test]
    fn a_library_s_manifest_names_what_it_needs_and_for_which_machines() {
        let library = Library {
            files: BTreeMap::new(),
            crates: vec![
                dependency("slab", None),
                dependency("polling", Some("cfg(not(target_family = \"wasm\"))")),
            ],
            libraries: BTreeSet::from(["executor".to_owned()]),
            features: Table::new(),
        };
        let manifest: Table = library.manifest("reactor").parse().expect("a manifest is TOML");
        assert_eq!(manifest["package"]["name"].as_str(), Some("reactor"));
        assert_eq!(manifest["dependencies"]["executor"]["path"].as_str(), Some("../executor"));
        assert_eq!(manifest["dependencies"]["slab"]["version"].as_str(), Some("=1.2.3"));
        let polling = &manifest["target"]["cfg(not(target_family = \"wasm\"))"]["dependencies"]["polling"];
        assert_eq!(polling["version"].as_str(), Some("=1.2.3"));
    }

    #[test]
    fn several_programs_need_what_each_of_them_does() {
        let needs = |features: &[&str], default_features| {
            let features = features.iter().map(|it| (*it).to_owned()).collect();
            let tokio = Dependency { features, default_features, ..dependency("tokio", None) };
            Needs {
                crates: BTreeMap::from([("tokio".to_owned(), tokio)]),
                named: BTreeSet::new(),
                libraries: BTreeMap::new(),
            }
        };
        let mut all = needs(&["rt"], false);
        all.extend(needs(&["macros"], false));
        assert_eq!(
            all.to_manifest(),
            "[dependencies]\ntokio = { version = \"=1.2.3\", default-features = false, features = [\"macros\", \"rt\"] }\n"
        );
    }
}
