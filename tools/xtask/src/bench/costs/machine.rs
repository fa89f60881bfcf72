//! On what it was measured.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::waiting::Waiter;
use crate::bench::waiters::system;

/// The crates that are measured.
const CRATES: [&str; 3] = ["async-std", "smol", "tokio"];

pub fn describe() -> Result<Value> {
    let read = |file: &str| fs::read_to_string(file).unwrap_or_default();
    let field = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(name))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let kib = field(&read("/proc/meminfo"), "MemTotal").unwrap_or_default();
    let kib: f64 = kib.trim_end_matches(" kB").parse().unwrap_or(0.0);
    // What else the machine had to do.
    let busy = read("/proc/loadavg").split(' ').next().and_then(|load| load.parse::<f64>().ok());
    Ok(json!({
        "processor": field(&read("/proc/cpuinfo"), "model name"),
        "cores": thread::available_parallelism()?.get(),
        "memory_gib": (kib / 1024.0 / 1024.0).round(),
        "system": system(),
        "load_at_end": busy,
    }))
}

/// Name and version of everything that was measured.
pub fn toolchains(root: &Path, waiters: &[Waiter]) -> Result<BTreeMap<String, String>> {
    let mut found: BTreeMap<String, String> =
        waiters.iter().filter_map(|waiter| versioned(waiter.toolchain.as_deref()?)).collect();
    let rustc = Command::new("rustc").arg("-V").current_dir(root).output().context("cannot run rustc")?;
    found.extend(versioned(String::from_utf8_lossy(&rustc.stdout).split(" (").next().unwrap_or_default()));
    let lock: toml::Table = toml::from_str(&fs::read_to_string(root.join("Cargo.lock"))?)?;
    for package in lock.get("package").and_then(toml::Value::as_array).into_iter().flatten() {
        if let (Some(name), Some(version)) = (package["name"].as_str(), package["version"].as_str())
            && CRATES.contains(&name)
        {
            found.insert(name.to_owned(), version.to_owned());
        }
    }
    Ok(found)
}

/// `go 1.27.0` as a name and a version.
fn versioned(text: &str) -> Option<(String, String)> {
    let (name, version) = text.trim().rsplit_once(' ')?;
    Some((name.to_owned(), version.to_owned()))
}
