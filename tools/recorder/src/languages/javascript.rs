//! JavaScript, on Node.js: nothing to compile.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use catalog::{Flavor, Problem, Source};
use toolchains::{Node, Toolchain};

use super::diagnostics;
use super::fault::Innermost;
use super::{Diagnostic, Fault, Job, Language, Start, kitchen};
use crate::compilers::Compilers;

pub struct JavaScript(pub Node);

impl Language for JavaScript {
    fn toolchain(&self, _: &Flavor) -> String {
        self.0.found().name
    }

    fn files(&self, root: &Path, _: Job<'_>) -> Result<Vec<PathBuf>> {
        let mut files = kitchen(root, "js")?;
        // What says where the kitchen is.
        files.push("code/package.json".into());
        Ok(files)
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
            arguments: vec![root.join(&job.source.file).into()],
            environment: Vec::new(),
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
        let mut command = Command::new(self.0.program());
        command.arg("--check").arg(root.join(&job.source.file));
        diagnostics::syntax_errors(job.source, &mut command, compilers)
    }

    fn fault(&self, source: &Source, stderr: &str) -> Option<Fault> {
        Fault::read(source, stderr, &["Error: "], Innermost::First)
    }
}
