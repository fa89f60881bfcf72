//! JavaScript, on Node.js: nothing to compile.

use std::path::{Path, PathBuf};

use anyhow::Result;
use catalog::{Flavor, Problem, Source};
use toolchains::{Node, Toolchain};

use super::fault::Innermost;
use super::{Fault, Job, Language, Start, kitchen};
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

    fn fault(&self, source: &Source, stderr: &str) -> Option<Fault> {
        Fault::read(source, stderr, &["Error: "], Innermost::First)
    }
}
