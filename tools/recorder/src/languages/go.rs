//! Go: one module, in which each program is a package.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use anyhow::{Context, Result};
use catalog::{Flavor, Problem, Source};
use serde_json::json;
use toolchains::Toolchain;

use super::diagnostics::{self, Built, Diagnostic};
use super::fault::Innermost;
use super::{Fault, Job, Language, Start, kitchen};
use crate::compilers::Compilers;

pub struct Go(pub toolchains::Go);

/// The module, from the book's folder.
pub const MODULE: &str = "code";

impl Language for Go {
    fn toolchain(&self, _: &Flavor) -> String {
        self.0.found().name
    }

    fn files(&self, root: &Path, _: Job<'_>) -> Result<Vec<PathBuf>> {
        sources(root)
    }

    fn compile(
        &self,
        root: &Path,
        out: &Path,
        jobs: &[Job<'_>],
        compilers: Compilers<'_>,
        problems: &mut Vec<Problem>,
    ) -> Result<Vec<Option<Start>>> {
        let good =
            diagnostics::build_what_compiles(jobs, problems, |jobs| self.build(root, out, jobs, compilers))?;
        let executable =
            |job: &Job<'_>| out.join(format!("{}{}", job.program.name, std::env::consts::EXE_SUFFIX));
        let starts =
            jobs.iter().zip(good).map(|(job, good)| good.then(|| Start::executable(executable(job))));
        Ok(starts.collect())
    }

    fn fault(&self, source: &Source, stderr: &str) -> Option<Fault> {
        let fault = Fault::read(source, stderr, &["panic: ", "fatal error: "], Innermost::First)?;
        // What a panic that passed through `WaitGroup.Go` has at its end.
        let message = fault.message.trim_end_matches(" [recovered, repanicked]").to_owned();
        Some(Fault { message, ..fault })
    }
}

impl Go {
    /// Builds the packages of the jobs, all at once, or tells the compiler's errors.
    fn build(&self, root: &Path, out: &Path, jobs: &[Job<'_>], compilers: Compilers<'_>) -> Built {
        let module = root.join(MODULE);
        let mut command = self.0.command();
        // With a separator at its end it is a folder, even for a single package.
        command.current_dir(&module).args(["build", "-buildvcs=false", "-o"]).arg(out.join(""));
        command.args(jobs.iter().map(|job| package(*job)));
        Ok(built(&compilers.output(&mut command, str::to_owned).context("cannot run go")?))
    }

    /// Builds one program from another text than the one in its file, for a browser or for this machine.
    pub fn build_edited(
        &self,
        root: &Path,
        job: Job<'_>,
        text: &Path,
        out: &Path,
        for_browser: bool,
        compilers: Compilers<'_>,
    ) -> Built {
        let overlay = text.with_extension("json");
        let replaced = json!({ "Replace": { root.join(&job.source.file).to_string_lossy(): text } });
        fs::write(&overlay, replaced.to_string())?;
        let mut command = self.0.command();
        command.current_dir(root.join(MODULE));
        if for_browser {
            command.envs([("GOOS", "wasip1"), ("GOARCH", "wasm")]);
        }
        // Without what only a debugger reads, and without paths of this machine; a panic has its lines all the same.
        command.args(["build", "-buildvcs=false", "-trimpath", "-ldflags=-s -w", "-overlay"]).arg(&overlay);
        command.arg("-o").arg(out).arg(package(job));
        Ok(built(&compilers.output(&mut command, str::to_owned).context("cannot run go")?))
    }
}

/// The files that decide what every program is compiled to, besides its own source.
pub fn sources(root: &Path) -> Result<Vec<PathBuf>> {
    let mut files = kitchen(root, "go")?;
    files.push(Path::new(MODULE).join("go.mod"));
    Ok(files)
}

/// The program's package, as the go command knows it in the module's folder.
pub fn package(job: Job<'_>) -> PathBuf {
    let folder = job.program.folder.strip_prefix(MODULE).unwrap_or(&job.program.folder);
    Path::new(".").join(folder)
}

/// Whether a build succeeded, or the compiler's errors.
pub fn built(output: &Output) -> Result<(), Vec<Diagnostic>> {
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let mut errors: Vec<Diagnostic> = said.lines().filter_map(Diagnostic::with_colons).collect();
    for error in &mut errors {
        error.file = Path::new(MODULE).join(error.file.strip_prefix("./").unwrap_or(&error.file));
    }
    if errors.is_empty() {
        let file = Path::new(MODULE).join("go.mod");
        errors.push(Diagnostic { file, line: 1, message: said.trim().to_owned() });
    }
    Err(errors)
}
