//! `cargo xtask faults`: are the checks worth anything? Faults are put into a copy of the book, one at a time, and
//! the command that should notice is asked. [`fault`] is what a fault is, [`copied`] spoils and mends the copy,
//! [`notice`] asks, [`verdict`] judges the answer, and [`report`] tells.

mod copied;
mod fault;
mod notice;
mod report;
mod verdict;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::Args;
use toolchains::Effort;

use copied::Copied;
use fault::Fault;
use notice::{Desk, Notice};
use verdict::{Outcome, Verdict, judge};

use crate::runs;

#[derive(Args)]
pub struct Options {
    /// Only the faults whose kind or description contains this
    only: Option<String>,
    /// Make each skip a failure: for machines that have to have everything
    #[arg(long, env = "CI", value_parser = clap::builder::FalseyValueParser::new())]
    require_all: bool,
}

/// A copy for each; more would wait for each other's compilers.
const WORKERS: usize = 2;

/// So many faults, at most, are put into one copy before another worker may take the rest.
const AT_A_TIME: usize = 12;

/// A test has seconds for this, and is followed by all of them where it counts.
const SAMPLE: usize = 4;

pub fn run(root: &Path, options: &Options) -> Result<()> {
    let started = Instant::now();
    let mut faults = fault::all(root)?;
    if let Some(only) = &options.only {
        faults.retain(|fault| fault.what.contains(only.as_str()) || fault.kind.contains(only.as_str()));
    }
    if faults.is_empty() {
        bail!("no fault is called so; they are in {}", fault::FOLDER);
    }
    // So that each copy has it, and compiles nothing but what is spoiled.
    runs::make(root, Effort::Provide)?;
    let Tried { verdicts, to_the_end } =
        try_all(root, &faults, &|verdict| println!("{}", report::line(verdict)))?;
    println!("\n{}", report::table(&verdicts));
    let folder = report::write(root, &verdicts)?;
    println!(
        "{}; {:.0} s; {}",
        report::summary(&verdicts),
        started.elapsed().as_secs_f64(),
        folder.display()
    );
    to_the_end?;
    let is_fine = |verdict: &Verdict| match verdict.outcome {
        Outcome::Caught => true,
        Outcome::Skipped => !options.require_all,
        _ => false,
    };
    if !verdicts.iter().all(is_fine) {
        bail!("not every fault is caught");
    }
    Ok(())
}

/// Of those that are told by what every build asks first of all, each [`SAMPLE`]th: how many are caught, and what is
/// wrong with the others.
pub fn quick(root: &Path) -> Result<(usize, Vec<String>)> {
    let mut faults = fault::all(root)?;
    faults.retain(|fault| fault.noticed_by == Notice::Pages);
    let faults: Vec<Fault> = faults.into_iter().step_by(SAMPLE).collect();
    let Tried { verdicts, to_the_end } = try_all(root, &faults, &|_| {})?;
    to_the_end?;
    let (caught, others): (Vec<_>, Vec<_>) =
        verdicts.into_iter().partition(|verdict| verdict.outcome == Outcome::Caught);
    let told = others.iter().map(report::line);
    Ok((caught.len(), told.collect()))
}

/// What became of those that were tried.
struct Tried {
    verdicts: Vec<Verdict>,
    /// Whether these are all, or why not.
    to_the_end: Result<()>,
}

/// Tries all faults, those that one command notices one after the other in one copy: what it has compiled it need not
/// compile again. Before them, each command is asked about a copy that nobody has spoiled.
fn try_all(root: &Path, faults: &[Fault], done: &(dyn Fn(&Verdict) + Sync)) -> Result<Tried> {
    let desk = Desk::ready(root, &faults.iter().map(|fault| &fault.noticed_by))?;
    let mut groups: BTreeMap<&Notice, Vec<usize>> = BTreeMap::new();
    for (n, fault) in faults.iter().enumerate() {
        groups.entry(&fault.noticed_by).or_default().push(n);
    }
    // What takes no compiler can be shared out. The longest first, so that nobody is left with it alone at the end.
    let mut jobs: Vec<(&Notice, Vec<usize>)> = Vec::new();
    for (notice, places) in groups {
        // Those of a program are many, and each takes seconds: every worker compiles it once.
        let is_long = places.len() > 2 * AT_A_TIME;
        let size = match notice {
            Notice::Pages => AT_A_TIME,
            _ if is_long => places.len().div_ceil(WORKERS),
            _ => places.len(),
        };
        jobs.extend(places.chunks(size).map(|places| (notice, places.to_vec())));
    }
    jobs.sort_by_key(|(notice, places)| {
        (!matches!(notice, Notice::Xtask(_)), std::cmp::Reverse(places.len()))
    });
    let waiting = Mutex::new(jobs.into_iter());
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
    let verdicts: Mutex<Vec<(usize, Verdict)>> = Mutex::default();
    let work = || -> Result<()> {
        let copied = Copied::of(root)?;
        while let Some((notice, places)) = next() {
            let clean = desk.ask(notice, copied.root())?;
            if !clean.is_good {
                bail!("`{notice}` finds something wrong with the book as it is:\n{}", clean.said.trim());
            }
            for place in places {
                let verdict = try_one(&desk, &copied, &faults[place])?;
                done(&verdict);
                verdicts.lock().unwrap_or_else(PoisonError::into_inner).push((place, verdict));
            }
        }
        Ok(())
    };
    let to_the_end = thread::scope(|scope| {
        let workers: Vec<_> = (0..WORKERS).map(|_| scope.spawn(work)).collect();
        let ended: Vec<Result<()>> = workers
            .into_iter()
            .map(|worker| worker.join().unwrap_or_else(|_| Err(anyhow::anyhow!("a worker panicked"))))
            .collect();
        ended.into_iter().collect()
    });
    let mut verdicts = verdicts.into_inner().unwrap_or_else(PoisonError::into_inner);
    verdicts.sort_by_key(|(place, _)| *place);
    Ok(Tried { verdicts: verdicts.into_iter().map(|(_, verdict)| verdict).collect(), to_the_end })
}

fn try_one(desk: &Desk, copied: &Copied, fault: &Fault) -> Result<Verdict> {
    let began = Instant::now();
    let mut verdict = Verdict {
        kind: fault.kind.clone(),
        what: fault.what.clone(),
        noticed_by: fault.noticed_by.to_string(),
        outcome: Outcome::Broken,
        place: String::new(),
        no_line: fault.no_line.clone(),
        message: String::new(),
        seconds: 0.0,
    };
    let judged = copied.spoiled(fault, |place| -> Result<_> {
        let line = place.line.map(|line| format!(":{line}")).unwrap_or_default();
        let answer = desk.ask(&fault.noticed_by, copied.root())?;
        Ok((format!("{}{line}", place.file), judge(fault, place, &answer)))
    });
    match judged {
        Ok(answer) => {
            let (place, (outcome, message)) =
                answer.with_context(|| format!("{} could not be asked", fault.noticed_by))?;
            (verdict.place, verdict.outcome, verdict.message) = (place, outcome, message);
        }
        // What it would spoil is not there any more.
        Err(error) => verdict.message = format!("{error:#}"),
    }
    verdict.seconds = began.elapsed().as_secs_f64();
    Ok(verdict)
}
