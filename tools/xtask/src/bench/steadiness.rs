//! The whole test over and over: one that fails now and then tells nobody anything.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::load::Load;
use super::{median, rounded};
use crate::test::state;

/// Where the runs are kept, from the book's folder, and what each has said.
const FOLDER: &str = "target/bench/steadiness";

/// The runs of one state of the tree.
#[derive(Deserialize, Serialize)]
struct Runs {
    state: String,
    runs: Vec<Run>,
}

#[derive(Deserialize, Serialize)]
struct Run {
    /// Whether both cores were busy with something else.
    loaded: bool,
    seconds: f64,
    /// `1556 passed, 0 failed, 0 skipped`.
    told: String,
    clean: bool,
}

/// Runs the whole test so often, every second time on a busy machine. It takes hours: what an earlier call has seen
/// of the same tree counts.
pub fn measure(root: &Path, times: usize) -> Result<Value> {
    let folder = root.join(FOLDER);
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {FOLDER}"))?;
    let file = folder.join("runs.json");
    let state = state(root)?;
    let before: Option<Runs> = fs::read(&file).ok().and_then(|text| serde_json::from_slice(&text).ok());
    let before = before.filter(|before| before.state == state);
    let mut seen = before.unwrap_or(Runs { state, runs: Vec::new() });
    for n in seen.runs.len()..times {
        let loaded = n % 2 == 1;
        let run = once(root, loaded, &folder.join(format!("{n}.txt")))?;
        println!("{n:>3}  {}  ({:.0} s{})", run.told, run.seconds, if loaded { ", busy" } else { "" });
        seen.runs.push(run);
        fs::write(&file, serde_json::to_vec_pretty(&seen)?)?;
    }
    let clean = seen.runs.iter().filter(|run| run.clean).count();
    let seconds = |loaded: bool| {
        let of_this = seen.runs.iter().filter(|run| run.loaded == loaded);
        rounded(median(of_this.map(|run| run.seconds).collect()))
    };
    let medians = json!({ "quiet": seconds(false), "busy": seconds(true) });
    Ok(json!({ "runs": seen.runs.len(), "clean": clean, "median_seconds": medians }))
}

fn once(root: &Path, loaded: bool, log: &Path) -> Result<Run> {
    let load = loaded.then(Load::on_two_cores).transpose()?;
    let began = Instant::now();
    let mut test = Command::new(std::env::current_exe()?);
    let output = test.arg("--book").arg(root).args(["test", "--require-all"]).output();
    let output = output.context("the test cannot be run")?;
    let seconds = began.elapsed().as_secs_f64();
    drop(load);
    fs::write(log, [&*output.stdout, &*output.stderr].concat())?;
    let said = String::from_utf8_lossy(&output.stdout);
    let told =
        said.lines().rev().find(|line| line.contains(" passed, ")).unwrap_or("it told nothing").to_owned();
    Ok(Run { loaded, seconds, told, clean: output.status.success() })
}
