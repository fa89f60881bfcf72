//! What a task costs, on every runtime and in every language, for the chapter on it: to start one, to give up a
//! turn, to wake another, and to wait. And what it costs to look at one.
//!
//! Everything is measured several times in turn, so that a machine that is slow for a while is slow for all
//! of them, and the medians are written down.

mod benches;
mod languages;
mod machine;
mod waiting;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use anyhow::{Context, Result};
use indicatif::ProgressBar;
use serde_json::{Value, json};

use super::median;
use crate::progress;
use benches::Benches;
use waiting::Waiter;

/// Committed, because the chapter draws it.
const FIGURES: &str = "code/costs/costs.json";

/// Those who wait are measured fewer times: a million of them take seconds, and memory hardly varies.
const TIMES_WAITING: usize = 3;

/// Contenders of the benchmarks by their names there, as the page names them, and what they are.
const CONTENDERS: [(&str, &str, &str); 7] = [
    ("thread", "thread", THREAD),
    ("tokio-current-thread", "tokio, current thread", RUNTIME),
    ("tokio-multi-thread", "tokio, multi-thread", RUNTIME),
    ("async-std", "async-std", RUNTIME),
    ("smol-local", "smol, LocalExecutor", RUNTIME),
    ("smol-global", "smol, global executor", RUNTIME),
    ("executor", "this book’s executor", OURS),
];
const THREAD: &str = "a thread of the operating system";
const RUNTIME: &str = "a task of a runtime";
const OURS: &str = "a task of this book’s executor";
const LANGUAGE: &str = "a task of another language";
const POLL: &str = "a poll";
const EVENT: &str = "an event";

/// What was measured of one contender, each time.
type Measured = BTreeMap<(String, String), Vec<f64>>;

pub fn measure(root: &Path, times: usize) -> Result<Value> {
    let benches = Benches::compile(root)?;
    let (waiters, skipped) = languages::waiters(root, &benches.waiting)?;
    let bar = progress::bar("costs");
    bar.set_length((times * 2 + TIMES_WAITING * waiters.len()) as u64);
    let measured = benches.measure(times, &bar)?;
    let waited = wait(&waiters, &bar)?;
    bar.finish_and_clear();
    let figures = json!({
        "command": "cargo xtask bench costs",
        "date": date(),
        "machine": machine::describe()?,
        "toolchains": machine::toolchains(root, &waiters)?,
        "times": { "costs": times, "waiting": TIMES_WAITING },
        "skipped": skipped,
        "kinds": [THREAD, RUNTIME, OURS, LANGUAGE, POLL, EVENT],
        "charts": {
            "spawn": tasks("To start one that does nothing, and to wait for its end", "spawn", &measured)?,
            "switch": tasks("To give up a turn to another one, which does the same", "switch", &measured)?,
            "wake": tasks("To wake another one and be woken by it", "wake", &measured)?,
            "memory": waited_chart("Memory in use for each one that waits", &waiters, "bytes", |seen| seen.bytes, &waited),
            "arrival": waited_chart("To start one and have it wait", &waiters, "nanoseconds", |seen| seen.nanoseconds, &waited),
            "observe": observe(&measured)?,
        },
    });
    fs::write(root.join(FIGURES), serde_json::to_string_pretty(&figures)? + "\n")
        .with_context(|| format!("cannot write {FIGURES}"))?;
    println!("wrote {FIGURES}");
    Ok(figures)
}

/// A few and many of each, in turn.
fn wait(waiters: &[Waiter], bar: &ProgressBar) -> Result<Vec<Vec<waiting::Seen>>> {
    let mut seen: Vec<Vec<waiting::Seen>> = waiters.iter().map(|_| Vec::new()).collect();
    for _ in 0..TIMES_WAITING {
        for (waiter, seen) in waiters.iter().zip(&mut seen) {
            bar.set_message(format!("waiting: {}", waiter.label));
            seen.push(waiter.look(seen.last().map(|last| last.waiters))?);
            bar.inc(1);
        }
    }
    Ok(seen)
}

/// The chart of one benchmark.
fn tasks(title: &str, group: &str, measured: &Measured) -> Result<Value> {
    let bars = CONTENDERS.iter().map(|(name, label, kind)| {
        let times = of(measured, group, name)?;
        Ok(bar(label, kind, "nanoseconds", times, None))
    });
    Ok(chart(title, "nanoseconds", bars.collect::<Result<_>>()?))
}

fn waited_chart(
    title: &str,
    waiters: &[Waiter],
    unit: &str,
    of: fn(&waiting::Seen) -> f64,
    seen: &[Vec<waiting::Seen>],
) -> Value {
    let bars = waiters.iter().zip(seen).map(|(waiter, seen)| {
        let waiters = seen.iter().map(|seen| seen.waiters).min().unwrap_or(0);
        bar(waiter.label, waiter.kind, unit, seen.iter().map(of), Some(waiters))
    });
    chart(title, unit, bars.collect())
}

/// An event is half of what a poll that writes two of them takes.
fn observe(measured: &Measured) -> Result<Value> {
    let of = |name| of(measured, "observe", name);
    let bars = vec![
        bar("a poll, not observed", POLL, "nanoseconds", of("bare")?, None),
        bar("a poll, observed, nothing written down", POLL, "nanoseconds", of("off")?, None),
        bar(
            "an event that is written down",
            EVENT,
            "nanoseconds",
            of("two-events")?.map(|two| two / 2.0),
            None,
        ),
    ];
    Ok(chart("To look at a task", "nanoseconds", bars))
}

fn of<'a>(measured: &'a Measured, group: &str, name: &str) -> Result<impl Iterator<Item = f64> + 'a> {
    let key = (group.to_owned(), name.to_owned());
    let times = measured.get(&key).with_context(|| format!("no benchmark {group}/{name}"))?;
    Ok(times.iter().copied())
}

/// Bars in the order of what they cost.
fn chart(title: &str, unit: &str, mut bars: Vec<Value>) -> Value {
    bars.sort_by(|one, other| number(&one[unit]).total_cmp(&number(&other[unit])));
    json!({ "title": title, "unit": unit, "scale": "logarithmic", "bars": bars })
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or(f64::NAN)
}

/// The median, and the least and the most beside it.
fn bar(
    label: &str,
    kind: &str,
    unit: &str,
    values: impl Iterator<Item = f64>,
    waiters: Option<u64>,
) -> Value {
    let values: Vec<f64> = values.collect();
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut bar = json!({
        "label": label,
        "kind": kind,
        unit: rounded(median(values)),
        format!("least_{unit}"): rounded(least),
        format!("most_{unit}"): rounded(most),
    });
    if let Some(waiters) = waiters {
        bar["waiters"] = waiters.into();
    }
    bar
}

/// Three digits say enough.
fn rounded(value: f64) -> f64 {
    format!("{value:.2e}").parse().unwrap_or(value)
}

/// Today, as `2026-11-24`.
fn date() -> String {
    let seconds = SystemTime::UNIX_EPOCH.elapsed().map_or(0, |since| since.as_secs());
    let mut days = seconds / (24 * 60 * 60);
    let mut year = 1970;
    let is_leap =
        |year: u64| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let length = |year| if is_leap(year) { 366 } else { 365 };
    while days >= length(year) {
        days -= length(year);
        year += 1;
    }
    let february = if is_leap(year) { 29 } else { 28 };
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    format!("{year}-{month:02}-{:02}", days + 1)
}
