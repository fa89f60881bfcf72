//! `cargo xtask browsers`: the tests of the built book, in every browser that readers have.

use std::path::Path;
use std::time::Instant;

use anyhow::{Result, bail};
use browser::Engine;
use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::test::{Tally, in_browser};

#[derive(Args)]
pub struct Options {
    /// Only in these
    #[arg(value_parser = PossibleValuesParser::new(Engine::ALL.map(Engine::name)))]
    browsers: Vec<String>,
    /// Only the tests whose name contains this
    #[arg(long)]
    test: Option<String>,
    /// Make it a failure if there is one of the browsers that cannot be had
    #[arg(long, env = "CI", value_parser = clap::builder::FalseyValueParser::new())]
    require_all: bool,
}

pub fn run(root: &Path, options: &Options) -> Result<()> {
    let wanted = |engine: &Engine| {
        options.browsers.is_empty() || options.browsers.iter().any(|name| name == engine.name())
    };
    let mut rows = Vec::new();
    for engine in Engine::ALL.into_iter().filter(wanted) {
        let began = Instant::now();
        let row = in_one(root, engine, options)?;
        println!("── {}: {} ({:.0} s)", row.browser, row.tally, began.elapsed().as_secs_f64());
        for why in &row.tally.skipped {
            println!("   skipped: {why}");
        }
        rows.push(row);
    }
    for failure in rows.iter().flat_map(|row| &row.tally.failures) {
        println!("\n{failure}");
    }
    println!("\n{:<28} passed  failed  skipped", "browser");
    for Row { browser, tally } in &rows {
        println!("{browser:<28} {:>6}  {:>6}  {:>7}", tally.passed, tally.failed, tally.skipped.len());
    }
    if rows.iter().any(|row| row.tally.failed > 0) {
        bail!("a test failed");
    }
    if rows.iter().all(|row| row.tally.passed == 0) {
        bail!("no test ran");
    }
    Ok(())
}

/// What came of the tests in one browser.
struct Row {
    /// Its engine and its version; or its engine, if there is none.
    browser: String,
    tally: Tally,
}

fn in_one(root: &Path, engine: Engine, options: &Options) -> Result<Row> {
    println!("   {engine} …");
    let installed = match browser::provision(engine) {
        Ok(installed) => installed,
        Err(missing) => {
            let why = format!("all tests in {engine}: {missing}");
            let tally = if options.require_all {
                Tally::failed(format!("skipped, and nothing may be skipped here: {why}"))
            } else {
                Tally::skipped(why)
            };
            return Ok(Row { browser: engine.to_string(), tally });
        }
    };
    let browser = format!("{engine} {}", installed.version);
    Ok(Row { browser, tally: in_browser(root, engine, options.test.as_deref())? })
}
