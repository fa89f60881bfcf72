//! Programs in Go: all of them in one module, for the most of each is Go's runtime.
//!
//! The file of a program on the disk is a program of its own, and remains one; an overlay shows the compiler
//! another text in its place. One thing to keep in mind: what a program does in variables of its package, and
//! in `init`, happens in every run of every program.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use catalog::Problem;
use recorder::Job;
use recorder::compiling::{Built, Compilers, build_what_compiles, go};
use toolchains::{Missing, Toolchain};

use crate::overlay::{callable, caller};
use crate::shelf::{Content, Shelf, Stamp};
use crate::{Artefact, Looked, Part};

const NAME: &str = "go/programs.wasm";
/// The folder of the program that calls the others; it is only in the overlay.
const CALLER: &str = "run_in_page";

/// What there is to do.
pub struct Work<'a> {
    shelf: &'a Shelf,
    root: &'a Path,
    jobs: Vec<Job<'a>>,
    /// A hash of what the module is made from.
    content: String,
    /// What it was made from, if it is there.
    stamp: Option<Stamp>,
}

impl<'a> Work<'a> {
    pub fn new(shelf: &'a Shelf, root: &'a Path, jobs: &[Job<'a>]) -> Result<Self> {
        let mut content = Content::default();
        for file in go::sources(root)? {
            content.add_file(root, &file)?;
        }
        content.add("caller", caller(packages(jobs)).as_bytes());
        for job in jobs {
            content.add(&job.source.file.to_string_lossy(), job.source.text.as_bytes());
        }
        let names = if jobs.is_empty() { BTreeSet::new() } else { [NAME.to_owned()].into() };
        shelf.keep_only("go", &names)?;
        Ok(Self { shelf, root, jobs: jobs.to_vec(), content: content.hash(), stamp: shelf.stamp(NAME) })
    }

    /// Whether everything is there, whatever has made it.
    pub fn is_made(&self) -> bool {
        self.jobs.is_empty() || self.is_made_by(None)
    }

    /// The same; `build` is what would make it, if that is known.
    fn is_made_by(&self, build: Option<&str>) -> bool {
        let same =
            |stamp: &Stamp| stamp.content == self.content && build.is_none_or(|build| stamp.build == build);
        self.stamp.as_ref().is_some_and(same)
    }

    /// Makes the module if it is not there; without a compiler, what is there is kept.
    pub fn make(&self, found: Looked<toolchains::Go>) -> Result<Part> {
        let mut part = Part::default();
        let Some(first) = self.jobs.first() else { return Ok(part) };
        let name = found.as_ref().and_then(|found| Some(found.as_ref().ok()?.found().name));
        if self.is_made_by(name.as_deref()) {
            let toolchain = self.stamp.as_ref().and_then(|stamp| stamp.toolchain.clone());
            self.add(&mut part, &vec![true; self.jobs.len()], toolchain.as_deref());
            return Ok(part);
        }
        match found {
            Some(Ok(go)) => {
                let name = go.found().name;
                let good = self.compile(&go, &name, &mut part)?;
                self.add(&mut part, &good, Some(&name));
            }
            Some(Err(Missing(why))) => {
                self.shelf.remove(NAME)?;
                part.lacks(self.jobs.len(), *first, &why);
            }
            // Nobody has looked, for everything was there.
            None => {}
        }
        Ok(part)
    }

    fn add(&self, part: &mut Part, good: &[bool], toolchain: Option<&str>) {
        let (file, bytes) = (self.shelf.path(NAME), self.shelf.bytes(NAME));
        for (job, _) in self.jobs.iter().zip(good).filter(|(_, good)| **good) {
            let toolchain = toolchain.map(str::to_owned);
            part.add(*job, Artefact { file: file.clone(), bytes, toolchain });
        }
    }

    /// Compiles the module of the programs that compile; which these are.
    fn compile(&self, go: &toolchains::Go, name: &str, part: &mut Part) -> Result<Vec<bool>> {
        let aside = tempfile::tempdir_in(self.shelf.folder().parent().unwrap_or(self.root))?;
        let out = aside.path().join("programs.wasm");
        let has_main: Vec<bool> = self.jobs.iter().map(|job| check_main(*job, &mut part.problems)).collect();
        let rest: Vec<Job<'_>> =
            self.jobs.iter().zip(&has_main).filter(|(_, has)| **has).map(|(job, _)| *job).collect();
        let build = |jobs: &[Job<'_>]| build(go, self.root, jobs, aside.path(), &out);
        let mut built = build_what_compiles(&rest, &mut part.problems, build)?.into_iter();
        let good: Vec<bool> =
            has_main.into_iter().map(|has_main| has_main && built.next().unwrap_or(false)).collect();
        if !good.contains(&true) {
            self.shelf.remove(NAME)?;
            return Ok(good);
        }
        // One that lacks a program is to be made again.
        let content = if part.problems.is_empty() { self.content.clone() } else { String::new() };
        let (toolchain, build) = (Some(name.to_owned()), name.to_owned());
        self.shelf.put(NAME, &out, &Stamp { content, toolchain, build, files: Vec::new() })?;
        Ok(good)
    }
}

/// Whether the program can be called; else it becomes a problem, in the compiler's own words.
fn check_main(job: Job<'_>, problems: &mut Vec<Problem>) -> bool {
    let has_main = callable(&job.source.text).is_some();
    if !has_main {
        let message = "does not compile: function main is undeclared in the main package";
        problems.push(Problem::new(&job.source.file, 1, message));
    }
    has_main
}

/// The packages of the programs, by the programs' names.
fn packages<'a>(jobs: &[Job<'a>]) -> impl Iterator<Item = (&'a str, String)> {
    jobs.iter().map(|job| (job.program.name.as_str(), package(*job)))
}

