//! The languages: what compiles their programs, what runs them, and how they tell what went wrong.

mod csharp;
pub mod diagnostics;
mod fault;
pub mod go;
mod javascript;
mod python;
pub mod rust;
mod swift;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use catalog::{Flavor, Problem, Program, Source};
use sha2::{Digest, Sha256};
use toolchains::{Dotnet, Effort, Missing, Node, Python, Swift, Toolchain};
use trace::{hexadecimal, this_executable};

use crate::compilers::Compilers;
use crate::virtual_host::VirtualHost;

pub use csharp::namespace;
pub use diagnostics::Diagnostic;
pub use fault::Fault;
pub use go::Go;
pub use rust::build as cargo_build;

/// One flavor of one program: what is compiled and run.
#[derive(Debug, Clone, Copy)]
pub struct Job<'a> {
    pub program: &'a Program,
    pub source: &'a Source,
}

/// How to start a program.
#[derive(Debug, Clone)]
pub struct Start {
    pub program: PathBuf,
    pub arguments: Vec<OsString>,
    pub environment: Vec<(&'static str, OsString)>,
}

impl Start {
    /// An executable that needs nothing else.
    pub fn executable(program: impl Into<PathBuf>) -> Self {
        Self { program: program.into(), arguments: Vec::new(), environment: Vec::new() }
    }

    /// As a command, in an environment that is the same on every machine.
    pub fn command(&self) -> Command {
        const KEPT: [&str; 5] = ["PATH", "HOME", "TMPDIR", "SystemRoot", "TEMP"];
        let mut command = Command::new(&self.program);
        command.env_clear().env("LANG", "C.UTF-8").args(&self.arguments);
        command.envs(KEPT.iter().filter_map(|name| Some((name, std::env::var_os(name)?))));
        command.envs(self.environment.iter().cloned());
        command
    }
}

/// A language whose toolchain is here.
pub trait Language: Send + Sync {
    /// What to write below a timeline: `go 1.27.0`.
    fn toolchain(&self, flavor: &Flavor) -> String;

    /// What tells this toolchain from every other, if its name and version do not.
    fn build(&self) -> String {
        String::new()
    }

    /// The files, besides the program's own source, that decide what a run of it does.
    fn files(&self, root: &Path, job: Job<'_>) -> Result<Vec<PathBuf>>;

    /// Compiles the programs into `out`, an empty folder. How to start each of them, in their order; where
    /// one did not compile, `None` and a problem, and the others are compiled all the same.
    fn compile(
        &self,
        root: &Path,
        out: &Path,
        jobs: &[Job<'_>],
        compilers: Compilers<'_>,
        problems: &mut Vec<Problem>,
    ) -> Result<Vec<Option<Start>>>;

    /// What the compiler says of a program that it has to refuse, in `out`, an empty folder; nothing where it
    /// takes the program.
    fn refusals(
        &self,
        root: &Path,
        out: &Path,
        job: Job<'_>,
        compilers: Compilers<'_>,
    ) -> Result<Vec<Diagnostic>>;

    /// What a program that ended badly says on standard error, in one line, and where it stood.
    fn fault(&self, source: &Source, stderr: &str) -> Option<Fault>;
}

/// The language of that name in flavors, such as `go` or `csharp`.
pub fn get(language: &str, root: &Path, effort: Effort) -> Result<Box<dyn Language>, Missing> {
    match language {
        "javascript" => Ok(Box::new(javascript::JavaScript(Node::get(effort)?))),
        "python" => Ok(Box::new(python::Python(Python::get(effort)?))),
        "go" => Ok(Box::new(Go(toolchains::Go::get(effort)?))),
        "csharp" => Ok(Box::new(csharp::CSharp(Dotnet::get(effort)?))),
        "swift" => Ok(Box::new(swift::Swift(Swift::get(effort)?))),
        "rust" => match rust::Rust::find(root) {
            Ok(rust) => Ok(Box::new(rust)),
            Err(error) => Err(Missing(format!("{error:#}"))),
        },
        unknown => Err(Missing(format!("nothing runs programs in {unknown}"))),
    }
}

/// A hash of everything that decides what a run does: if it is the same, so is what the run did.
pub fn fingerprint(
    language: &dyn Language,
    host: Option<&VirtualHost>,
    root: &Path,
    job: Job<'_>,
) -> Result<String> {
    let mut hash = Sha256::new();
    let mut add = |content: &[u8]| {
        hash.update((content.len() as u64).to_le_bytes());
        hash.update(content);
    };
    add(this_executable().as_bytes());
    add(job.program.fingerprint(job.source).as_bytes());
    add(job.source.flavor.as_str().as_bytes());
    add(language.toolchain(&job.source.flavor).as_bytes());
    add(language.build().as_bytes());
    let files = host.map(|host| host.files(job)).unwrap_or_default();
    for file in language.files(root, job)?.into_iter().chain(files) {
        add(file.to_string_lossy().as_bytes());
        add(&fs::read(root.join(&file)).with_context(|| format!("cannot read {}", file.display()))?);
    }
    Ok(hexadecimal(&hash.finalize()))
}

/// The folder of the kitchen, from the book's.
pub const KITCHEN: &str = "code/kitchen";

/// The kitchen's files in a language, by their extension; sorted, from the book's folder.
pub fn kitchen(root: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let folder = Path::new(KITCHEN);
    let entries = fs::read_dir(root.join(folder)).with_context(|| format!("cannot read {KITCHEN}"))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| folder.join(entry.file_name()))
        .filter(|file| file.extension().is_some_and(|found| found == extension))
        .collect();
    files.sort();
    Ok(files)
}
