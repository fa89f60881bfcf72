//! Python: nothing to compile.

use std::path::{Path, PathBuf};

use anyhow::Result;
use catalog::{Flavor, Problem, Source};
use toolchains::Toolchain;

use super::fault::Innermost;
use super::{Fault, Job, KITCHEN, Language, Start, kitchen};

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

    fn fault(&self, source: &Source, stderr: &str) -> Option<Fault> {
        // A traceback ends with the exception's name and message; its class may be anybody's.
        let last = stderr.lines().rev().find(|line| !line.trim().is_empty())?;
        let name = last.split_once(": ").map_or(last, |(name, _)| name);
        let fault = Fault::read(source, stderr, &[&format!("{name}: "), name], Innermost::Last)?;
        Some(Fault { message: last.trim().to_owned(), ..fault })
    }
}