/// The path by which Go imports the program: the module's name, and where it is in the module.
fn package(job: Job<'_>) -> String {
    format!("bakery/{}", go::in_module(&job.program.folder).to_string_lossy().replace('\\', "/"))
}

/// Builds one module of these programs, or tells the compiler's errors.
fn build(go: &toolchains::Go, root: &Path, jobs: &[Job<'_>], aside: &Path, out: &Path) -> Built {
    let shown = write_shown(jobs, aside)?;
    let overlay = &aside.join("overlay.json");
    let package = &Path::new(".").join(CALLER);
    let built = go::Overlaid { root, shown: &shown, overlay, package, out, for_browser: true }
        .run(go, Compilers::default())?;
    Ok(built.map_err(|mut errors| {
        for error in &mut errors {
            // The compiler names the file that it was shown; the one that it stands for has the same lines.
            let shown = |job: &&Job<'_>| error.file.ends_with(shown_as(aside, **job));
            if let Some(job) = jobs.iter().find(shown) {
                error.file.clone_from(&job.source.file);
            }
        }
        errors
    }))
}

/// What the compiler is shown in a program's place, from the folder in which `aside` is.
fn shown_as(aside: &Path, job: Job<'_>) -> PathBuf {
    Path::new(aside.file_name().unwrap_or_default()).join(format!("{}.go", job.program.name))
}

/// Writes what the compiler is shown, and says in the place of which file.
fn write_shown(jobs: &[Job<'_>], aside: &Path) -> Result<Vec<(PathBuf, PathBuf)>> {
    let mut all = Vec::new();
    let mut show = |file: PathBuf, shown: PathBuf, text: String| -> Result<()> {
        fs::write(&shown, text)?;
        all.push((file, shown));
        Ok(())
    };
    for job in jobs {
        if let Some(text) = callable(&job.source.text) {
            let shown = aside.with_file_name(shown_as(aside, *job));
            show(go::in_module(&job.source.file).to_owned(), shown, text)?;
        }
    }
    // No program is named with a capital letter.
    show(Path::new(CALLER).join("main.go"), aside.join("Caller.go"), caller(packages(jobs)))?;
    Ok(all)
}
