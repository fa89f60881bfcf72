//! `cargo xtask doctor`: what this machine has, and what that enables.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};
use browser::{Engine, Presence};
use catalog::Catalog;
use clap::Args;
use toolchains::{
    CargoTool, Dotnet, Effort, Found, Go, Missing, Node, Python, Ruff, RustWasi, Slot, Swift, Toolchain,
    cache_folder,
};

use crate::links::LYCHEE;
use crate::npm::{self, Packages};
use crate::supply::{CARGO_DENY, audit};
use crate::{epub, stock};

#[derive(Args)]
pub struct Options {
    /// Bring what is missing: toolchains into the cache folder, packages below target/
    #[arg(long)]
    get: bool,
}

/// A tool, what it is for, and how to get it where it is missing.
struct Tool {
    name: &'static str,
    version: Option<String>,
    /// Where it is, if that is not plain.
    place: &'static str,
    enables: &'static str,
    get: String,
}

pub fn run(root: &Path, options: &Options) -> Result<()> {
    let effort = if options.get { Effort::Provide } else { Effort::Find };
    let languages = languages(effort);
    println!("{:<12} {:<24} {:<6} enables", "tool", "found", "in");
    let packages = packages(root, effort)?;
    for tool in
        languages.iter().map(|(_, tool)| tool).chain([&packages]).chain(&tools()).chain(&more_browsers())
    {
        let version = tool.version.as_deref().unwrap_or("—");
        println!("{:<12} {version:<24} {:<6} {}", tool.name, tool.place, tool.enables);
        if tool.version.is_none() {
            println!("{:<12} missing: {}", "", tool.get);
        }
    }
    let catalog = Catalog::walk(root, &mut Vec::new())?;
    let mut flavors: Vec<_> =
        catalog.programs.values().flat_map(|program| &program.sources).map(|source| &source.flavor).collect();
    flavors.sort_by_key(|flavor| (flavor.rank(), flavor.as_str()));
    flavors.dedup();
    println!("\n{:<18} programs  can be run here", "flavor");
    for flavor in flavors {
        let programs =
            catalog.programs.values().filter(|program| program.source(flavor.as_str()).is_some()).count();
        let toolchain = languages.iter().find(|(language, _)| *language == flavor.language());
        let runs = toolchain.is_some_and(|(_, tool)| tool.version.is_some());
        println!("{:<18} {programs:>8}  {}", flavor.label(), if runs { "yes" } else { "no" });
    }
    println!();
    for audit in audit::of_all(root)? {
        println!("npm audit: {audit}");
    }
    println!("\ncache: {}", cache_folder()?.display());
    let mut wanted = languages.iter().map(|(_, tool)| tool).chain([&packages]);
    if options.get && wanted.any(|tool| tool.version.is_none()) {
        bail!("not everything that is missing could be brought");
    }
    Ok(())
}

/// The name and version of each tool that is here, but for npm's packages: those are what the book's lock file says,
/// and the first test in a clone brings them.
pub fn found() -> Vec<String> {
    let languages = languages(Effort::Find).into_iter().map(|(_, tool)| tool);
    let all = languages.chain(tools());
    all.filter_map(|tool| Some(format!("{} {}", tool.name, tool.version?))).collect()
}

fn tools() -> Vec<Tool> {
    let tool =
        |name, version, enables, get: &str| Tool { name, version, place: "", enables, get: get.to_owned() };
    vec![
        tool("rustfmt", version("rustfmt"), "test: format", "rustup component add rustfmt"),
        tool("clippy", version("cargo-clippy"), "test: lints", "rustup component add clippy"),
        tool("npm", version(npm::command_name("npm")), "test: player, diagrams", "it comes with node"),
        web_browser(Engine::Chromium, "test: browser, diagrams"),
        stock_mdbook(),
        crate_tool(&CARGO_DENY, "supply", "the first `cargo xtask supply` compiles it into the cache"),
        crate_tool(&LYCHEE, "links", "the first `cargo xtask links` compiles it into the cache"),
        tool(
            "epubcheck",
            epub::checker_version(),
            "epub --check",
            "apt-get install epubcheck; done by itself as root on Debian",
        ),
    ]
}

