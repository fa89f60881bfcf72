//! Runs many programs, several at a time, and settles what each of them did.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use catalog::{Catalog, Problem, Program, Source};
use trace::{ClockKind, Event, FlavorRecording, Recording};

use crate::cache::Cache;
use crate::compare::difference;
use crate::interpret::{Verdict, interpret};
use crate::run::{Pace, run};
use crate::toolchain::Built;

/// Programs spend their time waiting, so more of them run at once than there are cores.
const AT_ONCE: usize = 6;

/// How often a run may be thrown away because the machine was too busy.
const TRIES: usize = 4;

/// What is asked of the recorder.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Only these programs.
    pub only: Option<&'a [&'a str]>,
    /// Run even what has run before.
    pub fresh: bool,
}

/// What became of one flavor of one program.
pub struct Outcome {
    pub program: String,
    pub flavor: String,
    /// The recording of this run, or what is wrong.
    pub result: Result<FlavorRecording, Problem>,
    /// Runs that were thrown away because the machine was too busy.
    pub retries: usize,
    /// Taken from an earlier run of the same executable.
    pub cached: bool,
}

/// Programs that are built and can be run.
pub struct Recorder<'a> {
    root: &'a Path,
    catalog: &'a Catalog,
    built: Built,
    cache: Cache,
}

impl<'a> Recorder<'a> {
    /// Builds the programs of the catalog; those that do not compile become problems.
    pub fn build(root: &'a Path, catalog: &'a Catalog, problems: &mut Vec<Problem>) -> Result<Self> {
        let built = Built::rust(root, catalog, problems)?;
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
        Ok(Self { root, catalog, built, cache: Cache::below(&target) })
    }

    /// Runs what is asked for. `done` hears of each outcome as it comes: how many there are, of how
    /// many.
    pub fn run(&self, request: Request<'_>, done: impl Fn(&Outcome, usize, usize) + Sync) -> Vec<Outcome> {
        let jobs: Vec<(&Program, &Source, &Path)> = self
            .catalog
            .programs
            .values()
            .filter(|program| request.only.is_none_or(|only| only.contains(&program.name.as_str())))
            .flat_map(|program| program.sources.iter().map(move |source| (program, source)))
            .filter_map(|(program, source)| Some((program, source, self.built.executable(program, source)?)))
            .collect();
        let next = AtomicUsize::new(0);
        let outcomes = Mutex::new(Vec::with_capacity(jobs.len()));
        thread::scope(|scope| {
            for _ in 0..AT_ONCE.min(jobs.len()) {
                scope.spawn(|| {
                    while let Some((program, source, executable)) =
                        jobs.get(next.fetch_add(1, Ordering::Relaxed))
                    {
                        let outcome = self.outcome(program, source, executable, request.fresh);
                        let mut outcomes =
                            outcomes.lock().expect("no worker panics while it holds the outcomes");
                        done(&outcome, outcomes.len() + 1, jobs.len());
                        outcomes.push(outcome);
                    }
                });
            }
        });
        let mut outcomes = outcomes.into_inner().expect("no worker panics while it holds the outcomes");
        outcomes.sort_by(|a, b| (&a.program, &a.flavor).cmp(&(&b.program, &b.flavor)));
        outcomes
    }

    fn outcome(&self, program: &Program, source: &Source, executable: &Path, fresh: bool) -> Outcome {
        let mut outcome = Outcome {
            program: program.name.clone(),
            flavor: source.flavor.to_string(),
            result: Err(Problem::new(&source.file, 1, "did not run")),
            retries: 0,
            cached: false,
        };
        let events = self.settle(program, source, executable, fresh, &mut outcome);
        outcome.result = match events {
            Ok(events) => events.map(|events| FlavorRecording {
                toolchain: self.built.toolchain(&source.flavor),
                clock: ClockKind::Scaled,
                source: program.fingerprint(source),
                events,
            }),
            Err(error) => Err(Problem::new(&source.file, 1, format!("{error:#}"))),
        };
        outcome
    }

