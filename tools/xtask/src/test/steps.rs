//! The steps, in the order in which they say most soonest.

use std::path::Path;
use std::process::Command;

use ::browser::Engine;
use anyhow::{Context, Result};
use catalog::{Catalog, Problem, Problems};
use exercises::Kit;
use recorder::Request;
use toolchains::Effort;

use super::format::format;
use super::spelling::spelling;
use super::tally::Tally;
use crate::build::publish;
use crate::npm::{self, Packages};
use crate::{book, diagrams, faults, generated, links, record, runs, serve, stock};

/// One step of the test.
pub struct Step {
    pub name: &'static str,
    /// Whether everything has to be done, whatever an earlier run has left in a cache, is its second
    /// argument.
    pub run: fn(&Path, bool) -> Result<Tally>,
}

/// The rounds of a test, one after the other. The rows of a round go on side by side: while one computes, another
/// waits for clocks and processes. What a step needs of another is in its own row, or in a round before.
pub const ROUNDS: [&[&[Step]]; 3] = [
    &[
        &[
            Step { name: "format", run: |root, _| Ok(format(root)) },
            Step { name: "spelling", run: |root, _| spelling(root) },
            Step { name: "lints", run: |root, _| lints(root) },
            Step { name: "tests compile", run: |root, _| tests_compile(root) },
        ],
        &[
            Step { name: "generated files", run: |root, _| generated_files(root) },
            Step { name: "programs for browsers", run: |root, _| programs_for_browsers(root) },
            Step { name: "programs", run: programs },
            Step { name: "exercises", run: prove_exercises },
        ],
    ],
    &[
        &[Step { name: "unit tests", run: |root, _| unit_tests(root) }],
        &[
            Step { name: "book", run: |root, _| whole_book(root) },
            Step { name: "player", run: |root, _| player(root) },
            Step { name: "faults", run: |root, _| faults_in_pages(root) },
            Step { name: "stock mdbook", run: |root, _| stock_mdbook(root) },
        ],
    ],
    // Alone: its tests see whether a page stays still while it loads.
    &[&[Step { name: "browser", run: |root, _| browser(root) }]],
];

/// What the tests in a real browser are behind.
const BROWSER_TESTS: &str = "book-tests/browser";

/// Of the whole workspace, here and in the other steps: with the same features, what the tests depend on is
/// compiled once.
const UNIT_TESTS: [&str; 5] = ["test", "--workspace", "--lib", "--bins", "--tests"];
const TESTS_IN_BROWSER: [&str; 8] =
    ["test", "--workspace", "--features", BROWSER_TESTS, "--test", "session", "--test", "browser"];

fn lints(root: &Path) -> Result<Tally> {
    if !has_subcommand(root, "clippy") {
        return Ok(Tally::skipped("lints: rustup component add clippy"));
    }
    let mut clippy = cargo(root);
    clippy.args(["clippy", "--workspace", "--all-targets", "--features", BROWSER_TESTS, "--quiet"]);
    one_check(clippy.args(["--", "-D", "warnings"]))
}

fn generated_files(root: &Path) -> Result<Tally> {
    let mut tally = of_problems(root, generated::stale(root)?);
    tally += of_problems(root, diagrams::stale(root)?);
    Ok(tally)
}

/// What would hold up the rounds after this one is compiled while programs wait.
fn tests_compile(root: &Path) -> Result<Tally> {
    let mut tally = one_check(cargo(root).args(UNIT_TESTS).args(["--no-run", "--quiet"]))?;
    tally += one_check(cargo(root).args(TESTS_IN_BROWSER).args(["--no-run", "--quiet"]))?;
    Ok(tally)
}

