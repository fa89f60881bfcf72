//! What there is to do: which programs are asked for, which toolchains are here, what has run before.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use catalog::{Catalog, Problem, Program, Source};
use tempfile::TempDir;
use toolchains::{Effort, Missing};

use crate::Recorder;
use crate::attendant::Attendants;
use crate::cache::{Cache, Settled};
use crate::compilers::Compilers;
use crate::languages::{self, Job, Language, Start};
use crate::virtual_host::VirtualHost;

/// What is asked of the recorder.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// Only those flavors of programs for which it is true.
    pub only: &'a dyn Fn(&Program, &Source) -> bool,
    /// Run even what has run before.
    pub fresh: bool,
    /// How to get hold of toolchains that are not there.
    pub effort: Effort,
    /// What to run those flavors on that a page can run; without it, their recordings are of native runs.
    pub host: Option<&'a VirtualHost>,
}

/// Flavors that cannot be run here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The language, for people.
    pub language: String,
    /// How many flavors of programs that are.
    pub flavors: usize,
    /// Why, and what would mend it.
    pub why: String,
}

/// What is asked for, and what of it has to be compiled and run.
pub struct Plan<'a> {
    root: &'a Path,
    catalog: &'a Catalog,
    languages: BTreeMap<String, Box<dyn Language>>,
    tasks: Vec<Task<'a>>,
    /// Flavors that cannot be run here.
    pub skipped: Vec<Skipped>,
    host: Option<VirtualHost>,
    cache: Cache,
    target: PathBuf,
}

/// One flavor of one program, and how far it is.
pub(crate) struct Task<'a> {
    pub job: Job<'a>,
    pub fingerprint: String,
    /// What came of an earlier run of the same program.
    pub earlier: Option<Settled>,
    /// How to start it, once it is compiled.
    pub start: Option<Start>,
}

impl<'a> Plan<'a> {
    /// Looks for the toolchains, getting what is missing if the request says so, and for earlier results.
    pub fn new(root: &'a Path, catalog: &'a Catalog, request: Request<'_>) -> Result<Self> {
        let jobs: Vec<Job<'a>> = catalog
            .programs
            .values()
            .flat_map(|program| program.sources.iter().map(move |source| Job { program, source }))
            .filter(|job| (request.only)(job.program, job.source))
            .collect();
        let (languages, missing) = find(root, &jobs, request.effort);
        let skipped =
            missing.into_iter().map(|(language, Missing(why))| skipped(&jobs, &language, why)).collect();
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
        let cache = Cache::below(&target);
        let mut tasks = Vec::with_capacity(jobs.len());
        for job in jobs {
            let Some(language) = languages.get(job.source.flavor.language()) else { continue };
            let host = request.host.filter(|host| host.runs(job));
            let fingerprint = languages::fingerprint(language.as_ref(), host, root, job)?;
            let earlier = if request.fresh { None } else { cache.read(&fingerprint) };
            tasks.push(Task { job, fingerprint, earlier, start: None });
        }
        let host = request.host.cloned();
        Ok(Self { root, catalog, languages, tasks, skipped, host, cache, target })
    }

    /// Whether anything has to be compiled.
    pub fn has_work(&self) -> bool {
        self.tasks.iter().any(|task| task.earlier.is_none())
    }