    /// The events of the program: those of an earlier run of the same executable, or of a run now,
    /// confirmed by a second one where it is not what the committed recording says.
    fn settle(
        &self,
        program: &Program,
        source: &Source,
        executable: &Path,
        fresh: bool,
        outcome: &mut Outcome,
    ) -> Result<Result<Vec<Event>, Problem>> {
        let settings = format!("{} {}", program.fingerprint(source), source.flavor);
        let slot = self.cache.slot(executable, &settings)?;
        if let Some(events) = Cache::read(&slot).filter(|_| !fresh) {
            outcome.cached = true;
            return Ok(Ok(events));
        }
        let first = match trusted_run(program, source, executable, Pace::ORDINARY, &mut outcome.retries)? {
            Ok(events) => events,
            Err(problem) => return Ok(Err(problem)),
        };
        let recorded = program.recorded(source.flavor.as_str());
        if recorded.is_none_or(|recorded| recorded.events != first) {
            let second =
                trusted_run(program, source, executable, Pace::ORDINARY.slower(), &mut outcome.retries)?;
            match second {
                Err(problem) => return Ok(Err(problem)),
                Ok(second) => {
                    if let Some(difference) = difference(&first, &second) {
                        let message =
                            format!("two runs differ, so there is nothing to record:\n{difference}");
                        let help =
                            "an order that is free cannot be recorded: keep unrelated events apart in time";
                        return Ok(Err(Problem::new(&source.file, 1, message).help(help)));
                    }
                }
            }
        }
        self.cache.write(&slot, &first)?;
        Ok(Ok(first))
    }

    /// Writes what was recorded: each program's file to the side, then renamed, so that a failed
    /// run costs no recording. Flavors without a new recording keep their old one.
    pub fn write(&self, outcomes: &[Outcome]) -> Result<Vec<PathBuf>> {
        let mut fresh: BTreeMap<&str, Vec<&Outcome>> = BTreeMap::new();
        for outcome in outcomes {
            fresh.entry(&outcome.program).or_default().push(outcome);
        }
        let mut written = Vec::new();
        for (name, outcomes) in fresh {
            let program = &self.catalog.programs[name];
            let recording = merge(program, &outcomes);
            let file = self.root.join(program.recording_file());
            let text = recording.to_text()?;
            if recording.flavors.is_empty() || fs::read_to_string(&file).is_ok_and(|old| old == text) {
                continue;
            }
            let aside = file.with_extension("json.new");
            fs::write(&aside, text).with_context(|| format!("cannot write {}", aside.display()))?;
            fs::rename(&aside, &file).with_context(|| format!("cannot write {}", file.display()))?;
            written.push(program.recording_file());
        }
        Ok(written)
    }
}

fn merge(program: &Program, outcomes: &[&Outcome]) -> Recording {
    let mut flavors = program.recording.as_ref().map(|old| old.flavors.clone()).unwrap_or_default();
    flavors.retain(|flavor, _| program.source(flavor).is_some());
    for outcome in outcomes {
        if let Ok(recorded) = &outcome.result {
            flavors.insert(outcome.flavor.clone(), recorded.clone());
        }
    }
    Recording {
        version: Recording::VERSION,
        program: program.name.clone(),
        lanes: program.manifest.lanes.clone(),
        flavors,
    }
}

/// Runs until the machine was quiet enough for the times to be trusted, slower each time.
fn trusted_run(
    program: &Program,
    source: &Source,
    executable: &Path,
    mut pace: Pace,
    retries: &mut usize,
) -> Result<Result<Vec<Event>, Problem>> {
    let limit = Duration::from_secs(program.manifest.limit_seconds.into());
    let ordinary = Pace::ORDINARY.step.as_secs_f64();
    let mut late = 0;
    for _ in 0..TRIES {
        // A story that is told more slowly may take longer.
        let limit = limit.mul_f64(pace.step.as_secs_f64() / ordinary);
        let finished = run(executable, pace, program.manifest.grid, limit)?;
        match interpret(program, source, &finished, pace) {
            Verdict::Good(events) => return Ok(Ok(events)),
            Verdict::Bad(problem) => return Ok(Err(problem)),
            Verdict::Late { by_ms } => late = by_ms,
        }
        *retries += 1;
        pace = pace.slower();
    }
    let message =
        format!("the machine is too busy to record: an event came {late} ms late, {TRIES} times over");
    Ok(Err(Problem::new(&source.file, 1, message).help("try again when less is running")))
}
