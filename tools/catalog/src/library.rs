//! The libraries below `code/`: the kitchen, and what a chapter builds for its own programs and later ones.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use toml::Table;

use crate::package::{Package, shared_dependencies};

/// A library: `code/<slug>/src/lib.rs`.
#[derive(Debug, Clone)]
pub struct Library {
    /// As programs name it.
    pub name: String,
    /// The chapter that it belongs to.
    pub slug: String,
    /// The name of its Cargo package.
    pub package: String,
    /// The folder of its files, relative to the book's.
    pub folder: PathBuf,
    /// Its files, from that folder, and their texts.
    pub files: BTreeMap<String, String>,
    /// It depends on nothing but the standard library and such libraries of the book.
    pub is_of_the_book_alone: bool,
    /// The libraries of the book that it depends on, and those that they do; by name.
    pub needs: BTreeSet<String>,
}

/// The longest address that every browser and server takes on the way, with room to spare.
pub const LONGEST_ADDRESS: usize = 24_000;

impl Library {
    /// All libraries of these chapters, by name.
    pub(crate) fn all(root: &Path, slugs: &[String]) -> io::Result<BTreeMap<String, Self>> {
        let mut packages = BTreeMap::new();
        for slug in slugs {
            let folder = Path::new("code").join(slug);
            // Most chapters have none, and their manifests need not be read.
            if !root.join(&folder).join("src/lib.rs").is_file() {
                continue;
            }
            let Some(package) = Package::read(root, &folder) else { continue };
            if let Some(name) = package.library(root) {
                packages.insert(name, (slug, package));
            }
        }
        let shared = if packages.len() > 1 { shared_dependencies(root) } else { Table::new() };
        let by_folder: Packages<'_> = packages
            .iter()
            .map(|(name, (_, package))| (package.folder.clone(), (name.as_str(), package)))
            .collect();
        let mut libraries = BTreeMap::new();
        for (name, (slug, package)) in &packages {
            let mut needs = BTreeSet::new();
            let is_of_the_book_alone = is_alone(package, &by_folder, &shared, &mut needs);
            let own = package.manifest.get("package").and_then(|package| package.get("name"));
            libraries.insert(
                name.clone(),
                Self {
                    name: name.clone(),
                    slug: (*slug).clone(),
                    package: own.and_then(|name| name.as_str()).unwrap_or(name).to_owned(),
                    folder: package.folder.join("src"),
                    files: package.files(root)?.into_iter().collect(),
                    is_of_the_book_alone,
                    needs,
                },
            );
        }
        Ok(libraries)
    }
}

/// By folder: the name of the library, and its package.
type Packages<'a> = BTreeMap<PathBuf, (&'a str, &'a Package)>;

/// Whether a package depends on such of the book alone, whose names go to `needs`.
fn is_alone(package: &Package, all: &Packages<'_>, shared: &Table, needs: &mut BTreeSet<String>) -> bool {
    let mut is_alone_so_far = true;
    for dependency in package.of_library() {
        let other = package.folder_of(&dependency, shared).and_then(|folder| all.get(&folder));
        is_alone_so_far &= other.is_some_and(|(name, other)| {
            needs.insert((*name).to_owned());
            // Cargo lets no package depend on itself by way of others.
            is_alone(other, all, shared, needs)
        });
    }
    is_alone_so_far
}

/// So many characters a text takes in an address, at the most.
fn in_address(text: &str) -> usize {
    text.bytes().map(|byte| if byte.is_ascii_alphanumeric() { 1 } else { 3 }).sum()
}

/// Whether a program and these libraries, without their comments, fit into the address of a page.
pub fn fits_address<'a>(program: &str, libraries: impl Iterator<Item = &'a Library>) -> bool {
    let is_code = |line: &&str| !line.is_empty() && !line.starts_with("//");
    let of = |text: &String| -> usize {
        // With the end of each line.
        text.lines().map(str::trim).filter(is_code).map(|line| in_address(line) + 3).sum()
    };
    let libraries: usize = libraries.flat_map(|library| library.files.values()).map(of).sum();
    in_address(program) + libraries <= LONGEST_ADDRESS
}

/// Whether a text in Rust has that crate's name at the beginning of a path.
pub fn names(text: &str, name: &str) -> bool {
    text.match_indices(&format!("{name}::")).any(|(place, _)| {
        let before = text[..place].chars().next_back();
        before.is_none_or(|before| !(before.is_alphanumeric() || before == '_' || before == ':'))
    })
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
