//! `cargo xtask links`: where the links of the built book lead; inside of it to the last anchor, and outside for
//! real, by asking every site.

pub mod built;
mod outside;

pub use outside::LYCHEE;

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Result;
use clap::Args;
use toolchains::Effort;

use crate::build::publish;
use crate::test::of_problems;
use crate::test::tally::Tally;

#[derive(Args)]
pub struct Options {
    /// A folder of built pages; without it, the book is built first
    folder: Option<PathBuf>,
    /// Make each skip a failure: for machines that have to have everything
    #[arg(long, env = "CI", value_parser = clap::builder::FalseyValueParser::new())]
    require_all: bool,
}

pub fn run(root: &Path, options: &Options) -> Result<()> {
    let started = Instant::now();
    let (folder, complete) = match &options.folder {
        Some(folder) => (folder.clone(), true),
        None => publish(root, None, Effort::Find).map(|(folder, made)| (folder, made.missing.is_empty()))?,
    };
    let mut total = Tally::default();
    let inside = built::check(&folder, complete).map(|problems| of_problems(&folder, problems));
    for (name, tally) in [("inside", inside), ("outside", outside::check(root, &folder))] {
        let mut tally = tally.unwrap_or_else(|error| Tally::failed(format!("{error:#}")));
        if options.require_all {
            tally.require();
        }
        println!("{}", tally.told(name, &format!("{:.0} s", started.elapsed().as_secs_f64())));
        total += tally;
    }
    total.conclude(started)
}
