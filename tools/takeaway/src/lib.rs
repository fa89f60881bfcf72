//! What leaves the book: an archive of each program for each of its flavors, which runs with one command of
//! that language's ordinary toolchain, and one file for the Rust Playground.

mod archive;
mod cargo;
mod home;
mod needs;
mod playground;
mod text;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use catalog::Catalog;

pub use archive::Archive;
pub use cargo::Crates;
pub use home::{Toolchain, archive};
pub use needs::Needs;
pub use playground::file as playground_file;

/// The folder of the kitchen, from the book's.
const KITCHEN: &str = "code/kitchen";

/// Writes `home/<program>-<flavor>.zip` and `playground/<program>.<flavor>.rs` below `out`. What is there
/// already is left as it is, and what belongs to no program any more is removed.
pub fn write(catalog: &Catalog, root: &Path, out: &Path) -> Result<()> {
    let crates = Crates::of(root)?;
    let (home, playground) = (out.join("home"), out.join("playground"));
    let (mut archives, mut files) = (BTreeSet::new(), BTreeSet::new());
    fs::create_dir_all(&home).with_context(|| format!("cannot make {}", home.display()))?;
    fs::create_dir_all(&playground).with_context(|| format!("cannot make {}", playground.display()))?;
    for program in catalog.programs.values() {
        for source in program.sources.iter().filter(|source| !source.refused) {
            let context = || format!("{} cannot be packed", source.file.display());
            let archive = archive(root, &crates, program, source).with_context(context)?;
            let name = format!("{}.zip", archive.folder());
            let file = home.join(&name);
            if !archive.is_in(&file) {
                replace(&file, &archive.to_bytes()?)?;
            }
            archives.insert(OsString::from(name));
            if let Some(text) = playground_file(catalog, &crates, program, source).with_context(context)? {
                let name = format!("{}.{}.rs", program.name, source.flavor);
                let file = playground.join(&name);
                if fs::read(&file).map_or(true, |there| there != text.as_bytes()) {
                    replace(&file, text.as_bytes())?;
                }
                files.insert(OsString::from(name));
            }
        }
    }
    remove_others(&home, &archives)?;
    remove_others(&playground, &files)
}

/// Puts a file in another's place: to the side first, so that nobody reads half of one.
fn replace(file: &Path, content: &[u8]) -> Result<()> {
    let folder = file.parent().context("a file is in a folder")?;
    let mut aside = tempfile::Builder::new().prefix(".").tempfile_in(folder)?;
    aside.write_all(content)?;
    #[cfg(unix)]
    aside.as_file().set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644))?;
    aside.persist(file).with_context(|| format!("cannot write {}", file.display()))?;
    Ok(())
}

fn remove_others(folder: &Path, kept: &BTreeSet<OsString>) -> Result<()> {
    for entry in fs::read_dir(folder)?.filter_map(Result::ok) {
        let name = entry.file_name();
        // One that begins with a dot is being written by another build.
        if !kept.contains(&name) && !name.to_string_lossy().starts_with('.') {
            fs::remove_file(entry.path())
                .with_context(|| format!("cannot remove {}", entry.path().display()))?;
        }
    }
    Ok(())
}
