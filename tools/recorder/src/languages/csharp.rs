//! C#: one assembly with all programs, each in a namespace of its own, and a launcher that starts the one
//! that it is given. The compiler takes a second to begin and next to nothing for a further program.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use catalog::{Flavor, Problem, Source};
use serde_json::json;
use toolchains::{Dotnet, Toolchain};

use super::diagnostics::{self, Built, Diagnostic};
use super::fault::Innermost;
use super::{Fault, Job, Language, Start, kitchen};
use crate::compilers::Compilers;

pub struct CSharp(pub Dotnet);

const ASSEMBLY: &str = "Programs.dll";

impl Language for CSharp {
    fn toolchain(&self, _: &Flavor) -> String {
        self.0.found().name
    }

    fn build(&self) -> String {
        self.0.framework().to_owned()
    }

    fn files(&self, root: &Path, _: Job<'_>) -> Result<Vec<PathBuf>> {
        kitchen(root, "cs")
    }

    fn compile(
        &self,
        root: &Path,
        out: &Path,
        jobs: &[Job<'_>],
        compilers: Compilers<'_>,
        problems: &mut Vec<Problem>,
    ) -> Result<Vec<Option<Start>>> {
        let named: Vec<bool> = jobs.iter().map(|job| check_namespace(job, problems)).collect();
        let rest: Vec<Job<'_>> =
            jobs.iter().zip(&named).filter(|(_, named)| **named).map(|(job, _)| *job).collect();
        let built =
            diagnostics::build_what_compiles(&rest, problems, |jobs| self.build(root, out, jobs, compilers))?;
        let mut built = built.into_iter();
        let good = named.into_iter().map(|named| named && built.next().unwrap_or(false));
        let start = |job: &Job<'_>| Start {
            program: self.0.program().to_owned(),
            arguments: vec![out.join(ASSEMBLY).into(), namespace(&job.program.name).into()],
            environment: self.0.environment(),
        };
        Ok(jobs.iter().zip(good).map(|(job, good)| good.then(|| start(job))).collect())
    }

    fn refusals(
        &self,
        root: &Path,
        out: &Path,
        job: Job<'_>,
        compilers: Compilers<'_>,
    ) -> Result<Vec<Diagnostic>> {
        Ok(self.build(root, out, &[job], compilers)?.err().unwrap_or_default())
    }

    fn fault(&self, source: &Source, stderr: &str) -> Option<Fault> {
        Fault::read(source, stderr, &["Exception: "], Innermost::First)
    }
}

/// The launcher finds a program by its namespace: the program's name in C#'s spelling.
fn check_namespace(job: &Job<'_>, problems: &mut Vec<Problem>) -> bool {
    let wanted = format!("namespace {}", namespace(&job.program.name));
    let found = job.source.text.lines().any(|line| line.trim().trim_end_matches(['{', ';', ' ']) == wanted);
    if !found {
        let message = format!("is not in `{wanted}`, by which it is found among all programs");
        problems.push(Problem::new(&job.source.file, 1, message).help(format!("write: {wanted}")));
    }
    found
}

/// A program's namespace in C#: `CakeAndBook` for `cake_and_book`.
pub fn namespace(program: &str) -> String {
    program
        .split('_')
        .map(|word| {
            let (first, rest) = word.split_at(word.len().min(1));
            first.to_uppercase() + rest
        })
        .collect()
}

impl CSharp {
    fn build(&self, root: &Path, out: &Path, jobs: &[Job<'_>], compilers: Compilers<'_>) -> Built {
        let mut command = self.0.command();
        command.current_dir(root).arg(self.0.compiler());
        command.args(["-nologo", "-target:exe", "-main:Launcher", "-nullable:enable", "-debug:portable"]);
        command.args(["-deterministic", "-warnaserror-", "-warn:0"]);
        command.arg(format!("-out:{}", out.join(ASSEMBLY).display()));
        command.args(self.0.references()?.iter().map(|file| format!("-reference:{}", file.display())));
        command.args(kitchen(root, "cs")?).args(jobs.iter().map(|job| &job.source.file));
        let output = compilers.output(&mut command, str::to_owned)?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            let mut errors: Vec<Diagnostic> = said.lines().filter_map(Diagnostic::with_parentheses).collect();
            for error in &mut errors {
                error.file = error.file.strip_prefix(root).map(Path::to_owned).unwrap_or(error.file.clone());
            }
            if errors.is_empty() {
                let file = PathBuf::from("code/kitchen/Kitchen.cs");
                errors.push(Diagnostic { file, line: 1, message: said.trim().to_owned() });
            }
            return Ok(Err(errors));
        }
        let settings = json!({ "runtimeOptions": {
            "framework": { "name": "Microsoft.NETCore.App", "version": self.0.framework() },
            // A compiler at work in the background would count as the program's own use of the processor.
            "configProperties": { "System.Runtime.TieredCompilation": false },
        } });
        fs::write(out.join(ASSEMBLY).with_extension("runtimeconfig.json"), settings.to_string())?;
        Ok(Ok(()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_s_namespace_is_its_name_in_pascal_case() {
        assert_eq!(namespace("cake_and_book"), "CakeAndBook");
        assert_eq!(namespace("chained"), "Chained");
    }
}
