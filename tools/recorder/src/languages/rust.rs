//! Rust: one `cargo build` for all programs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use catalog::package::packages_of;
use catalog::{Flavor, Problem, Source, example_name};
use serde_json::Value;
use walkdir::WalkDir;

use super::{Diagnostic, Fault, Job, Language, Start};
use crate::compilers::Compilers;

/// The compiler and the crates that the programs use.
pub struct Rust {
    /// `rustc 1.95.0`.
    rustc: String,
    /// All that rustc says of itself, and the flags that it is given.
    build: String,
    /// Version of each crate in the lock file.
    crates: BTreeMap<String, String>,
}

impl Rust {
    pub fn find(root: &Path) -> Result<Self> {
        // In the book's folder, which may have a toolchain of its own.
        let rustc =
            Command::new("rustc").arg("-vV").current_dir(root).output().context("cannot run rustc")?;
        let build = String::from_utf8_lossy(&rustc.stdout).into_owned()
            + &std::env::var("RUSTFLAGS").unwrap_or_default();
        let rustc = build.lines().next().unwrap_or_default();
        // "rustc 1.95.0 (59807616e 2026-04-14)": the hash says nothing to a reader.
        let rustc = rustc.split(" (").next().unwrap_or_default().trim().to_owned();
        let lock = std::fs::read_to_string(root.join("Cargo.lock")).unwrap_or_default();
        let lock: toml::Table = toml::from_str(&lock).context("cannot read Cargo.lock")?;
        let crates = lock.get("package").and_then(toml::Value::as_array).into_iter().flatten();
        let crates = crates
            .filter_map(|package| {
                Some((package["name"].as_str()?.to_owned(), package["version"].as_str()?.to_owned()))
            })
            .collect();
        Ok(Self { rustc, build, crates })
    }
}

impl Language for Rust {
    fn toolchain(&self, flavor: &Flavor) -> String {
        match flavor.runtime().and_then(|runtime| Some((runtime, self.crates.get(runtime)?))) {
            Some((runtime, version)) => format!("{}, {runtime} {version}", self.rustc),
            None => self.rustc.clone(),
        }
    }

    fn build(&self) -> String {
        self.build.clone()
    }

    fn files(&self, root: &Path, job: Job<'_>) -> Result<Vec<PathBuf>> {
        Ok(sources(root, &job.program.slug))
    }

    fn compile(
        &self,
        root: &Path,
        _: &Path,
        jobs: &[Job<'_>],
        compilers: Compilers<'_>,
        problems: &mut Vec<Problem>,
    ) -> Result<Vec<Option<Start>>> {
        let mut command = cargo(root);
        // Of the whole workspace, even for one program: else what it depends on is compiled once more, with no
        // more features than this one needs.
        command.args(["build", "--keep-going", "--message-format=json", "--workspace"]);
        for job in jobs {
            command.arg("--example").arg(example_name(job.program, &job.source.flavor));
        }
        let built = build(root, &mut command, compilers, problems)?;
        problems.extend(built.refusal.iter().map(|said| Problem::new("Cargo.toml", 1, said)));
        let start = |job: &Job<'_>| {
            let name = example_name(job.program, &job.source.flavor);
            let executable = built.executables.get(&name);
            if executable.is_none() && built.is_complete {
                problems.push(not_built(job, &name));
            }
            executable.map(Start::executable)
        };
        Ok(jobs.iter().map(start).collect())
    }

    fn refusals(
        &self,
        root: &Path,
        _: &Path,
        job: Job<'_>,
        compilers: Compilers<'_>,
    ) -> Result<Vec<Diagnostic>> {
        let name = example_name(job.program, &job.source.flavor);
        let mut command = cargo(root);
        let feature = format!("code-{}/refused", job.program.slug);
        command.args(["build", "--message-format=json", "--workspace"]);
        command.args(["--features", &feature, "--example", &name]);
        let output = compilers.output(&mut command, rendered)?;
        let errors = errors(root, &messages(&output.stdout));
        if errors.is_empty() && !output.status.success() {
            bail!(
                "{}\nin code/{}/Cargo.toml: [[example]] name = \"{name}\", path = …, \
                 required-features = [\"refused\"], and under [features]: refused = []",
                String::from_utf8_lossy(&output.stderr).trim(),
                job.program.slug
            );
        }
        Ok(errors)
    }

    fn fault(&self, source: &Source, stderr: &str) -> Option<Fault> {
        // "thread 'main' panicked at code/…/main.rs:12:5:\nmessage"
        let (_, rest) = stderr.split_once("panicked at ")?;
        let (place, rest) = rest.split_once('\n')?;
        let message = rest.lines().next().unwrap_or_default();
        let mut parts = place.trim_end_matches(':').rsplitn(3, ':');
        let line = parts.nth(1)?.parse().ok()?;
        let file = parts.next()?;
        let here = source.file.file_name().is_some_and(|name| file.ends_with(&*name.to_string_lossy()));
        Some(if here {
            Fault { line: Some(line), message: message.to_owned() }
        } else {
            Fault { line: None, message: format!("{message} (at {place})") }
        })
    }
}

