//! Runs many programs, several at a time, and settles what each of them did.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use catalog::{Catalog, Problem, Program};
use tempfile::TempDir;
use trace::{ClockKind, Event, FlavorRecording, Recording};

use crate::attendant::Attendants;
use crate::cache::{Cache, Settled};
use crate::compare::{difference, differs, said};
use crate::interpret::{Verdict, interpret};
use crate::interruption::Interruption;
use crate::languages::{Language, Start};
use crate::plan::{Skipped, Task};
use crate::refused::refused;
use crate::run::{Pace, run};
use crate::virtual_host::VirtualHost;

/// Programs spend their time waiting, so more of them run at once than there are cores.
const AT_ONCE: usize = 8;

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
    pub(crate) languages: BTreeMap<String, Box<dyn Language>>,
    pub(crate) tasks: Vec<Task<'a>>,
    /// Flavors that cannot be run here.
    pub skipped: Vec<Skipped>,
    /// What those flavors run on that a page can run.
    pub(crate) host: Option<VirtualHost>,
    pub(crate) attendants: Attendants,
    pub(crate) cache: Cache,
    /// What was compiled, for as long as it may be run.
    pub(crate) compiled: TempDir,
}

impl Recorder<'_> {
    /// How to start each flavor that was compiled now: its name and its toolchain with it.
    pub fn starts(&self) -> impl Iterator<Item = (String, String, &Start)> {
        self.tasks.iter().filter_map(|task| {
            let flavor = &task.job.source.flavor;
            let toolchain = self.languages[flavor.language()].toolchain(flavor);
            Some((flavor.to_string(), toolchain, task.start.as_ref()?))
        })
    }

    /// Runs what is asked for. `done` hears of each outcome as it comes: how many there are, of how
    /// many. Whoever presses Ctrl-C meanwhile ends the programs, and gets an error.
    pub fn run(&self, done: impl Fn(&Outcome, usize, usize) + Sync) -> Result<Vec<Outcome>> {
        let interruption = Interruption::watch().context("cannot watch for signals")?;
        let next = AtomicUsize::new(0);
        let outcomes = Mutex::new(Vec::with_capacity(self.tasks.len()));
        thread::scope(|scope| {
            for _ in 0..AT_ONCE.min(self.tasks.len()) {
                scope.spawn(|| {
                    while let Some(task) = self.tasks.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let outcome = self.outcome(task, &interruption);
                        if interruption.is_asked() {
                            break;
                        }
                        let mut outcomes =
                            outcomes.lock().expect("no worker panics while it holds the outcomes");
                        done(&outcome, outcomes.len() + 1, self.tasks.len());
                        outcomes.push(outcome);
                    }
                });
            }
        });
        if interruption.is_asked() {
            bail!("interrupted: nothing was recorded");
        }
        let mut outcomes = outcomes.into_inner().expect("no worker panics while it holds the outcomes");
        outcomes.sort_by(|a, b| (&a.program, &a.flavor).cmp(&(&b.program, &b.flavor)));
        Ok(outcomes)
    }

    fn outcome(&self, task: &Task<'_>, interruption: &Interruption) -> Outcome {
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
        let language = self.languages[source.flavor.language()].as_ref();
        let host = self.host.as_ref().filter(|host| host.runs(task.job));
        let settled = self.settle(task, language, host, interruption, &mut outcome.retries);
        outcome.cached = task.earlier.is_some();
        outcome.took = started.elapsed();
        outcome.result = match settled {
            Ok(settled) => settled.map(|Settled { refused, events }| FlavorRecording {
                toolchain: host.map_or_else(
                    || language.toolchain(&source.flavor),
                    |host| host.toolchain(task.job, language),
                ),
                clock: if host.is_some() { ClockKind::Virtual } else { ClockKind::Scaled },
                source: program.fingerprint(source),
                refused,
                events,
            }),
            Err(error) => Err(Problem::new(&source.file, 1, format!("{error:#}"))),
        };
        outcome
    }

    /// What comes of the program: what came of an earlier run of the same, or of a run now.
    fn settle(
        &self,
        task: &Task<'_>,
        language: &dyn Language,
        host: Option<&VirtualHost>,
        interruption: &Interruption,
        retries: &mut usize,
    ) -> Result<Result<Settled, Problem>> {
        if let Some(settled) = &task.earlier {
            return Ok(Ok(settled.clone()));
        }
        let settled = if task.job.source.refused {
            let refused = refused(task, language, self.root, self.compiled.path())?;
            refused.map(|refused| Settled { refused, ..Settled::default() })
        } else {
            let events = self.events(task, language, host, interruption, retries)?;
            events.map(|events| Settled { events, ..Settled::default() })
        };
        if let Ok(settled) = &settled {
            // A cache that cannot be written costs time, and no more.
            let _ = self.cache.write(&task.fingerprint, settled);
        }
        Ok(settled)
    }

    /// The events of a run now.
    fn events(
        &self,
        task: &Task<'_>,
        language: &dyn Language,
        host: Option<&VirtualHost>,
        interruption: &Interruption,
        retries: &mut usize,
    ) -> Result<Result<Vec<Event>, Problem>> {
        if let Some(host) = host {
            self.run_on_host(task, language, host, interruption, retries)
        } else {
            let recorded = task.job.program.recorded(task.job.source.flavor.as_str());
            let is_recorded = |events: &[Event]| recorded.is_some_and(|recorded| recorded.events == events);
            confirmed_run(task, language, interruption, &is_recorded, retries)
        }
    }

    /// The events of a run on the virtual clock, and the word of a native run that it prints the same.
    fn run_on_host(
        &self,
        task: &Task<'_>,
        language: &dyn Language,
        host: &VirtualHost,
        interruption: &Interruption,
        retries: &mut usize,
    ) -> Result<Result<Vec<Event>, Problem>> {
        let limit = Duration::from_secs(task.job.program.manifest.limit_seconds.into());
        let events = match host.run(self.root, task.job, language, limit, &self.attendants, interruption)? {
            Ok(events) => events,
            Err(problem) => return Ok(Err(problem)),
        };
        let prints_the_same = |native: &[Event]| said(native) == said(&events);
        let native = match confirmed_run(task, language, interruption, &prints_the_same, retries)? {
            Ok(native) => native,
            Err(problem) => return Ok(Err(problem)),
        };
        if prints_the_same(&native) {
            return Ok(Ok(events));
        }
        let difference = difference(&said(&native), &said(&events)).unwrap_or_default();
        let message =
            format!("prints something else on the virtual clock (+) than in a native run (-):\n{difference}");
        Ok(Err(Problem::new(&task.job.source.file, 1, message)))
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
            let file = self.root.join(program.recording_file());
            // As it is now: another command may have recorded other flavors meanwhile.
            let old = fs::read_to_string(&file).unwrap_or_default();
            let recorded = Recording::parse(&old).ok().filter(|recording| recording.program == program.name);
            let is_replaced = |flavor: &str| {
                outcomes.iter().any(|outcome| outcome.flavor == flavor && outcome.result.is_ok())
            };
            if recorded.is_none()
                && !old.is_empty()
                && !program.sources.iter().all(|source| is_replaced(source.flavor.as_str()))
            {
                bail!(
                    "{} cannot be read, and not all of its flavors were recorded now, so it is left as it is: \
                     bring it back (git checkout), then record again",
                    program.recording_file().display()
                );
            }
            let recording = merge(program, recorded, &outcomes);
            let text = recording.to_text()?;
            if recording.flavors.is_empty() || old == text {
                continue;
            }
            replace(&file, &text).with_context(|| format!("cannot write {}", file.display()))?;
            written.push(program.recording_file());
        }
        Ok(written)
    }
}

