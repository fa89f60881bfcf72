//! What pages need to run programs: made by `runnable`, from the packages that are here; and what readers take
//! home, made by `takeaway`.

use std::fs;
use std::path::Path;

use anyhow::Result;
use catalog::Catalog;
use runnable::{Made, Request};
use toolchains::Effort;
use walkdir::WalkDir;

use crate::npm::{self, Packages};

/// The folder beside the pages.
pub const FOLDER: &str = "run";

/// Makes what is not there yet.
pub fn make(root: &Path, effort: Effort) -> Result<Made> {
    // What is wrong with a program is told by the build of the pages.
    let catalog = Catalog::walk(root, &mut Vec::new())?;
    takeaway::write(&catalog, root, &runnable::folder(root))?;
    let packages = match effort {
        Effort::Find => npm::find(root)?,
        Effort::Provide => match npm::ensure(root)? {
            Packages::Here(folder) => Some(folder),
            Packages::Unavailable(_) => None,
        },
    };
    runnable::make(&catalog, Request { root, effort, packages: packages.as_deref() })
}

/// What of it is missing, and what would mend that; a line for each.
pub fn missing(made: &Made) -> impl Iterator<Item = String> {
    made.missing.iter().map(|why| format!("{why} (`cargo xtask doctor --get` brings what can be brought)"))
}

/// Copies what readers get to a book.
pub fn publish(made: &Made, book: &Path) -> Result<()> {
    let target = book.join(FOLDER);
    for entry in WalkDir::new(&made.folder) {
        let entry = entry?;
        let name = entry.path().strip_prefix(&made.folder)?;
        if entry.file_type().is_dir() {
            fs::create_dir_all(target.join(name))?;
        } else if runnable::is_published(name) {
            fs::copy(entry.path(), target.join(name))?;
        }
    }
    Ok(())
}