/// The Cargo that runs this command, or the one on the path, in that folder.
fn cargo(folder: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(folder);
    command
}

/// What a `cargo build` has made.
pub struct Build {
    /// Of each program, example or benchmark, by its name.
    pub executables: BTreeMap<String, PathBuf>,
    /// Whether everything was built.
    pub is_complete: bool,
    /// What Cargo says where it is no program's fault: a manifest, a dependency, a linker.
    pub refusal: Option<String>,
}

/// Runs a `cargo build` whose messages are JSON; the compiler's errors become problems.
pub fn build(
    root: &Path,
    command: &mut Command,
    compilers: Compilers<'_>,
    problems: &mut Vec<Problem>,
) -> Result<Build> {
    let output = compilers.output(command, rendered)?;
    let messages = messages(&output.stdout);
    let errors = errors(root, &messages);
    problems.extend(errors.iter().map(Diagnostic::problem));
    let is_complete = output.status.success();
    let refusal = (!is_complete && errors.is_empty())
        .then(|| String::from_utf8_lossy(&output.stderr).trim().to_owned());
    Ok(Build { executables: messages.iter().filter_map(executable).collect(), is_complete, refusal })
}

/// Cargo's messages as people read them.
fn rendered(line: &str) -> String {
    match serde_json::from_str::<Value>(line) {
        Ok(message) => message["message"]["rendered"].as_str().unwrap_or_default().to_owned(),
        Err(_) => line.to_owned(),
    }
}

/// The files that decide what a program of that chapter is compiled to, besides its own source: those of the
/// chapter's library too, and of every package of the book that it depends on.
pub fn sources(root: &Path, slug: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for package in packages_of(root, slug) {
        let entries = WalkDir::new(root.join(&package).join("src")).sort_by_file_name().into_iter();
        let inside = entries.filter_map(Result::ok).map(walkdir::DirEntry::into_path);
        files.extend(inside.filter_map(|file| Some(file.strip_prefix(root).ok()?.to_owned())));
        files.push(package.join("Cargo.toml"));
    }
    let shared = ["Cargo.toml", "Cargo.lock", ".cargo/config.toml", "rust-toolchain.toml"];
    files.extend(shared.map(PathBuf::from));
    files.retain(|file| root.join(file).is_file());
    files
}

/// Cargo finds `main.rs` in a folder of examples by itself, and other files if they are listed.
pub fn not_built(job: &Job<'_>, name: &str) -> Problem {
    let file = &job.source.file;
    let chapter = Path::new("code").join(&job.program.slug);
    let path = file.strip_prefix(&chapter).unwrap_or(file);
    Problem::new(chapter.join("Cargo.toml"), 1, format!("{} is not built", file.display()))
        .help(format!("add: [[example]] name = \"{name}\", path = \"{}\"", path.display()))
}

fn executable(message: &Value) -> Option<(String, PathBuf)> {
    let is_program = message["target"]["kind"]
        .as_array()?
        .iter()
        .any(|kind| kind == "example" || kind == "bin" || kind == "bench");
    let path = message["executable"].as_str().filter(|_| is_program)?;
    Some((message["target"]["name"].as_str()?.to_owned(), PathBuf::from(path)))
}

/// Cargo's messages, a line of JSON each.
fn messages(stdout: &[u8]) -> Vec<Value> {
    let lines = String::from_utf8_lossy(stdout);
    lines.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

/// The compiler's errors among them.
fn errors(root: &Path, messages: &[Value]) -> Vec<Diagnostic> {
    let errors = messages.iter().filter(|message| message["message"]["level"] == "error");
    errors.filter_map(|message| diagnostic(root, message)).collect()
}

fn diagnostic(root: &Path, message: &Value) -> Option<Diagnostic> {
    let span = message["message"]["spans"].as_array()?.iter().find(|span| span["is_primary"] == true)?;
    let file = PathBuf::from(span["file_name"].as_str()?);
    let file = file.strip_prefix(root).map(Path::to_owned).unwrap_or(file);
    let line = usize::try_from(span["line_start"].as_u64()?).ok()?;
    let text = message["message"]["message"].as_str()?;
    let code = message["message"]["code"]["code"].as_str();
    let code = code.map(|code| format!("{code}: ")).unwrap_or_default();
    let label = span["label"].as_str().map(|label| format!(": {label}")).unwrap_or_default();
    Some(Diagnostic { file, line, message: format!("{code}{text}{label}") })
}
