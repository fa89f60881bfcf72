//! `cargo xtask record`: run the programs; write, or check, what they did.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Result, bail};
use catalog::{Catalog, Problem, Problems, Program, Source, did_you_mean};
use clap::Args;
use recorder::{Outcome, Plan, Recorder, Request, Skipped};
use runnable::Made;
use toolchains::Effort;

use crate::{progress, runs};

#[derive(Args)]
pub struct Options {
    /// Only this program
    program: Option<String>,
    /// Compare a run with what is committed, and write nothing
    #[arg(long)]
    check: bool,
    /// Run even what has not changed since it last ran
    #[arg(long)]
    fresh: bool,
}

pub fn run(root: &Path, options: &Options) -> Result<()> {
    let only = options.program.as_deref();
    let mut problems = Vec::new();
    let catalog = Catalog::walk(root, &mut problems)?;
    if let Some(name) = only
        && !catalog.programs.contains_key(name)
    {
        bail!("no program `{name}` under code/; {}", did_you_mean(name, catalog.names()));
    }
    let asked = |program: &Program, _: &Source| only.is_none_or(|name| program.name == name);
    let made = make(root, &catalog, &asked, Effort::Provide)?;
    let host = runs::host(&made);
    let request =
        Request { only: &asked, fresh: options.fresh, effort: Effort::Provide, host: host.as_ref() };
    let recorder = build(root, &catalog, request, &mut problems)?;
    add_new(&mut problems, made.problems.clone());
    let outcomes = run_all(&recorder)?;
    problems.extend(outcomes.iter().filter_map(|outcome| outcome.result.clone().err()));
    if options.check {
        problems.extend(differences(&catalog, &outcomes));
    } else {
        for file in recorder.write(&outcomes)? {
            println!("wrote {}", file.display());
            // What was wrong with the old one is over.
            problems.retain(|problem| problem.file != file);
        }
    }
    for skipped in &recorder.skipped {
        println!("skipped: {}", in_one_line(skipped));
    }
    runs::missing(&made, Effort::Provide).for_each(|line| println!("run on a scaled clock only: {line}"));
    let good = outcomes.iter().filter(|outcome| outcome.result.is_ok()).count();
    let cached = outcomes.iter().filter(|outcome| outcome.cached).count();
    Problems::check(root, problems)?;
    println!("{good} flavors ran, {cached} of them unchanged since an earlier run");
    Ok(())
}

/// Makes what pages run, with a sign of life: recordings are of the same. Nothing where nothing is asked for
/// that a page can run.
fn make(
    root: &Path,
    catalog: &Catalog,
    only: &dyn Fn(&Program, &Source) -> bool,
    effort: Effort,
) -> Result<Made> {
    let runs_in_pages = |program: &Program| {
        let runs = |source: &Source| program.recorded_only(&source.flavor).is_none() && only(program, source);
        program.sources.iter().any(runs)
    };
    if !catalog.programs.values().any(runs_in_pages) {
        return Ok(Made::default());
    }
    let making = progress::spinner("compiling the programs for browsers");
    let made = runs::make(root, effort);
    making.finish_and_clear();
    made
}

/// Adds the problems that are not told yet: what does not compile does not for a browser, either.
fn add_new(problems: &mut Vec<Problem>, more: Vec<Problem>) {
    let is_told = |new: &Problem| problems.iter().any(|old| old.file == new.file && old.line == new.line);
    let new: Vec<Problem> = more.into_iter().filter(|problem| !is_told(problem)).collect();
    problems.extend(new);
}

/// Compiles the programs that have not run before, with a sign of life; those that do not compile become
/// problems.
pub fn build<'a>(
    root: &'a Path,
    catalog: &'a Catalog,
    request: Request<'_>,
    problems: &mut Vec<Problem>,
) -> Result<Recorder<'a>> {
    let plan = Plan::new(root, catalog, request)?;
    let compiling = plan.has_work().then(|| progress::spinner("compiling the programs"));
    let recorder = plan.compile(problems);
    if let Some(spinner) = compiling {
        spinner.finish_and_clear();
    }
    recorder
}

/// Which flavors were not run, and why, in one line.
pub fn in_one_line(skipped: &Skipped) -> String {
    format!("{} programs in {}: {}", skipped.flavors, skipped.language, skipped.why)
}

/// Runs what is asked for, with a progress bar.
pub fn run_all(recorder: &Recorder<'_>) -> Result<Vec<Outcome>> {
    let bar = progress::bar("running the programs");
    let outcomes = recorder.run(|outcome, done, of| {
        bar.set_length(of as u64);
        bar.set_position(done as u64);
        bar.set_message(format!("{} {}", outcome.program, outcome.flavor));
    });
    bar.finish_and_clear();
    outcomes
}

/// Where a run is not what is committed.
pub fn differences(catalog: &Catalog, outcomes: &[Outcome]) -> Vec<Problem> {
    outcomes.iter().filter_map(|outcome| differs(catalog, outcome)).collect()
}

fn differs(catalog: &Catalog, outcome: &Outcome) -> Option<Problem> {
    let program = catalog.programs.get(&outcome.program)?;
    let fresh = outcome.result.as_ref().ok()?;
    let mend = format!("cargo xtask record {}", program.name);
    let Some(recorded) = program.recorded(&outcome.flavor) else {
        let source = program.source(&outcome.flavor)?;
        return Some(
            Problem::new(&source.file, 1, format!("`{}` is not recorded", outcome.flavor)).help(mend),
        );
    };
    let difference = recorder::differs(recorded, fresh)?;
    let message = format!("`{}` does something else than recorded:\n{difference}", outcome.flavor);
    let place = recorder::first_difference(recorded, fresh);
    let line = place.and_then(|place| program.recording.as_ref()?.line_of_event(&outcome.flavor, place));
    Some(Problem::new(program.recording_file(), line.unwrap_or(1), message).help(mend))
}

/// Records the flavors whose recording is older than they are, and writes those recordings. Those whose
/// toolchain is not here are left to be told by the build.
pub fn stale(root: &Path) -> Result<()> {
    let mut problems = Vec::new();
    let catalog = Catalog::walk(root, &mut problems)?;
    // What cannot be read is told by the build.
    problems.clear();
    let is_stale = |program: &Program, source: &Source| {
        // A recording that cannot be read is an error to be seen, not one to be covered up.
        let readable = program.recording.is_some() || !root.join(program.recording_file()).exists();
        readable && !program.is_recorded(source)
    };
    let names: BTreeSet<&str> = catalog
        .programs
        .values()
        .filter(|program| program.sources.iter().any(|source| is_stale(program, source)))
        .map(|program| program.name.as_str())
        .collect();
    if names.is_empty() {
        return Ok(());
    }
    println!("recording {}", names.into_iter().collect::<Vec<_>>().join(", "));
    let made = make(root, &catalog, &is_stale, Effort::Find)?;
    let host = runs::host(&made);
    let request = Request { only: &is_stale, fresh: false, effort: Effort::Find, host: host.as_ref() };
    let recorder = build(root, &catalog, request, &mut problems)?;
    let outcomes = run_all(&recorder)?;
    recorder.write(&outcomes)?;
    for skipped in &recorder.skipped {
        println!("not recorded: {}; `cargo xtask doctor --get` brings what is missing", in_one_line(skipped));
    }
    problems.extend(outcomes.into_iter().filter_map(|outcome| outcome.result.err()));
    Problems::check(root, problems)?;
    Ok(())
}
