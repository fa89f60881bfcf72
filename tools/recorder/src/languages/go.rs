//! Go: one module, in which each program is a package.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use anyhow::{Context, Result, bail};
use catalog::{Flavor, Problem, Source};
use serde_json::{Map, Value, json};
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

    fn refusals(&self, _: &Path, _: &Path, _: Job<'_>, _: Compilers<'_>) -> Result<Vec<Diagnostic>> {
        bail!("a package in Go is all files of its folder, so none can be there to be refused")
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
        Ok(built(&compilers.output(&mut command, str::to_owned)?))
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
        let shown = [(in_module(&job.source.file).to_owned(), text.to_owned())];
        let overlay = &text.with_extension("json");
        let build = Overlaid { root, shown: &shown, overlay, package: &package(job), out, for_browser };
        build.run(&self.0, compilers)
    }
}

/// A build of one package in which the compiler is shown other texts than those on the disk.
pub struct Overlaid<'a> {
    pub root: &'a Path,
    /// Files, from the module's folder, and each with the file that is shown in its place.
    pub shown: &'a [(PathBuf, PathBuf)],
    /// Where to write what says so.
    pub overlay: &'a Path,
    /// From the module's folder.
    pub package: &'a Path,
    pub out: &'a Path,
    pub for_browser: bool,
}

impl Overlaid<'_> {
    pub fn run(&self, go: &toolchains::Go, compilers: Compilers<'_>) -> Built {
        let module = absolute(&self.root.join(MODULE))?;
        fs::write(self.overlay, self.replaced(&module)?.to_string())
            .with_context(|| format!("cannot write {}", self.overlay.display()))?;
        let mut command = go.command();
        // The go command believes the shell's word for where it is, if that is the same folder.
        command.current_dir(&module).env("PWD", &module);
        if self.for_browser {
            command.envs([("GOOS", "wasip1"), ("GOARCH", "wasm")]);
        }
        // Without what only a debugger reads, and without paths of this machine; a panic has its lines all the same.
        command.args(["build", "-buildvcs=false", "-trimpath", "-ldflags=-s -w", "-overlay"]);
        command.arg(self.overlay).arg("-o").arg(self.out).arg(self.package);
        Ok(built(&compilers.output(&mut command, str::to_owned)?))
    }

    /// What the go command reads. A file that it knows by another path than the one here is not replaced,
    /// and nobody is told.
    fn replaced(&self, module: &Path) -> Result<Value> {
        let mut replaced = Map::new();
        for (file, shown) in self.shown {
            replaced.insert(module.join(file).to_string_lossy().into_owned(), json!(absolute(shown)?));
        }
        Ok(json!({ "Replace": replaced }))
    }
}

/// A path as the go command sees it that is started there: without links.
fn absolute(path: &Path) -> Result<PathBuf> {
    // Go takes no path of the kind to which Windows resolves links.
    let resolved = if cfg!(windows) { std::path::absolute(path) } else { path.canonicalize() };
    resolved.with_context(|| format!("there is no {}", path.display()))
}

/// A path in the book's folder, from the module's.
pub fn in_module(path: &Path) -> &Path {
    path.strip_prefix(MODULE).unwrap_or(path)
}

/// The files that decide what every program is compiled to, besides its own source.
pub fn sources(root: &Path) -> Result<Vec<PathBuf>> {
    let mut files = kitchen(root, "go")?;
    files.push(Path::new(MODULE).join("go.mod"));
    Ok(files)
}

/// The program's package, as the go command knows it in the module's folder.
fn package(job: Job<'_>) -> PathBuf {
    Path::new(".").join(in_module(&job.program.folder))
}

/// Whether a build succeeded, or the compiler's errors.
fn built(output: &Output) -> Result<(), Vec<Diagnostic>> {
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

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    #[test]
    fn where_the_book_is_behind_a_link_go_is_told_what_is_behind_it() {
        let folder = tempfile::tempdir().unwrap();
        let real = folder.path().canonicalize().unwrap().join("real");
        let link = real.with_file_name("link");
        fs::create_dir_all(real.join(MODULE)).unwrap();
        fs::write(real.join("edited.go"), "package main").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        let shown = [(PathBuf::from("cake/main.go"), link.join("edited.go"))];
        let nowhere = Path::new("");
        let build = Overlaid {
            root: &link,
            shown: &shown,
            overlay: nowhere,
            package: nowhere,
            out: nowhere,
            for_browser: false,
        };
        let module = absolute(&link.join(MODULE)).unwrap();
        assert_eq!(
            build.replaced(&module).unwrap(),
            json!({ "Replace": { real.join("code/cake/main.go").display().to_string(): real.join("edited.go") } })
        );
    }
}
