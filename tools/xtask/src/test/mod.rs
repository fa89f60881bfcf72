//! `cargo xtask test`: everything that CI checks, and nothing else checks.

mod format;
mod spelling;
mod steps;
pub mod tally;
mod unchanged;

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Instant;

use anyhow::Result;
use clap::Args;

use steps::Step;
pub use steps::{in_browser, of_problems, one_check};
pub use tally::Tally;
use unchanged::Passed;
pub use unchanged::{is_ours, state};

#[derive(Args)]
pub struct Options {
    /// Only the steps whose name contains this
    only: Option<String>,
    /// Make each skip a failure, and run even what has run before: for machines that have to have everything
    #[arg(long, env = "CI", value_parser = clap::builder::FalseyValueParser::new())]
    require_all: bool,
}

pub fn run(root: &Path, options: &Options) -> Result<()> {
    let started = Instant::now();
    let session = Session { root, options, passed: Mutex::new(Passed::on(root)?), total: Mutex::default() };
    for round in steps::ROUNDS {
        thread::scope(|threads| {
            for row in round {
                threads.spawn(|| row.iter().for_each(|step| session.take(step)));
            }
        });
    }
    let total = session.total.into_inner().unwrap_or_else(PoisonError::into_inner);
    total.conclude(started)
}

/// One run of the test, of which several steps can be under way.
struct Session<'a> {
    root: &'a Path,
    options: &'a Options,
    passed: Mutex<Passed>,
    total: Mutex<Tally>,
}

impl Session<'_> {
    /// Takes a step, if it is asked for and has not passed before, and tells what came of it.
    fn take(&self, step: &Step) {
        let Options { only, require_all } = self.options;
        if only.as_ref().is_some_and(|only| !step.name.contains(only)) {
            return;
        }
        // Who asks for a step, or is a machine that has to run everything, gets it run.
        let has_to_run = *require_all || only.is_some();
        let before = if has_to_run { None } else { locked(&self.passed).count(step.name) };
        if let Some(count) = before {
            self.tell(step, &Tally::passed(count), "as before: nothing has changed since");
            return;
        }
        println!("   {} …", step.name);
        let began = Instant::now();
        let mut tally =
            (step.run)(self.root, *require_all).unwrap_or_else(|error| Tally::failed(format!("{error:#}")));
        locked(&self.passed).keep(step.name, &tally);
        if *require_all {
            tally.require();
        }
        self.tell(step, &tally, &format!("{:.1} s", began.elapsed().as_secs_f64()));
    }

    fn tell(&self, step: &Step, tally: &Tally, how: &str) {
        // In one piece: another step may have something to say, too.
        println!("{}", tally.told(step.name, how));
        *locked(&self.total) += tally.clone();
    }
}

/// What a step that panicked has left is as good as before: it had nothing of it in hand.
fn locked<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const GOOD: Step = Step { name: "good", run: |_, _| Ok(Tally::passed(2)) };
    const BAD: Step = Step { name: "bad", run: |_, _| anyhow::bail!("no flour") };
    const ABSENT: Step = Step { name: "absent", run: |_, _| Ok(Tally::skipped("no oven")) };

    /// What came of these steps, with what the options ask for.
    fn taken(steps: &[Step], options: &Options) -> Tally {
        let root = tempfile::tempdir().expect("a temporary folder");
        let passed = Mutex::new(Passed::on(root.path()).expect("an empty tree can be read"));
        let session = Session { root: root.path(), options, passed, total: Mutex::default() };
        for step in steps {
            session.take(step);
        }
        session.total.into_inner().expect("no step panicked")
    }

    #[test]
    fn each_step_that_is_asked_for_counts() {
        let all = Options { only: None, require_all: false };
        let tally = taken(&[GOOD, BAD, ABSENT], &all);
        assert_eq!(tally.to_string(), "2 passed, 1 failed, 1 skipped");
        assert_eq!(tally.failures, ["no flour"]);
        let one = Options { only: Some("goo".to_owned()), require_all: false };
        assert_eq!(taken(&[GOOD, BAD, ABSENT], &one).to_string(), "2 passed, 0 failed, 0 skipped");
    }

    #[test]
    fn where_all_is_required_a_skip_is_a_failure() {
        let strict = Options { only: None, require_all: true };
        assert_eq!(taken(&[GOOD, ABSENT], &strict).to_string(), "2 passed, 1 failed, 0 skipped");
    }

    #[test]
    fn no_two_steps_have_one_name() {
        let names: Vec<&str> =
            steps::ROUNDS.iter().copied().flatten().copied().flatten().map(|step| step.name).collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{names:?}");
    }
}