/// Puts a file in another's place: to the side first, so that nothing is ever half written.
fn replace(file: &Path, text: &str) -> Result<()> {
    let folder = file.parent().context("a file is in a folder")?;
    let mut aside = tempfile::Builder::new().prefix(".recording-").tempfile_in(folder)?;
    aside.write_all(text.as_bytes())?;
    #[cfg(unix)]
    aside.as_file().set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644))?;
    aside.persist(file)?;
    Ok(())
}

fn merge(program: &Program, recorded: Option<Recording>, outcomes: &[&Outcome]) -> Recording {
    let mut flavors = recorded.map(|old| old.flavors).unwrap_or_default();
    flavors.retain(|flavor, _| program.source(flavor).is_some());
    for outcome in outcomes {
        let Ok(fresh) = &outcome.result else { continue };
        // Where the host is not here, a native run tells that a recording is right, and does not replace it.
        let confirms = |old: &FlavorRecording| {
            old.clock == ClockKind::Virtual
                && fresh.clock == ClockKind::Scaled
                && old.source == fresh.source
                && differs(old, fresh).is_none()
        };
        if !flavors.get(&outcome.flavor).is_some_and(confirms) {
            flavors.insert(outcome.flavor.clone(), fresh.clone());
        }
    }
    Recording {
        version: Recording::VERSION,
        program: program.name.clone(),
        lanes: program.manifest.lanes.clone(),
        flavors,
    }
}

/// Runs until the result is as expected, or twice in a row the same other one.
///
/// An event that is late by more than a step of the grid is not seen to be late: it is told a minute later.
/// So one run that says something new is not believed.
fn confirmed_run(
    task: &Task<'_>,
    language: &dyn Language,
    interruption: &Interruption,
    is_expected: &dyn Fn(&[Event]) -> bool,
    retries: &mut usize,
) -> Result<Result<Vec<Event>, Problem>> {
    let mut pace = Pace::ORDINARY;
    let mut different = None;
    let mut before: Option<Vec<Event>> = None;
    for run in 0..TRIES {
        let events = match trusted_run(task, language, interruption, pace, retries)? {
            Ok(events) => events,
            Err(problem) => return Ok(Err(problem)),
        };
        if is_expected(&events) || before.as_ref() == Some(&events) {
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
    Ok(Err(Problem::new(&task.job.source.file, 1, message).help(help)))
}

/// Runs until the machine was quiet enough for the times to be trusted, slower each time.
fn trusted_run(
    task: &Task<'_>,
    language: &dyn Language,
    interruption: &Interruption,
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
        let finished = run(start, pace, program.manifest.grid, limit, interruption)?;
        match interpret(program, source, language, &finished, Some(pace)) {
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
