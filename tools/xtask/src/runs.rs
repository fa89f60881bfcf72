//! What pages need to run programs: made by `runnable`, from the packages that are here; and what readers take
//! home, made by `takeaway`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Result;
use catalog::Catalog;
use recorder::{Host, Runnable, VirtualHost};
use runnable::{Artefact, Made, Request};
use toolchains::{Effort, Missing, Node, Toolchain};
use walkdir::WalkDir;

use crate::npm::{self, Packages};

/// The folder beside the pages.
pub const FOLDER: &str = "run";

const NO_PACKAGES: &str = "the packages of web/package.json are not here";

/// Makes what is not there yet.
pub fn make(root: &Path, effort: Effort) -> Result<Made> {
    // What is wrong with a program is told by the build of the pages.
    let catalog = Catalog::walk(root, &mut Vec::new())?;
    takeaway::write(&catalog, root, &runnable::folder(root))?;
    let packages = packages(root, effort)?;
    let packages = packages.as_deref().map_err(String::as_str);
    runnable::make(&catalog, Request { root, effort, packages })
}

/// Makes the hosts alone, with which exercises are checked; or says why they are not here.
pub fn hosts(root: &Path, effort: Effort) -> Result<Result<Host, String>> {
    let packages = packages(root, effort)?;
    let packages = packages.as_deref().map_err(String::as_str);
    let script = match runnable::hosts(Request { root, effort, packages })? {
        Ok(script) => script,
        Err(why) => return Ok(Err(why)),
    };
    Ok(match Node::get(effort) {
        Ok(node) => Ok(Host { node: node.program().clone(), script }),
        Err(Missing(why)) => Err(why),
    })
}

/// The folder of the packages of `web/package.json`; or why they are not here.
fn packages(root: &Path, effort: Effort) -> Result<Result<PathBuf, String>> {
    Ok(match effort {
        // A book without a player, which is for tests of the rest.
        _ if !npm::is_listed(root) => Err("this copy of the book has no web/package.json".to_owned()),
        Effort::Find => npm::find(root)?.ok_or_else(|| NO_PACKAGES.to_owned()),
        Effort::Provide => match npm::ensure(root)? {
            Packages::Here(folder) => Ok(folder),
            Packages::Unavailable(why) => Err(why),
        },
    })
}

/// What the recorder runs programs on that pages can run; nothing where Node.js or the hosts are not here.
pub fn host(made: &Made) -> Option<VirtualHost> {
    let node = Node::get(Effort::Find).ok().filter(|_| !made.programs.is_empty())?;
    let runnable = |artefact: &Artefact| Runnable {
        module: Some(artefact.file.clone())
            .filter(|file| file.extension().is_some_and(|kind| kind == "wasm")),
        toolchain: artefact.toolchain.clone().unwrap_or_else(|| node.found().name),
    };
    let programs = made.programs.iter().map(|(name, artefact)| (name.clone(), runnable(artefact)));
    Some(VirtualHost {
        host: Host { node: node.program().clone(), script: made.folder.join(runnable::NODE_HOST) },
        python: made.folder.join("python"),
        programs: programs.collect(),
    })
}

/// What of it is missing, and what would mend that; a line for each. Who was to bring it and could not has
/// tried all that there is.
pub fn missing(made: &Made, effort: Effort) -> impl Iterator<Item = String> {
    let mend = match effort {
        Effort::Find => " (`cargo xtask doctor --get` brings what can be brought)",
        Effort::Provide => "",
    };
    made.missing.iter().map(move |why| format!("{why}{mend}"))
}

/// Puts what readers get into a book.
pub fn publish(made: &Made, book: &Path) -> Result<()> {
    let target = book.join(FOLDER);
    for entry in WalkDir::new(&made.folder) {
        let entry = entry?;
        let name = entry.path().strip_prefix(&made.folder)?;
        if entry.file_type().is_dir() {
            fs::create_dir_all(target.join(name))?;
        } else if runnable::is_published(name) {
            put(entry.path(), &target.join(name))?;
        }
    }
    Ok(())
}

/// The same file under a second name, where both are on one disk; else a copy. Neither place changes a file: both
/// replace it.
fn put(file: &Path, place: &Path) -> io::Result<()> {
    // Never written into: it may be the same file already.
    if place.exists() {
        fs::remove_file(place)?;
    }
    fs::hard_link(file, place).or_else(|_| fs::copy(file, place).map(drop))
}
