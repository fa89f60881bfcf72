//! `cargo xtask test`: everything that CI checks, and nothing else checks.

mod format;
mod spelling;
mod steps;
mod tally;
mod unchanged;

use std::path::Path;
use std::time::Instant;

use anyhow::{Result, bail};
use clap::Args;

use tally::Tally;
use unchanged::Passed;

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
    let asked = |step: &&steps::Step| options.only.as_ref().is_none_or(|only| step.name.contains(only));
    let mut passed = Passed::on(root)?;
    // Who asks for a step, or is a machine that has to run everything, gets it run.
    let has_to_run = options.require_all || options.only.is_some();
    let mut total = Tally::default();
    for step in steps::STEPS.iter().filter(asked) {
        let began = Instant::now();
        println!("── {}", step.name);
        if let Some(count) = passed.count(step.name).filter(|_| !has_to_run) {
            let tally = Tally::passed(count);
            println!("   {tally}, as before: nothing has changed since");
            total += tally;
            continue;
        }
        let mut tally =
            (step.run)(root, options.require_all).unwrap_or_else(|error| Tally::failed(format!("{error:#}")));
        passed.keep(step.name, &tally);
        if options.require_all {
            require(&mut tally);
        }
        println!("   {tally} ({:.1} s)", began.elapsed().as_secs_f64());
        for why in &tally.skipped {
            println!("   skipped: {why}");
        }
        total += tally;
    }
    for failure in &total.failures {
        println!("\n{failure}");
    }
    println!("\n{:.0} s in all", started.elapsed().as_secs_f64());
    println!("{total}");
    if total.failed > 0 {
        bail!("a test failed");
    }
    if total.passed == 0 {
        bail!("no test ran");
    }
    Ok(())
}

fn require(tally: &mut Tally) {
    for why in std::mem::take(&mut tally.skipped) {
        tally.failed += 1;
        tally.failures.push(format!("skipped, and nothing may be skipped here: {why}"));
    }
}