    /// Compiles what has not run before, the languages side by side; what does not compile becomes a
    /// problem, and costs the others nothing.
    pub fn compile(mut self, problems: &mut Vec<Problem>) -> Result<Recorder<'a>> {
        let folder = self.target.join("programs");
        std::fs::create_dir_all(&folder).context("cannot make a folder for the programs")?;
        sweep(&folder);
        let out = tempfile::tempdir_in(&folder).context("cannot make a folder for the programs")?;
        let compiled = thread::scope(|scope| {
            let running: Vec<_> = self
                .languages
                .iter()
                .map(|(name, language)| {
                    let places: Vec<usize> = self.to_compile(name);
                    let jobs: Vec<Job<'_>> = places.iter().map(|place| self.tasks[*place].job).collect();
                    let (out, root) = (out.path().join(name), self.root);
                    let work = scope.spawn(move || compile_language(language.as_ref(), root, &out, &jobs));
                    (places, work)
                })
                .collect();
            running
                .into_iter()
                .map(|(places, work)| (places, work.join().expect("a compiler's thread does not panic")))
                .collect::<Vec<_>>()
        });
        for (places, result) in compiled {
            match result {
                Ok((starts, found)) => {
                    problems.extend(found);
                    for (place, start) in places.into_iter().zip(starts) {
                        self.tasks[place].start = start;
                    }
                }
                // A compiler that cannot be run costs its own language, and no other.
                Err(error) => problems.extend(places.first().map(|place| {
                    let source = self.tasks[*place].job.source;
                    let language = source.flavor.language_label();
                    Problem::new(
                        &source.file,
                        1,
                        format!("programs in {language} cannot be compiled: {error:#}"),
                    )
                })),
            }
        }
        Ok(self.into_recorder(out))
    }

    fn to_compile(&self, language: &str) -> Vec<usize> {
        let is_new = |task: &Task<'_>| {
            let source = task.job.source;
            // What has to be refused is compiled by itself, lest it should cost the others.
            task.earlier.is_none() && !source.refused && source.flavor.language() == language
        };
        (0..self.tasks.len()).filter(|place| is_new(&self.tasks[*place])).collect()
    }

    fn into_recorder(self, out: TempDir) -> Recorder<'a> {
        let Self { root, catalog, languages, tasks, skipped, host, cache, .. } = self;
        let is_settled =
            |task: &Task<'_>| task.earlier.is_some() || task.start.is_some() || task.job.source.refused;
        let tasks = tasks.into_iter().filter(is_settled).collect();
        let attendants = Attendants::default();
        Recorder { root, catalog, languages, tasks, skipped, host, attendants, cache, compiled: out }
    }
}

/// Removes what commands have left behind that were killed: what is a day old is nobody's any more.
fn sweep(folder: &Path) {
    const DAY: Duration = Duration::from_secs(24 * 60 * 60);
    for entry in std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
        let age =
            entry.metadata().and_then(|entry| entry.modified()).ok().and_then(|date| date.elapsed().ok());
        if age.is_some_and(|age| age > DAY) {
            // Room, and no more: what cannot be removed now is removed another time.
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

type Compiled = Result<(Vec<Option<Start>>, Vec<Problem>)>;

fn compile_language(language: &dyn Language, root: &Path, out: &Path, jobs: &[Job<'_>]) -> Compiled {
    if jobs.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    let mut problems = Vec::new();
    std::fs::create_dir_all(out)?;
    let starts = language.compile(root, out, jobs, Compilers::default(), &mut problems)?;
    Ok((starts, problems))
}

type Languages = BTreeMap<String, Box<dyn Language>>;

/// The languages of the jobs: those that are here, looked for side by side; then, one after the other and
/// each with its own progress, those that have to be brought.
fn find(root: &Path, jobs: &[Job<'_>], effort: Effort) -> (Languages, BTreeMap<String, Missing>) {
    let names: BTreeSet<&str> = jobs.iter().map(|job| job.source.flavor.language()).collect();
    let looked = thread::scope(|scope| {
        let looking: Vec<_> = names
            .iter()
            .map(|name| (*name, scope.spawn(|| languages::get(name, root, Effort::Find))))
            .collect();
        looking
            .into_iter()
            .map(|(name, look)| (name, look.join().expect("looking for a toolchain does not panic")))
            .collect::<Vec<_>>()
    });
    let (mut here, mut missing) = (BTreeMap::new(), BTreeMap::new());
    for (name, found) in looked {
        let found = match (found, effort) {
            (Err(_), Effort::Provide) => languages::get(name, root, Effort::Provide),
            (found, _) => found,
        };
        match found {
            Ok(language) => drop(here.insert(name.to_owned(), language)),
            Err(why) => drop(missing.insert(name.to_owned(), why)),
        }
    }
    (here, missing)
}

fn skipped(jobs: &[Job<'_>], language: &str, why: String) -> Skipped {
    let flavors: Vec<_> =
        jobs.iter().map(|job| &job.source.flavor).filter(|flavor| flavor.language() == language).collect();
    let label =
        flavors.first().map_or_else(|| language.to_owned(), |flavor| flavor.language_label().to_owned());
    Skipped { language: label, flavors: flavors.len(), why }
}
