//! Runs many programs, several at a time, and settles what each of them did.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use catalog::{Catalog, Problem, Program};
use tempfile::TempDir;
use trace::{ClockKind, Event, FlavorRecording, Recording};

use crate::cache::Cache;
use crate::compare::difference;
use crate::interpret::{Verdict, interpret};
use crate::languages::Language;
use crate::plan::{Skipped, Task};
use crate::run::{Pace, run};

/// Programs spend their time waiting, so more of them run at once than there are cores.
const AT_ONCE: usize = 4;

/// How often a run may be thrown away because the machine was too busy.
const TRIES: usize = 4;

/// What became of one flavor of one program.
pub struct Outcome {
    pub program: String,
    pub flavor: String,
    /// The recording of this run, or what is wrong.
    pub result: Result<FlavorRecording, Problem>,
    /// Runs that were thrown away because the machine was too busy.
    pub retries: usize,
    /// Taken from an earlier run of the same program.
    pub cached: bool,
    /// How long it took to run, in all.
    pub took: Duration,
}

/// Programs that are compiled, or have run before.
pub struct Recorder<'a> {
    pub(crate) root: &'a Path,
    pub(crate) catalog: &'a Catalog,
    pub(crate) fresh: bool,
    pub(crate) languages: BTreeMap<String, Box<dyn Language>>,
    pub(crate) tasks: Vec<Task<'a>>,
    /// Flavors that cannot be run here.
    pub skipped: Vec<Skipped>,
    pub(crate) cache: Cache,
    /// What was compiled, for as long as it may be run.
    pub(crate) _executables: TempDir,
}

impl Recorder<'_> {
    /// Runs what is asked for. `done` hears of each outcome as it comes: how many there are, of how
    /// many.
    pub fn run(&self, done: impl Fn(&Outcome, usize, usize) + Sync) -> Vec<Outcome> {
        let next = AtomicUsize::new(0);
        let outcomes = Mutex::new(Vec::with_capacity(self.tasks.len()));
        thread::scope(|scope| {
            for _ in 0..AT_ONCE.min(self.tasks.len()) {
                scope.spawn(|| {
                    while let Some(task) = self.tasks.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let outcome = self.outcome(task);
                        let mut outcomes =
                            outcomes.lock().expect("no worker panics while it holds the outcomes");
                        done(&outcome, outcomes.len() + 1, self.tasks.len());
                        outcomes.push(outcome);
                    }
                });
            }
        });
        let mut outcomes = outcomes.into_inner().expect("no worker panics while it holds the outcomes");
        outcomes.sort_by(|a, b| (&a.program, &a.flavor).cmp(&(&b.program, &b.flavor)));
        outcomes
    }

    fn outcome(&self, task: &Task<'_>) -> Outcome {
        let (program, source) = (task.job.program, task.job.source);
        let mut outcome = Outcome {
            program: program.name.clone(),
            flavor: source.flavor.to_string(),
            result: Err(Problem::new(&source.file, 1, "did not run")),
            retries: 0,
            cached: false,
            took: Duration::ZERO,
        };
        let started = Instant::now();
        let language = &self.languages[source.flavor.language()];
        let events = self.settle(task, language.as_ref(), &mut outcome);
        outcome.took = started.elapsed();
        outcome.result = match events {
            Ok(events) => events.map(|events| FlavorRecording {
                toolchain: language.toolchain(&source.flavor),
                clock: ClockKind::Scaled,
                source: program.fingerprint(source),
                events,
            }),
            Err(error) => Err(Problem::new(&source.file, 1, format!("{error:#}"))),
        };
        outcome
    }

    /// The events of the program: those of an earlier run of the same, or of a run now.
    fn settle(
        &self,
        task: &Task<'_>,
        language: &dyn Language,
        outcome: &mut Outcome,
    ) -> Result<Result<Vec<Event>, Problem>> {
        if let Some(events) = task.earlier.as_ref().filter(|_| !self.fresh) {
            outcome.cached = true;
            return Ok(Ok(events.clone()));
        }
        let events = match confirmed_run(task, language, &mut outcome.retries)? {
            Ok(events) => events,
            Err(problem) => return Ok(Err(problem)),
        };
        self.cache.write(&task.fingerprint, &events)?;
        Ok(Ok(events))
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

/// Runs until the result is the committed recording, or twice in a row the same other one.
///
/// An event that is late by more than a step of the grid is not seen to be late: it is told a minute later.
/// So one run that says something new is not believed.
fn confirmed_run(
    task: &Task<'_>,
    language: &dyn Language,
    retries: &mut usize,
) -> Result<Result<Vec<Event>, Problem>> {
    let (program, source) = (task.job.program, task.job.source);
    let recorded = program.recorded(source.flavor.as_str()).map(|recorded| &recorded.events);
    let mut pace = Pace::ORDINARY;
    let mut different = None;
    let mut before: Option<Vec<Event>> = None;
    for run in 0..TRIES {
        let events = match trusted_run(task, language, pace, retries)? {
            Ok(events) => events,
            Err(problem) => return Ok(Err(problem)),
        };
        if recorded == Some(&events) || before.as_ref() == Some(&events) {
            return Ok(Ok(events));
        }
        if run > 0 {
            *retries += 1;
        }
        different = before.as_ref().and_then(|before| difference(before, &events));
        before = Some(events);
        pace = pace.slower();
    }
    let message = format!(
        "no two of {TRIES} runs were the same, so there is nothing to record; the last two:\n{}",
        different.unwrap_or_default()
    );
    let help = "an order that is free cannot be recorded: keep unrelated events apart in time";
    Ok(Err(Problem::new(&source.file, 1, message).help(help)))
}

/// Runs until the machine was quiet enough for the times to be trusted, slower each time.
fn trusted_run(
    task: &Task<'_>,
    language: &dyn Language,
    mut pace: Pace,
    retries: &mut usize,
) -> Result<Result<Vec<Event>, Problem>> {
    let (program, source) = (task.job.program, task.job.source);
    let start = task.start.as_ref().context("was not compiled")?;
    let limit = Duration::from_secs(program.manifest.limit_seconds.into());
    let ordinary = Pace::ORDINARY.step.as_secs_f64();
    let mut late = 0;
    for _ in 0..TRIES {
        // A story that is told more slowly may take longer.
        let limit = limit.mul_f64(pace.step.as_secs_f64() / ordinary);
        let finished = run(start, pace, program.manifest.grid, limit)?;
        match interpret(program, source, language, &finished, pace) {
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