fn unit_tests(root: &Path) -> Result<Tally> {
    // The longest of them wait for what they have started: several go on meanwhile.
    let options = ["--no-fail-fast", "--", "--show-output", "--test-threads=4"];
    let mut tally = cargo_test(cargo(root).args(UNIT_TESTS).args(options))?;
    // What the kitchen and the chapters' own libraries show in their documentation runs, too.
    let libraries = Catalog::walk(root, &mut Vec::new())?.libraries;
    let documented = libraries.values().flat_map(|library| ["--package", &library.package]);
    tally += cargo_test(cargo(root).args(["test", "--doc"]).args(documented).args(options))?;
    Ok(tally)
}

/// What pages need to run programs is made by the compilers that are here now.
fn programs_for_browsers(root: &Path) -> Result<Tally> {
    let made = runs::make(root, Effort::Provide)?;
    let mut tally = Tally::passed(made.programs.len());
    tally.skipped.extend(made.missing);
    if !made.problems.is_empty() {
        tally += of_problems(root, made.problems);
    }
    Ok(tally)
}

/// Every program is built and run; what it did is what is recorded.
fn programs(root: &Path, fresh: bool) -> Result<Tally> {
    let mut problems = Vec::new();
    let catalog = Catalog::walk(root, &mut problems)?;
    // On what the step before has made.
    let made = runs::make(root, Effort::Provide)?;
    let host = runs::host(&made);
    let request = Request { only: &|_, _| true, fresh, effort: Effort::Provide, host: host.as_ref() };
    let recorder = record::build(root, &catalog, request, &mut problems)?;
    let outcomes = record::run_all(&recorder)?;
    let differences = record::differences(&catalog, &outcomes);
    let ran = outcomes.iter().filter(|outcome| outcome.result.is_ok()).count();
    let mut tally = Tally::passed(ran - differences.len());
    tally.skipped.extend(recorder.skipped.iter().map(record::in_one_line));
    problems.extend(differences);
    problems.extend(outcomes.into_iter().filter_map(|outcome| outcome.result.err()));
    if !problems.is_empty() {
        tally += of_problems(root, problems);
    }
    Ok(tally)
}

/// Each exercise's solution passes all of its checks, and what readers begin with does not.
fn prove_exercises(root: &Path, fresh: bool) -> Result<Tally> {
    let mut problems = Vec::new();
    let catalog = Catalog::walk(root, &mut problems)?;
    let host = match runs::hosts(root, Effort::Provide)? {
        Ok(host) => host,
        Err(why) => return Ok(Tally::skipped(format!("the exercises: {why}"))),
    };
    let kit = Kit::new(root, host, Effort::Provide, serve::scratch(root))?;
    let proof = exercises::prove(&kit, &catalog, fresh)?;
    let mut tally = Tally::passed(proof.good);
    problems.extend(proof.problems);
    if !problems.is_empty() {
        tally += of_problems(root, problems);
    }
    Ok(tally)
}

/// The book is built, and all that its pages link to inside of it is there.
fn whole_book(root: &Path) -> Result<Tally> {
    let (folder, made) = publish(root, None, Effort::Find)?;
    let problems = links::built::check(&folder, made.missing.is_empty())?;
    let mut tally = Tally::passed(1);
    tally += of_problems(&folder, problems);
    Ok(tally)
}

/// What an author does wrong is noticed: a sample of what `cargo xtask faults` tries.
fn faults_in_pages(root: &Path) -> Result<Tally> {
    let (caught, others) = faults::quick(root)?;
    let mut tally = Tally::passed(caught);
    for told in others {
        tally += Tally::failed(told);
    }
    Ok(tally)
}

