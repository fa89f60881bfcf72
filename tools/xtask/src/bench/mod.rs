//! `cargo xtask bench`: measures what the book promises, and writes the figures to a file.
//!
//! Machines are noisy, so a time is a median and is compared within one run; nothing here fails a
//! test.

mod browsers;
mod building;
mod costs;
mod determinism;
mod live;
mod load;
mod pages;
mod plain;
mod player;
mod serving;
mod steadiness;
mod waiters;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use serde_json::{Map, Value, json};

#[derive(Args)]
pub struct Options {
    /// What to measure; without it, everything that takes no hours
    what: Vec<Measure>,
    /// Recordings of every program, for `determinism`
    #[arg(long, default_value_t = 50)]
    recordings: usize,
    /// Times that each runtime is measured, for `costs`
    #[arg(long, default_value_t = 5)]
    times: usize,
    /// Runs of the whole test, for `steadiness`
    #[arg(long, default_value_t = 20)]
    runs: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Measure {
    /// Recordings in a row while every core is busy: how many are the same
    Determinism,
    /// Building the book, against stock mdBook over the same text
    Building,
    /// Programs for browsers: how long they take to make, and what they weigh
    Browsers,
    /// From saving a page to its being served
    Serving,
    /// What a page weighs, alone and beside stock mdBook, whom it asks, and whether it jumps
    Pages,
    /// The player with a recording of 100,000 events
    Player,
    /// Programs that run in the page: from a click, or another number, to the first event
    Live,
    /// What a thread that waits costs in each language, for the chapter on threads
    Waiters,
    /// What a task costs on each runtime and in each language, for the chapter on it
    Costs,
    /// The whole test in a row, every second time while every core is busy: how often it passes. Takes hours
    Steadiness,
}

/// Where the figures go, from the book's folder.
const FIGURES: &str = "target/bench/figures.json";

pub fn run(root: &Path, options: &Options) -> Result<()> {
    let mut asked = options.what.clone();
    if asked.is_empty() {
        asked = Measure::value_variants().to_vec();
        asked.retain(|measure| *measure != Measure::Steadiness);
    }
    let file = root.join(FIGURES);
    let mut figures: Map<String, Value> =
        fs::read(&file).ok().and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default();
    for measure in asked {
        let (name, figure) = match measure {
            Measure::Determinism => ("determinism", determinism::measure(root, options.recordings)?),
            Measure::Building => ("building", building::measure(root)?),
            Measure::Browsers => ("browsers", browsers::measure(root)?),
            Measure::Serving => ("serving", serving::measure(root)?),
            Measure::Pages => ("pages", pages::measure(root)?),
            Measure::Player => ("player", player::measure(root)?),
            Measure::Live => ("live", live::measure(root)?),
            Measure::Waiters => ("waiters", waiters::measure(root)?),
            Measure::Costs => ("costs", costs::measure(root, options.times)?),
            Measure::Steadiness => ("steadiness", steadiness::measure(root, options.runs)?),
        };
        println!("{}", serde_json::to_string_pretty(&json!({ name: figure }))?);
        figures.insert(name.to_owned(), figure);
        fs::create_dir_all(file.parent().context("the figures have a folder")?)?;
        fs::write(&file, serde_json::to_string_pretty(&figures)? + "\n")?;
    }
    println!("wrote {FIGURES}");
    Ok(())
}

/// The middle one of some measurements.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The value that so many of a hundred measurements do not exceed.
fn percentile(mut values: Vec<f64>, of_hundred: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    let place = (values.len() * of_hundred).div_ceil(100).max(1) - 1;
    values.get(place).copied().unwrap_or(f64::NAN)
}

/// A part of a whole, to two places.
fn hundredths(part: usize, whole: usize) -> f64 {
    let hundredths = (100 * part + whole / 2).checked_div(whole).and_then(|it| u32::try_from(it).ok());
    hundredths.map_or(f64::NAN, |hundredths| f64::from(hundredths) / 100.0)
}

/// A time to write down: a tenth of a millisecond says enough.
fn rounded(milliseconds: f64) -> f64 {
    (milliseconds * 10.0).round() / 10.0
}
