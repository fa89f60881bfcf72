//! The Cargo packages below `code/`, as far as their manifests tell: the library that a chapter may have, and
//! what its programs depend on.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use toml::{Table, Value};

use crate::program::{name_of, sorted_entries};

/// A package: the kitchen, or a chapter's own.
#[derive(Debug, Clone)]
pub struct Package {
    /// The folder, relative to the book's.
    pub folder: PathBuf,
    pub manifest: Table,
}

/// Something that a package depends on.
#[derive(Debug, Clone, Copy)]
pub struct Dependency<'a> {
    /// As the package names it.
    pub name: &'a str,
    pub wanted: &'a Value,
    /// For which machines, as `[target.….dependencies]` says it; nothing where it is for all.
    pub target: Option<&'a str>,
}

/// What only its own programs and tests depend on.
const FOR_PROGRAMS: &str = "dev-dependencies";
/// What everything in a package depends on, its library too.
const FOR_ALL: &str = "dependencies";

impl Package {
    /// The package of a folder; `None` where there is none, or one of which Cargo itself says what is wrong.
    pub fn read(root: &Path, folder: &Path) -> Option<Self> {
        let text = fs::read_to_string(root.join(folder).join("Cargo.toml")).ok()?;
        Some(Self { folder: folder.to_owned(), manifest: toml::from_str(&text).ok()? })
    }

    /// The name by which programs know its library, if it has one.
    pub fn library(&self, root: &Path) -> Option<String> {
        if !root.join(&self.folder).join(LIBRARY).is_file() {
            return None;
        }
        let name = |section: &str| self.manifest.get(section)?.get("name")?.as_str();
        Some(name("lib").or_else(|| name("package"))?.replace('-', "_"))
    }

    /// The files of its library, from `src`, and their texts.
    pub fn files(&self, root: &Path) -> io::Result<Vec<(String, String)>> {
        let mut files = Vec::new();
        gather(&root.join(&self.folder).join("src"), "", &mut files)?;
        Ok(files)
    }

    /// What its library depends on.
    pub fn of_library(&self) -> impl Iterator<Item = Dependency<'_>> {
        self.dependencies(&[FOR_ALL])
    }

    /// What its programs may name, besides its library.
    pub fn of_programs(&self) -> impl Iterator<Item = Dependency<'_>> {
        self.dependencies(&[FOR_ALL, FOR_PROGRAMS])
    }

    fn dependencies(&self, sections: &'static [&str]) -> impl Iterator<Item = Dependency<'_>> {
        let for_some = self.manifest.get("target").and_then(Value::as_table).into_iter().flatten();
        let for_some = for_some.filter_map(|(target, it)| Some((Some(target.as_str()), it.as_table()?)));
        std::iter::once((None, &self.manifest)).chain(for_some).flat_map(move |(target, manifest)| {
            let tables = sections.iter().filter_map(|section| manifest.get(*section)?.as_table());
            tables.flatten().map(move |(name, wanted)| Dependency { name, wanted, target })
        })
    }

    /// The folder of something that it depends on, from the book's, if that is a package of the book.
    /// `shared` is what `[workspace.dependencies]` says.
    pub fn folder_of(&self, dependency: &Dependency<'_>, shared: &Table) -> Option<PathBuf> {
        let path = |wanted: &Value| wanted.get("path")?.as_str().map(str::to_owned);
        let folder = match path(dependency.wanted) {
            Some(path) => self.folder.join(path),
            None if is_shared(dependency.wanted) => PathBuf::from(path(shared.get(dependency.name)?)?),
            None => return None,
        };
        normal(&folder).filter(|folder| folder.starts_with("code"))
    }
}

/// The packages that decide what a program of a chapter is compiled to: the kitchen, the chapter's own, and
/// those of the book that it depends on.
pub fn packages_of(root: &Path, slug: &str) -> Vec<PathBuf> {
    let chapter = Path::new("code").join(slug);
    let mut found = vec![PathBuf::from(KITCHEN), chapter];
    let (mut read, nothing) = (None, Table::new());
    let mut place = 1;
    while place < found.len() {
        if let Some(package) = Package::read(root, &found[place]) {
            let all: Vec<Dependency<'_>> =
                if place == 1 { package.of_programs().collect() } else { package.of_library().collect() };
            // Each chapter has the kitchen, and most have nothing else of the book.
            for dependency in all.iter().filter(|dependency| dependency.name != "kitchen") {
                let shared = if is_shared(dependency.wanted) {
                    &*read.get_or_insert_with(|| shared_dependencies(root))
                } else {
                    &nothing
                };
                let folder = package.folder_of(dependency, shared);
                found.extend(folder.filter(|folder| !found.contains(folder)));
            }
        }
        place += 1;
    }
    found
}

