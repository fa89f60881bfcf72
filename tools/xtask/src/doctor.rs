//! `cargo xtask doctor`: what this machine has, and what that enables.

use std::path::Path;
use std::process::Command;

use anyhow::Result;
use catalog::Catalog;
use clap::Args;

use crate::cache;

#[derive(Args)]
pub struct Options {}

/// A tool, what it is for, and how to get it where it is missing.
struct Tool {
    name: &'static str,
    version: Option<String>,
    enables: &'static str,
    get: &'static str,
}

pub fn run(root: &Path, _: &Options) -> Result<()> {
    let tools = tools();
    println!("{:<14} {:<34} enables", "tool", "found");
    for tool in &tools {
        println!("{:<14} {:<34} {}", tool.name, tool.version.as_deref().unwrap_or("—"), tool.enables);
    }
    for tool in tools.iter().filter(|tool| tool.version.is_none()) {
        println!("\n{} is missing: {}", tool.name, tool.get);
    }
    let catalog = Catalog::walk(root, &mut Vec::new())?;
    let mut flavors: Vec<_> =
        catalog.programs.values().flat_map(|program| &program.sources).map(|source| &source.flavor).collect();
    flavors.sort_by_key(|flavor| (flavor.rank(), flavor.as_str()));
    flavors.dedup();
    println!("\nflavors of the book:");
    for flavor in flavors {
        let programs =
            catalog.programs.values().filter(|program| program.source(flavor.as_str()).is_some()).count();
        println!("  {:<18} {programs:>3} programs, can be run here", flavor.label());
    }
    println!("\ncache: {}", cache::folder()?.display());
    Ok(())
}

fn tools() -> Vec<Tool> {
    let chromium = ["chromium", "chromium-browser", "google-chrome"].iter().find_map(|name| version(name));
    vec![
        Tool { name: "rustc", version: version("rustc"), enables: "everything", get: "https://rustup.rs" },
        Tool {
            name: "rustfmt",
            version: version("rustfmt"),
            enables: "test: format",
            get: "rustup component add rustfmt",
        },
        Tool {
            name: "clippy",
            version: version("cargo-clippy"),
            enables: "test: lints",
            get: "rustup component add clippy",
        },
        Tool {
            name: "node",
            version: version("node"),
            enables: "test: player, diagrams",
            get: "version 20 or newer, from the system's package manager or https://nodejs.org",
        },
        Tool {
            name: "npm",
            version: version("npm"),
            enables: "test: player, diagrams",
            get: "it comes with node",
        },
        Tool {
            name: "chromium",
            version: chromium,
            enables: "test: browser, diagrams",
            get: "apt-get install chromium (done by itself as root on Debian)",
        },
        Tool {
            name: "chromedriver",
            version: version("chromedriver"),
            enables: "test: browser, diagrams",
            get: "apt-get install chromium-driver (done by itself as root on Debian)",
        },
    ]
}

/// The first line of what a program says of its version.
fn version(name: &str) -> Option<String> {
    let output =
        Command::new(name).arg("--version").output().ok().filter(|output| output.status.success())?;
    let said = String::from_utf8_lossy(&output.stdout);
    let line = said.lines().next()?.trim();
    Some(line.chars().take(34).collect())
}