/// The browsers that only `cargo xtask browsers` uses: no step of the test waits until they are tried.
fn more_browsers() -> Vec<Tool> {
    [Engine::Firefox, Engine::WebKit].map(|engine| web_browser(engine, "browsers")).into()
}

/// The toolchain of each language, by the language's name in flavors; and what formats Python.
fn languages(effort: Effort) -> Vec<(&'static str, Tool)> {
    let rustc = version("rustc");
    let rust = Tool {
        name: "Rust",
        place: if rustc.is_some() { "PATH" } else { "" },
        version: rustc,
        enables: "everything",
        get: "https://rustup.rs".to_owned(),
    };
    vec![
        ("rust", rust),
        ("", language::<RustWasi>(effort, "programs in Rust that run in the page")),
        ("javascript", language::<Node>(effort, "programs in JavaScript; test: player, diagrams")),
        ("python", language::<Python>(effort, "programs in Python")),
        ("swift", language::<Swift>(effort, "programs in Swift")),
        ("csharp", language::<Dotnet>(effort, "programs in C#")),
        ("go", language::<Go>(effort, "programs in Go")),
        ("", language::<Ruff>(effort, "test: format")),
    ]
}

fn language<T: Toolchain>(effort: Effort, enables: &'static str) -> Tool {
    let (version, place, get) = match T::get(effort).map(|toolchain| toolchain.found()) {
        Ok(Found { name, from_cache }) => {
            (Some(name), if from_cache { "cache" } else { "PATH" }, String::new())
        }
        Err(Missing(why)) => (None, "", why),
    };
    Tool { name: T::NAME, version, place, enables, get }
}

/// The packages that run programs in a page, and test the player.
fn packages(root: &Path, effort: Effort) -> Result<Tool> {
    let missing = match effort {
        Effort::Find if npm::find(root)?.is_some() => None,
        Effort::Find => Some("`cargo xtask doctor --get` installs them below target/".to_owned()),
        Effort::Provide => match npm::ensure(root)? {
            Packages::Here(_) => None,
            Packages::Unavailable(why) => Some(why),
        },
    };
    Ok(Tool {
        name: "packages",
        version: missing.is_none().then(|| "web/package.json".to_owned()),
        place: if missing.is_none() { "target" } else { "" },
        enables: "programs run in the page; test: player",
        get: missing.unwrap_or_default(),
    })
}

/// A browser is tried, not only looked for.
fn web_browser(engine: Engine, enables: &'static str) -> Tool {
    let (version, get) = match browser::find(engine) {
        Presence::Found(installed) => (Some(installed.version), String::new()),
        Presence::Missing(why) => (None, format!("{why}; done by itself as root on Debian")),
    };
    Tool { name: engine.label(), version, place: "", enables, get }
}

fn stock_mdbook() -> Tool {
    let ready = Slot::named(stock::SLOT).ok().and_then(|slot| slot.ready());
    let name = stock::SLOT.split("-mermaid").next().unwrap_or_default().replace('-', " ");
    Tool {
        name: "mdbook",
        place: if ready.is_some() { "cache" } else { "" },
        version: ready.map(|_| name),
        enables: "test: stock mdbook",
        get: "the first test installs it into the cache".to_owned(),
    }
}

fn crate_tool(tool: &CargoTool, enables: &'static str, get: &str) -> Tool {
    let ready = tool.ready().is_some();
    Tool {
        name: tool.name,
        place: if ready { "cache" } else { "" },
        version: ready.then(|| format!("{} {}", tool.name, tool.version)),
        enables,
        get: get.to_owned(),
    }
}

/// The first line of what a program says of its version, as far as it says anything to people.
fn version(name: impl AsRef<OsStr>) -> Option<String> {
    let output =
        Command::new(name).arg("--version").output().ok().filter(|output| output.status.success())?;
    let said = String::from_utf8_lossy(&output.stdout);
    let line = said.lines().next()?.trim();
    Some(line.split(" (").next().unwrap_or(line).chars().take(24).collect())
}
