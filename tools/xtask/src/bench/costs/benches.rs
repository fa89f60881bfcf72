//! The benchmarks of `code/costs/benches`, run as `cargo bench` does.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use catalog::Problems;
use indicatif::ProgressBar;
use recorder::compiling::Compilers;
use recorder::compiling::rust::build;
use serde_json::Value;

use super::Measured;

/// How each is run: short, since it is run several times.
const ARGUMENTS: [&str; 10] = [
    "--bench",
    "--noplot",
    "--sample-size",
    "20",
    "--warm-up-time",
    "0.1",
    "--measurement-time",
    "0.4",
    "--nresamples",
    "1000",
];

/// What is measured is compiled once.
pub struct Benches {
    costs: PathBuf,
    observe: PathBuf,
    /// The program of those who wait.
    pub waiting: PathBuf,
}

impl Benches {
    pub fn compile(root: &Path) -> Result<Self> {
        let spinner = crate::progress::spinner("compiling the benchmarks");
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.current_dir(root).args(["bench", "--no-run", "--benches", "--message-format=json"]);
        cargo.args(["--package", "code-costs-benches"]);
        let mut problems = Vec::new();
        let mut built = build(root, &mut cargo, Compilers::default(), &mut problems)?;
        spinner.finish_and_clear();
        Problems::check(root, problems)?;
        if let Some(refusal) = built.refusal {
            bail!(refusal);
        }
        let mut bench =
            |name: &str| built.executables.remove(name).with_context(|| format!("no benchmark `{name}`"));
        Ok(Self { costs: bench("costs")?, observe: bench("observe")?, waiting: bench("waiting")? })
    }

    /// Runs them so many times.
    pub fn measure(&self, times: usize, bar: &ProgressBar) -> Result<Measured> {
        let mut measured = BTreeMap::new();
        for _ in 0..times {
            bar.set_message("spawn, switch, wake");
            add(&mut measured, run(&self.costs, None)?);
            bar.inc(1);
            bar.set_message("observe");
            add(&mut measured, run(&self.observe, None)?);
            // Where the recorder has it, too.
            let folder = tempfile::tempdir()?;
            add(&mut measured, run(&self.observe, Some(&folder.path().join("trace")))?);
            bar.inc(1);
        }
        Ok(measured)
    }
}

fn add(measured: &mut Measured, medians: Vec<((String, String), f64)>) {
    for (key, median) in medians {
        measured.entry(key).or_default().push(median);
    }
}

/// The medians of one run, in nanoseconds, each by its group and its name.
fn run(executable: &Path, trace: Option<&Path>) -> Result<Vec<((String, String), f64)>> {
    let home = tempfile::tempdir()?;
    let mut command = Command::new(executable);
    command.args(ARGUMENTS).env("CRITERION_HOME", home.path()).env_remove("KITCHEN_TRACE");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    if let Some(trace) = trace {
        command.env("KITCHEN_TRACE", trace);
    }
    let output = command.output().with_context(|| format!("cannot run {}", executable.display()))?;
    if !output.status.success() {
        bail!("{}: {}", executable.display(), String::from_utf8_lossy(&output.stderr).trim());
    }
    let mut medians = Vec::new();
    for group in folders(home.path())? {
        for bench in folders(&group)? {
            let file = bench.join("new/estimates.json");
            let Ok(text) = fs::read_to_string(&file) else { continue };
            let estimates: Value = serde_json::from_str(&text)?;
            let median = estimates["median"]["point_estimate"].as_f64().context("criterion has a median")?;
            medians.push(((name(&group), name(&bench)), median));
        }
    }
    Ok(medians)
}

fn folders(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let mut folders: Vec<PathBuf> = entries.collect::<Result<_>>()?;
    folders.retain(|path| path.is_dir());
    Ok(folders)
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