/// Types and unit tests of the player.
fn player(root: &Path) -> Result<Tally> {
    let packages = match npm::ensure(root)? {
        Packages::Here(folder) => folder,
        Packages::Unavailable(why) => {
            return Ok(Tally::skipped(format!("the player's types and tests: {why}")));
        }
    };
    let mut tally = Tally::default();
    // What renders figures has to make do without a page, and is checked without one; so are programs, and the
    // service worker.
    for settings in ["tsconfig.json", "tsconfig.pure.json", "tsconfig.worker.json", "tsconfig.code.json"] {
        let mut tsc = Command::new(packages.join(".bin").join(npm::command_name("tsc")));
        tally += one_check(tsc.current_dir(root.join("web")).args(["-p", settings]))?;
    }
    let output = Command::new("node")
        .current_dir(root.join("web"))
        .args(["--test", "--test-reporter=tap"])
        .output()
        .context("cannot run node")?;
    let report = String::from_utf8_lossy(&output.stdout);
    tally += Tally::of_report(output.status.success(), &report, |line| {
        let count = |prefix: &str| line.strip_prefix(prefix)?.trim().parse::<usize>().ok();
        count("# pass").map(|n| (n, 0)).or_else(|| count("# fail").map(|n| (0, n)))
    });
    Ok(tally)
}

/// Stock mdBook with the preprocessors installed makes the same pages as `cargo xtask build`.
fn stock_mdbook(root: &Path) -> Result<Tally> {
    match stock::same_pages(root)? {
        stock::Answer::Same { pages } => Ok(Tally::passed(pages)),
        stock::Answer::Different(problems) => Ok(of_problems(root, problems)),
        stock::Answer::Unavailable(why) => Ok(Tally::skipped(why)),
    }
}

/// The built book in a real browser.
fn browser(root: &Path) -> Result<Tally> {
    match ::browser::provision(Engine::Chromium) {
        Ok(_) => in_browser(root, Engine::Chromium, None),
        Err(missing) => Ok(Tally::skipped(format!("the browser tests: {missing}"))),
    }
}

/// All of the tests in a browser that is here, or those whose name contains `only`.
pub fn in_browser(root: &Path, engine: Engine, only: Option<&str>) -> Result<Tally> {
    // Three at a time: while one waits for the end of a pause or a limit, the others go on.
    let options = ["--no-fail-fast", "--", "--include-ignored", "--show-output", "--test-threads=3"];
    let mut tests = cargo(root);
    tests.args(TESTS_IN_BROWSER).args(options).args(only).env(::browser::VARIABLE, engine.name());
    let mut tally = cargo_test(&mut tests)?;
    // Cargo counts a test as passed that says that it was left out.
    tally.passed = tally.passed.saturating_sub(tally.skipped.len());
    Ok(tally)
}

pub fn cargo(root: &Path) -> Command {
    let mut cargo = book::cargo();
    // A backtrace through an async runtime hides the message that it belongs to.
    cargo.current_dir(root).env("RUST_BACKTRACE", "0");
    cargo
}

pub fn has_subcommand(root: &Path, name: &str) -> bool {
    cargo(root).args([name, "--version"]).output().is_ok_and(|output| output.status.success())
}

/// A command that says nothing else than whether all is well.
pub fn one_check(command: &mut Command) -> Result<Tally> {
    let output =
        command.output().with_context(|| format!("cannot run {}", command.get_program().display()))?;
    if output.status.success() {
        return Ok(Tally::passed(1));
    }
    let said = [output.stdout, output.stderr].concat();
    Ok(Tally::failed(String::from_utf8_lossy(&said).trim()))
}

/// A test that lacks what it needs is passed, as cargo counts it, and says `skipped: ` and why: that is shown,
/// and counted as what it is.
fn cargo_test(command: &mut Command) -> Result<Tally> {
    let output = command.output().context("cannot run cargo")?;
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    let tally = Tally::of_report(output.status.success(), &said, |line| {
        let result = line.trim().strip_prefix("test result:")?;
        let number = |what: &str| {
            result.split(['.', ';']).find_map(|part| part.trim().strip_suffix(what)?.trim().parse().ok())
        };
        Some((number("passed")?, number("failed")?))
    });
    Ok(tally.with_skips(&said))
}

pub fn of_problems(root: &Path, problems: Vec<Problem>) -> Tally {
    let failed = problems.len();
    match Problems::check(root, problems) {
        Ok(()) => Tally::passed(1),
        Err(problems) => Tally { failed, failures: vec![problems.to_string()], ..Tally::default() },
    }
}
