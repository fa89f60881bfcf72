//! `cargo xtask doctor`: what this machine has, and what that enables.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

use anyhow::Result;
use browser::Presence;
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
    get: String,
}

pub fn run(root: &Path, _: &Options) -> Result<()> {
    let rustc = version("rustc");
    let tools = tools(rustc.clone());
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
    let rustc = rustc.as_deref().map_or("rustc, which is missing", |it| it.split(" (").next().unwrap_or(it));
    println!("\nprograms of the book, run with {rustc}:");
    for flavor in flavors {
        let programs =
            catalog.programs.values().filter(|program| program.source(flavor.as_str()).is_some()).count();
        println!("  {:<18} {programs:>3}", flavor.label());
    }
    println!("\ncache: {}", cache::folder()?.display());
    Ok(())
}

fn tools(rustc: Option<String>) -> Vec<Tool> {
    let tool = |name, version, enables, get: &str| Tool { name, version, enables, get: get.to_owned() };
    let npm = version(crate::npm::command_name("npm"));
    let node = "version 20 or newer, from the system's package manager or https://nodejs.org";
    vec![
        tool("rustc", rustc, "everything", "https://rustup.rs"),
        tool("rustfmt", version("rustfmt"), "test: format", "rustup component add rustfmt"),
        tool("clippy", version("cargo-clippy"), "test: lints", "rustup component add clippy"),
        tool("node", version("node"), "test: player, diagrams", node),
        tool("npm", npm, "test: player, diagrams", "it comes with node"),
        web_browser(),
        stock_mdbook(),
    ]
}

/// The browser is tried, not only looked for.
fn web_browser() -> Tool {
    let (version, get) = match browser::find() {
        Presence::Found(installed) => (version(&installed.browser), String::new()),
        Presence::Missing(why) => (None, format!("{why}; done by itself as root on Debian")),
    };
    Tool { name: "browser", version, enables: "test: browser, diagrams", get }
}

/// Each version has a folder in the cache, complete or half installed.
fn stock_mdbook() -> Tool {
    let folders = cache::folder().and_then(|cache| Ok(cache.read_dir()?)).into_iter().flatten().flatten();
    let complete = folders.filter(|folder| folder.path().join("complete").is_file());
    let names = complete.filter_map(|folder| folder.file_name().into_string().ok());
    Tool {
        name: "stock mdbook",
        version: names.filter(|name| name.starts_with("mdbook-")).max(),
        enables: "test: stock mdbook",
        get: "the first test installs it into the cache".to_owned(),
    }
}

/// The first line of what a program says of its version.
fn version(name: impl AsRef<OsStr>) -> Option<String> {
    let output =
        Command::new(name).arg("--version").output().ok().filter(|output| output.status.success())?;
    let said = String::from_utf8_lossy(&output.stdout);
    let line = said.lines().next()?.trim();
    Some(line.chars().take(34).collect())
}
