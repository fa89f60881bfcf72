//! Compiles the Rust flavors: one `cargo build` for all of them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use catalog::{Catalog, Flavor, Problem, Program, Source};
use serde_json::Value;

/// What compiled the programs: one executable for each program and flavor.
pub struct Built {
    executables: BTreeMap<String, PathBuf>,
    versions: Versions,
}

impl Built {
    /// Builds every Rust flavor in the catalog. Programs that do not compile become problems, with
    /// the compiler's words; the others are built all the same.
    pub fn rust(root: &Path, catalog: &Catalog, problems: &mut Vec<Problem>) -> Result<Self> {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.current_dir(root).args(["build", "--keep-going", "--message-format=json"]);
        let mut slugs: Vec<&str> = catalog.programs.values().map(|program| program.slug.as_str()).collect();
        slugs.dedup();
        slugs.sort_unstable();
        slugs.dedup();
        for slug in slugs {
            command.arg("--package").arg(format!("code-{slug}"));
        }
        let output = command.arg("--examples").stderr(Stdio::piped()).output().context("cannot run cargo")?;
        let messages: Vec<Value> = String::from_utf8_lossy(&output.stdout)
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok())
            .collect();

        let executables: BTreeMap<String, PathBuf> = messages.iter().filter_map(executable).collect();
        let mut failed = false;
        for message in messages.iter().filter(|message| message["message"]["level"] == "error") {
            if let Some(problem) = compiler_problem(root, message) {
                failed = true;
                problems.push(problem);
            }
        }
        if !output.status.success() && !failed {
            // Not a program: a manifest, a dependency, a linker.
            problems.push(Problem::new("Cargo.toml", 1, String::from_utf8_lossy(&output.stderr).trim()));
        }
        let built = Self { executables, versions: Versions::read(root)? };
        if output.status.success() {
            built.check_complete(catalog, problems);
        }
        Ok(built)
    }

    /// The executable of a flavor; `None` when it did not compile.
    pub fn executable(&self, program: &Program, source: &Source) -> Option<&Path> {
        self.executables.get(&example_name(program, &source.flavor)).map(PathBuf::as_path)
    }

    /// What to write below a timeline: `rustc 1.95.0, tokio 1.54.1`.
    pub fn toolchain(&self, flavor: &Flavor) -> String {
        match flavor.runtime().and_then(|runtime| Some((runtime, self.versions.crates.get(runtime)?))) {
            Some((runtime, version)) => format!("{}, {runtime} {version}", self.versions.rustc),
            None => self.versions.rustc.clone(),
        }
    }

    fn check_complete(&self, catalog: &Catalog, problems: &mut Vec<Problem>) {
        for program in catalog.programs.values() {
            for source in program.sources.iter().filter(|source| source.flavor.language() == "rust") {
                let name = example_name(program, &source.flavor);
                if !self.executables.contains_key(&name) {
                    let path = source
                        .file
                        .strip_prefix(Path::new("code").join(&program.slug))
                        .unwrap_or(&source.file);
                    problems.push(
                        Problem::new(
                            format!("code/{}/Cargo.toml", program.slug),
                            1,
                            format!("{} is not built", source.file.display()),
                        )
                        .help(format!("add: [[example]] name = \"{name}\", path = \"{}\"", path.display())),
                    );
                }
            }
        }
    }
}

/// Name of the Cargo example that is this flavor.
pub fn example_name(program: &Program, flavor: &Flavor) -> String {
    match flavor.runtime() {
        Some(_) => format!("{}-{flavor}", program.name),
        None => program.name.clone(),
    }
}

fn executable(message: &Value) -> Option<(String, PathBuf)> {
    let is_example = message["target"]["kind"].as_array()?.iter().any(|kind| kind == "example");
    let path = message["executable"].as_str().filter(|_| is_example)?;
    Some((message["target"]["name"].as_str()?.to_owned(), PathBuf::from(path)))
}

fn compiler_problem(root: &Path, message: &Value) -> Option<Problem> {
    let span = message["message"]["spans"].as_array()?.iter().find(|span| span["is_primary"] == true)?;
    let file = PathBuf::from(span["file_name"].as_str()?);
    let file = file.strip_prefix(root).map(Path::to_owned).unwrap_or(file);
    let line = usize::try_from(span["line_start"].as_u64()?).ok()?;
    let text = message["message"]["message"].as_str()?;
    let label = span["label"].as_str().map(|label| format!(": {label}")).unwrap_or_default();
    Some(Problem::new(file, line, format!("does not compile: {text}{label}")))
}

/// Versions of the compiler and of the crates that the programs use.
struct Versions {
    rustc: String,
    crates: BTreeMap<String, String>,
}

impl Versions {
    fn read(root: &Path) -> Result<Self> {
        let rustc = Command::new("rustc").arg("--version").output().context("cannot run rustc")?;
        let rustc = String::from_utf8_lossy(&rustc.stdout);
        // "rustc 1.95.0 (59807616e 2026-04-14)": the hash says nothing to a reader.
        let rustc = rustc.split(" (").next().unwrap_or_default().trim().to_owned();
        let lock = std::fs::read_to_string(root.join("Cargo.lock")).context("cannot read Cargo.lock")?;
        let lock: toml::Table = toml::from_str(&lock).context("cannot read Cargo.lock")?;
        let crates = lock["package"].as_array().into_iter().flatten();
        let crates = crates
            .filter_map(|package| {
                Some((package["name"].as_str()?.to_owned(), package["version"].as_str()?.to_owned()))
            })
            .collect();
        Ok(Self { rustc, crates })
    }
}
