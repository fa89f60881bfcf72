//! What the book's pages need to run programs; made once, and kept by content.
//!
//! [`bundles`] are the hosts that run programs, [`rust`] and [`go`] compile programs to WebAssembly, [`python`]
//! brings Python itself, [`texts`] are programs and kitchens as they are; all of it lies on the [`shelf`], a
//! folder that is copied beside the pages.

mod bundles;
mod go;
mod overlay;
mod python;
mod rust;
mod shelf;
mod texts;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::Result;
use catalog::{Catalog, Problem};
use recorder::Job;
use serde_json::{Value, json};
use toolchains::{Effort, Missing, Toolchain};

use bundles::SERVICE_WORKER;
use shelf::Shelf;

pub use bundles::NODE_HOST;
pub use rust::flags as rust_flags;
pub use shelf::is_published;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The book's folder.
    pub root: &'a Path,
    /// How to get hold of toolchains that are not there. Who only looks is also content with what another
    /// version of a compiler has made of the same programs.
    pub effort: Effort,
    /// The folder `node_modules` of the packages in `web/package.json`; or why they are not here.
    pub packages: Result<&'a Path, &'a str>,
}

/// What there is, and what is not.
#[derive(Debug, Default)]
pub struct Made {
    /// The folder to be put beside the pages, as `run/`.
    pub folder: PathBuf,
    /// Each flavor of a program that can be run.
    pub programs: BTreeMap<(String, String), Artefact>,
    /// What the book's service worker is made of; nothing where the hosts are not here either, which is among what
    /// is missing.
    pub service_worker: Option<PathBuf>,
    /// What cannot be run, and why; one line each.
    pub missing: Vec<String>,
    /// What is wrong with the programs, or with the book's own hosts.
    pub problems: Vec<Problem>,
}

/// What a browser fetches to run a flavor of a program, besides what all programs share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artefact {
    pub file: PathBuf,
    pub bytes: u64,
    /// What it was compiled with, such as `go 1.27.0`; nothing where the text itself is run.
    pub toolchain: Option<String>,
}

/// What came of one language.
#[derive(Debug, Default)]
struct Part {
    programs: BTreeMap<(String, String), Artefact>,
    missing: Option<String>,
    problems: Vec<Problem>,
}

impl Part {
    fn add(&mut self, job: Job<'_>, artefact: Artefact) {
        self.programs.insert(key(job), artefact);
    }

    /// Some programs cannot be run, for that reason; this is one of them.
    fn lacks(&mut self, programs: usize, job: Job<'_>, why: &str) {
        let language = job.source.flavor.language_label();
        self.missing = Some(format!("{programs} programs in {language} do not run in the page: {why}"));
    }
}

fn key(job: Job<'_>) -> (String, String) {
    (job.program.name.clone(), job.source.flavor.to_string())
}

/// A toolchain, as far as it has been looked for.
type Looked<T> = Option<Result<T, Missing>>;

/// Makes what is not there yet, and removes what belongs to no program any more.
pub fn make(catalog: &Catalog, request: Request<'_>) -> Result<Made> {
    let root = request.root;
    let target = target(root);
    let shelf = Shelf::below(&target)?;
    let mut made = Made { folder: shelf.folder().to_owned(), ..Made::default() };
    texts::make(&shelf, catalog, root)?;
    let bundled = bundles::make(&shelf, request, &mut made.problems)?;
    if let Err(why) = bundled {
        // Without a host nothing runs, so nothing need be compiled.
        made.missing.extend(why.map(|why| {
            format!("no program runs in the page: {why}; nor can it be kept for offline reading")
        }));
        shelf.remove(INDEX)?;
        return Ok(made);
    }
    made.service_worker = Some(shelf.path(SERVICE_WORKER));
    let of = |language: &str| -> Vec<Job<'_>> {
        runnable(catalog).filter(|job| job.source.flavor.language() == language).collect()
    };
    let (rust_jobs, go_jobs) = (of("rust"), of("go"));
    let rust = rust::Work::new(&shelf, root, &rust_jobs)?;
    let go = go::Work::new(&shelf, root, &go_jobs)?;
    let (rust_found, go_found) = find(request.effort, rust.is_made(), go.is_made());
    let (rust, go) = thread::scope(|scope| {
        let rust = scope.spawn(|| rust.make(&target, rust_found));
        let go = scope.spawn(|| go.make(go_found));
        (rust.join().expect("a compiler's thread does not panic"), go.join().expect("nor does this one"))
    });
    let (python, assets) = python::make(&shelf, request, &of("python"))?;
    let javascript = texts::artefacts(&shelf, &of("javascript"));
    for part in [javascript, python, rust?, go?] {
        made.programs.extend(part.programs);
        made.missing.extend(part.missing);
        made.problems.extend(part.problems);
    }
    shelf.write(INDEX, index(&made.programs, &assets).to_string().as_bytes())?;
    Ok(made)
}

