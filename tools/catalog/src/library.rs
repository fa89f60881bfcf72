//! The libraries below `code/`: the kitchen, and what a chapter builds for its own programs and later ones.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::package::Package;

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
}

impl Library {
    /// All libraries of these chapters, by name.
    pub(crate) fn all(root: &Path, slugs: &[String]) -> io::Result<BTreeMap<String, Self>> {
        let mut libraries = BTreeMap::new();
        for slug in slugs {
            let folder = Path::new("code").join(slug);
            // Most chapters have none, and their manifests need not be read.
            if !root.join(&folder).join("src/lib.rs").is_file() {
                continue;
            }
            let Some(package) = Package::read(root, &folder) else { continue };
            let Some(name) = package.library(root) else { continue };
            let own = package.manifest.get("package").and_then(|package| package.get("name"));
            let library = Self {
                name: name.clone(),
                slug: slug.clone(),
                package: own.and_then(|name| name.as_str()).unwrap_or(&name).to_owned(),
                folder: folder.join("src"),
                files: package.files(root)?.into_iter().collect(),
            };
            libraries.insert(name, library);
        }
        Ok(libraries)
    }
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
