//! What somebody who waits costs: memory, and the time until they are there. The program is the book's own,
//! `ten_thousand_threads`, run natively and looked at from outside while all of them stand still.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use catalog::{Catalog, Problems};
use recorder::{Plan, Request, Start};
use serde_json::{Value, json};
use toolchains::Effort;
use trace::{EventKind, WireEvent};

use super::{median, rounded};
use crate::record;

const PROGRAM: &str = "ten_thousand_threads";

/// Committed, because the chapter tells them.
const FIGURES: &str = "code/threads/waiters.json";

const TIMES: usize = 5;

/// The program's knob, for few waiters and for many: what the language itself takes is in both.
const FEW: u32 = 80;
const MANY: u32 = 2_000;

/// One run, while all its waiters stand still.
struct Sight {
    waiters: u32,
    milliseconds: f64,
    resident_kib: f64,
    reserved_kib: f64,
}

pub fn measure(root: &Path) -> Result<Value> {
    let mut problems = Vec::new();
    let catalog = Catalog::walk(root, &mut problems)?;
    let only = |program: &catalog::Program, _: &catalog::Source| program.name == PROGRAM;
    let request = Request { only: &only, fresh: true, effort: Effort::Provide, host: None };
    let recorder = Plan::new(root, &catalog, request)?.compile(&mut problems)?;
    Problems::check(root, problems)?;
    let mut flavors = BTreeMap::new();
    for (flavor, toolchain, start) in recorder.starts() {
        flavors.insert(flavor, figures(start, &toolchain)?);
    }
    let skipped: Vec<_> = recorder.skipped.iter().map(record::in_one_line).collect();
    let figures = json!({
        "command": "cargo xtask bench waiters",
        "system": system(),
        "cores": thread::available_parallelism()?.get(),
        "times": TIMES,
        "each": flavors,
        "skipped": skipped,
    });
    fs::write(root.join(FIGURES), serde_json::to_string_pretty(&figures)? + "\n")?;
    println!("wrote {FIGURES}");
    Ok(figures)
}

/// The medians of one flavor, for each waiter.
fn figures(start: &Start, toolchain: &str) -> Result<Value> {
    let (mut time, mut resident, mut reserved, mut waiters) = (vec![], vec![], vec![], 0);
    for _ in 0..TIMES {
        let (few, many) = (sight(start, FEW)?, sight(start, MANY)?);
        let more = f64::from(many.waiters - few.waiters);
        time.push((many.milliseconds - few.milliseconds) / more * 1000.0);
        resident.push((many.resident_kib - few.resident_kib) / more);
        reserved.push((many.reserved_kib - few.reserved_kib) / more);
        waiters = many.waiters;
    }
    Ok(json!({
        "toolchain": toolchain,
        "waiters": waiters,
        "microseconds": rounded(median(time)),
        "kib_in_use": rounded(median(resident)),
        "kib_reserved": rounded(median(reserved)),
    }))
}

fn sight(start: &Start, waiters: u32) -> Result<Sight> {
    let folder = tempfile::tempdir()?;
    let trace = folder.path().join("trace");
    fs::write(&trace, "")?;
    let begun = Instant::now();
    let child = start
        .command()
        .arg(format!("waiters={waiters}"))
        // Alice reads for half an hour of the story: long enough to look at those who wait.
        .envs([("KITCHEN_MINUTE_US", "100000"), ("KITCHEN_GRID", "10")])
        .env("KITCHEN_TRACE", &trace)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()?;
    let mut child = Ended(child);
    loop {
        let told = fs::read_to_string(&trace)?;
        if told.contains(r#""read""#) {
            let milliseconds = begun.elapsed().as_secs_f64() * 1000.0;
            // Those that were just woken by the last one to come are asleep again.
            thread::sleep(Duration::from_millis(500));
            let kib = |name| memory(child.0.id(), name);
            let waiters = number_of_waiters(&told).context("the program says how many wait")?;
            return Ok(Sight {
                waiters,
                milliseconds,
                resident_kib: kib("VmRSS:")?,
                reserved_kib: kib("VmSize:")?,
            });
        }
        if child.0.try_wait()?.is_some() || begun.elapsed() > Duration::from_secs(120) {
            bail!("{} did not come to wait", start.program.display());
        }
        thread::sleep(Duration::from_millis(1));
    }
}

/// A program that is ended when it is dropped.
pub struct Ended(pub Child);

impl Drop for Ended {
    fn drop(&mut self) {
        // One that has ended by itself is as good.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The first number that is said.
fn number_of_waiters(trace: &str) -> Option<u32> {
    trace.lines().filter_map(|line| serde_json::from_str::<WireEvent>(line).ok()).find_map(|wire| {
        let EventKind::Say { text } = wire.event.kind else { return None };
        text.split(' ').next()?.parse().ok()
    })
}

/// A line of what Linux tells about a process, in KiB.
pub fn memory(process: u32, name: &str) -> Result<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).context("only Linux tells this")?;
    let line = status.lines().find_map(|line| line.strip_prefix(name)).context("a line of /proc")?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}

pub fn system() -> String {
    let told = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    format!("Linux {}", told.trim())
}