/// Makes the hosts and nothing else: the one for Node, or why it is not here.
pub fn hosts(request: Request<'_>) -> Result<Result<PathBuf, String>> {
    let shelf = Shelf::below(&target(request.root))?;
    let mut problems = Vec::new();
    let made = bundles::make(&shelf, request, &mut problems)?;
    let told =
        problems.iter().map(|problem: &Problem| problem.message.as_str()).collect::<Vec<_>>().join("; ");
    Ok(made.map(|()| shelf.path(NODE_HOST)).map_err(|why| why.unwrap_or(told)))
}

/// Where what is made lies, for the book in `root`; it need not be there yet.
pub fn folder(root: &Path) -> PathBuf {
    shelf::folder_below(&target(root))
}

fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from)
}

/// Says what has been built.
const INDEX: &str = "index.json";

fn index(programs: &BTreeMap<(String, String), Artefact>, python: &BTreeMap<String, u64>) -> Value {
    let mut by_name: BTreeMap<&str, BTreeMap<&str, Value>> = BTreeMap::new();
    for ((program, flavor), artefact) in programs {
        by_name.entry(program).or_default().insert(flavor, json!({ "bytes": artefact.bytes }));
    }
    json!({ "programs": by_name, "python": python })
}

/// The flavors of programs that a browser can run.
fn runnable(catalog: &Catalog) -> impl Iterator<Item = Job<'_>> {
    let jobs = catalog
        .programs
        .values()
        .flat_map(|program| program.sources.iter().map(move |source| Job { program, source }));
    jobs.filter(|job| job.program.recorded_only(&job.source.flavor).is_none())
}

/// Looks for the compilers side by side; then, one after the other and each with its own progress, brings
/// those that are not here. Whoever only looks does not ask for the compiler of what is made already.
fn find(
    effort: Effort,
    rust_is_made: bool,
    go_is_made: bool,
) -> (Looked<toolchains::RustWasi>, Looked<toolchains::Go>) {
    let ask = |is_made: bool| effort == Effort::Provide || !is_made;
    let (rust, go) = thread::scope(|scope| {
        let rust = scope.spawn(|| ask(rust_is_made).then(|| toolchains::RustWasi::get(Effort::Find)));
        let go = scope.spawn(|| ask(go_is_made).then(|| toolchains::Go::get(Effort::Find)));
        (rust.join().expect("looking does not panic"), go.join().expect("nor does this"))
    });
    (provided(rust, effort), provided(go, effort))
}

fn provided<T: Toolchain>(found: Looked<T>, effort: Effort) -> Looked<T> {
    match (found, effort) {
        (Some(Err(_)), Effort::Provide) => Some(T::get(Effort::Provide)),
        (found, _) => found,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn artefact(bytes: u64) -> Artefact {
        Artefact { file: PathBuf::new(), bytes, toolchain: None }
    }

    #[test]
    fn the_index_says_what_was_built() {
        let programs = [("cake", "go", 5), ("cake", "rust", 3), ("book", "rust", 4)];
        let programs = programs
            .map(|(program, flavor, bytes)| ((program.to_owned(), flavor.to_owned()), artefact(bytes)));
        let python = [("python_stdlib.zip".to_owned(), 7)];
        assert_eq!(
            index(&programs.into(), &python.into()),
            json!({
                "programs": {
                    "book": { "rust": { "bytes": 4 } },
                    "cake": { "go": { "bytes": 5 }, "rust": { "bytes": 3 } },
                },
                "python": { "python_stdlib.zip": 7 },
            })
        );
    }
}