/// `[workspace.dependencies]` of the book.
pub fn shared_dependencies(root: &Path) -> Table {
    let manifest = Package::read(root, Path::new("")).map(|package| package.manifest).unwrap_or_default();
    let shared = manifest.get("workspace").and_then(|workspace| workspace.get(FOR_ALL));
    shared.and_then(Value::as_table).cloned().unwrap_or_default()
}

/// The folder of the kitchen, from the book's.
const KITCHEN: &str = "code/kitchen";
/// The file of a library, from its package.
const LIBRARY: &str = "src/lib.rs";

fn is_shared(wanted: &Value) -> bool {
    wanted.get("workspace").and_then(Value::as_bool).unwrap_or_default()
}

/// A path without `..`; `None` for one that leads out of where it begins.
fn normal(path: &Path) -> Option<PathBuf> {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(normal.pop().then_some(())?),
            Component::CurDir => {}
            part => normal.push(part),
        }
    }
    Some(normal)
}

fn gather(folder: &Path, before: &str, files: &mut Vec<(String, String)>) -> io::Result<()> {
    for entry in sorted_entries(folder)? {
        let name = format!("{before}{}", name_of(&entry));
        if entry.is_dir() {
            gather(&entry, &format!("{name}/"), files)?;
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            files.push((name, fs::read_to_string(&entry)?));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A book with packages of these manifests, each with a library.
    fn book(manifests: &[(&str, &str)]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for (folder, manifest) in manifests {
            let src = root.path().join(folder).join("src");
            fs::create_dir_all(src.join("deep")).unwrap();
            fs::write(root.path().join(folder).join("Cargo.toml"), manifest).unwrap();
            for file in ["lib.rs", "notes.txt", "deep/inside.rs"] {
                fs::write(src.join(file), "").unwrap();
            }
        }
        root
    }

    #[test]
    fn a_chapter_s_programs_depend_on_its_own_library_and_on_those_that_it_names() {
        let root = book(&[
            (
                "",
                "[workspace.dependencies]\ntokio = \"1\"\nkitchen.path = \"code/kitchen\"\noven.path = \"code/oven\"\n",
            ),
            ("code/kitchen", "[package]\nname = \"kitchen\"\n"),
            ("code/plain", "[dev-dependencies]\nkitchen.workspace = true\ntokio.workspace = true\n"),
            (
                "code/oven",
                "[dependencies]\ntimer = { package = \"code-timer\", path = \"../timer\" }\n[dev-dependencies]\nplain.path = \"../plain\"\n",
            ),
            (
                "code/timer",
                "[dependencies]\noutside.path = \"../../tools/outside\"\nfar.path = \"../../../far\"\n",
            ),
            ("code/baking", "[target.'cfg(unix)'.dev-dependencies]\noven.workspace = true\n"),
        ]);
        let packages = |slug: &str| {
            let found = packages_of(root.path(), slug);
            found.iter().map(|folder| name_of(folder)).collect::<Vec<_>>()
        };
        assert_eq!(packages("plain"), ["kitchen", "plain"]);
        assert_eq!(packages("oven"), ["kitchen", "oven", "timer", "plain"]);
        assert_eq!(packages("baking"), ["kitchen", "baking", "oven", "timer"], "no programs of a library's");
        assert_eq!(packages("gone"), ["kitchen", "gone"]);
    }

    #[test]
    fn a_library_has_its_own_name_or_its_package_s_and_its_files() {
        let root = book(&[
            ("code/oven", "[package]\nname = \"code-oven\"\n[lib]\nname = \"oven\"\n"),
            ("code/egg-timer", "[package]\nname = \"egg-timer\"\n"),
        ]);
        let package = |folder: &str| Package::read(root.path(), Path::new(folder)).unwrap();
        assert_eq!(package("code/oven").library(root.path()).as_deref(), Some("oven"));
        assert_eq!(package("code/egg-timer").library(root.path()).as_deref(), Some("egg_timer"));
        let files = package("code/oven").files(root.path()).unwrap();
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["deep/inside.rs", "lib.rs"]);
        fs::remove_file(root.path().join("code/oven/src/lib.rs")).unwrap();
        assert_eq!(package("code/oven").library(root.path()), None);
    }
}
