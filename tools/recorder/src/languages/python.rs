//! Python: nothing to compile.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use catalog::{Flavor, Problem, Source};
use toolchains::Toolchain;

use super::diagnostics;
use super::fault::Innermost;
use super::{Diagnostic, Fault, Job, KITCHEN, Language, Start, kitchen};
use crate::compilers::Compilers;

pub struct Python(pub toolchains::Python);

impl Language for Python {
    fn toolchain(&self, _: &Flavor) -> String {
        self.0.found().name
    }

    fn files(&self, root: &Path, _: Job<'_>) -> Result<Vec<PathBuf>> {
        kitchen(root, "py")
    }

    fn compile(
        &self,
        root: &Path,
        _: &Path,
        jobs: &[Job<'_>],
        _: Compilers<'_>,
        _: &mut Vec<Problem>,
    ) -> Result<Vec<Option<Start>>> {
        let start = |job: &Job<'_>| Start {
            program: self.0.program().clone(),
            // Without compiled files beside the sources.
            arguments: vec!["-B".into(), root.join(&job.source.file).into()],
            environment: vec![("PYTHONPATH", root.join(KITCHEN).into())],
        };
        Ok(jobs.iter().map(|job| Some(start(job))).collect())
    }

    fn refusals(
        &self,
        root: &Path,
        _: &Path,
        job: Job<'_>,
        compilers: Compilers<'_>,
    ) -> Result<Vec<Diagnostic>> {
        const COMPILE: &str = "import sys; compile(open(sys.argv[1]).read(), sys.argv[1], 'exec')";
        let mut command = Command::new(self.0.program());
        command.args(["-B", "-c", COMPILE]).arg(root.join(&job.source.file));
        diagnostics::syntax_errors(job.source, &mut command, compilers)
    }

    fn fault(&self, source: &Source, stderr: &str) -> Option<Fault> {
        fault(source, stderr)
    }
}

fn fault(source: &Source, stderr: &str) -> Option<Fault> {
    // A traceback ends with the exception's name and message; a group of them is drawn in a frame.
    let is_told = |line: &&str| !line.trim_matches([' ', '|', '+', '-']).is_empty();
    let last = stderr.lines().rev().find(is_told)?.trim_start_matches([' ', '|']);
    let name = last.split_once(": ").map_or(last, |(name, _)| name);
    let fault = Fault::read(source, stderr, &[name], Innermost::Last)?;
    Some(Fault { message: last.trim().to_owned(), ..fault })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exception_in_a_group_is_told_as_itself() {
        let flavor = Flavor::of_file("main.py").expect("a file of a flavor");
        let source = Source {
            flavor,
            file: "code/a/examples/cake/main.py".into(),
            text: String::new(),
            refused: false,
        };
        let stderr = "  + Exception Group Traceback (most recent call last):\n  \
            |   File \"/b/examples/cake/main.py\", line 40, in <module>\n  \
            | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)\n  \
            +-+---------------- 1 ----------------\n    \
            | Traceback (most recent call last):\n    \
            |   File \"/b/examples/cake/main.py\", line 22, in bake_cake\n    \
            | ValueError: pages is a whole number from 0, not 'x'\n    \
            +------------------------------------\n";
        let fault = fault(&source, stderr);
        let message = "ValueError: pages is a whole number from 0, not 'x'".to_owned();
        assert_eq!(fault, Some(Fault { line: Some(22), message }));
    }
}
