//! `cargo xtask supply`: what the book is made from. Licenses, known vulnerabilities and sources of all crates, and
//! the known vulnerabilities of all npm packages.
//!
//! A command of its own: cargo-deny takes minutes to be compiled, and what it and npm ask changes by the day, so
//! that a test of the book would begin to fail without anybody having changed anything.

pub mod audit;
mod crates;

pub use crates::CARGO_DENY;

use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use clap::Args;

use crate::test::tally::Tally;

#[derive(Args)]
pub struct Options {
    /// Make each skip a failure: for machines that have to have everything
    #[arg(long, env = "CI", value_parser = clap::builder::FalseyValueParser::new())]
    require_all: bool,
}

pub fn run(root: &Path, options: &Options) -> Result<()> {
    let started = Instant::now();
    let mut total = Tally::default();
    for (name, check) in [("crates", crates::check as fn(&Path) -> Result<Tally>), ("npm packages", packages)]
    {
        println!("   {name} …");
        let began = Instant::now();
        let mut tally = check(root).unwrap_or_else(|error| Tally::failed(format!("{error:#}")));
        if options.require_all {
            tally.require();
        }
        println!("{}", tally.told(name, &format!("{:.1} s", began.elapsed().as_secs_f64())));
        total += tally;
    }
    total.conclude(started)
}

/// Asks npm about each lock file of the book.
fn packages(root: &Path) -> Result<Tally> {
    let mut tally = Tally::default();
    for audit in audit::of_all(root)? {
        tally += match audit.answer {
            audit::Answer::Nothing { .. } => Tally::passed(1),
            audit::Answer::Vulnerable(_) => Tally::failed(audit.to_string()),
            audit::Answer::NotAsked(_) => Tally::skipped(audit.to_string()),
        };
    }
    Ok(tally)
}
