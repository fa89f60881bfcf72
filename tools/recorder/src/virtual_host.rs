//! Programs on a clock that is only a number: the hosts on which a page runs them, here under Node.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Result, bail};
use catalog::Problem;
use serde_json::json;
use trace::Event;

use crate::attendant::Attendants;
use crate::host::{Host, HostEnd, How};
use crate::interpret::{Verdict, interpret};
use crate::interruption::Interruption;
use crate::languages::{Job, KITCHEN, Language};
use crate::run::{End, Finished, MEMORY_LIMIT, OUTPUT_LIMIT};

/// Most events of one run.
pub const EVENT_LIMIT: u32 = 100_000;

/// What a page runs programs with, for the recorder to run them with the same.
#[derive(Debug, Clone)]
pub struct VirtualHost {
    pub host: Host,
    /// The folder of Python's interpreter.
    pub python: PathBuf,
    /// What it can run, by program and flavor.
    pub programs: BTreeMap<(String, String), Runnable>,
}

/// One flavor of a program, as a page runs it.
#[derive(Debug, Clone)]
pub struct Runnable {
    /// The WebAssembly module; without it, the host runs the source.
    pub module: Option<PathBuf>,
    /// What compiled or runs it, for people: `go 1.27.0`.
    pub toolchain: String,
}

impl VirtualHost {
    /// Whether it can run that flavor of a program.
    pub fn runs(&self, job: Job<'_>) -> bool {
        job.program.recorded_only(&job.source.flavor).is_none() && self.runnable(job).is_some()
    }

    /// What to write below a timeline: `rustc 1.96.0, tokio 1.54.1`.
    pub fn toolchain(&self, job: Job<'_>, native: &dyn Language) -> String {
        let own = self.runnable(job).map(|runnable| runnable.toolchain.clone()).unwrap_or_default();
        match native.toolchain(&job.source.flavor).split_once(", ") {
            // The runtime's version stands in the lock file, whoever compiles it.
            Some((_, runtime)) => format!("{own}, {runtime}"),
            None => own,
        }
    }

    /// The files, besides those of a native run, that decide what a run does.
    pub fn files(&self, job: Job<'_>) -> Vec<PathBuf> {
        let module = self.runnable(job).and_then(|runnable| runnable.module.clone());
        [Some(self.host.script.clone()), module].into_iter().flatten().collect()
    }

    /// Runs a program for `limit` at most.
    pub fn run(
        &self,
        root: &Path,
        job: Job<'_>,
        language: &dyn Language,
        limit: Duration,
        attendants: &Attendants,
        interruption: &Interruption,
    ) -> Result<Result<Vec<Event>, Problem>> {
        let (program, source) = (job.program, job.source);
        let flavor = &source.flavor;
        let mut asked = json!({
            "program": program.name,
            "flavor": flavor.as_str(),
            "file": flavor.file_name(),
            "args": [],
            "grid": program.manifest.grid,
            "limits": { "events": EVENT_LIMIT, "bytes": OUTPUT_LIMIT, "memory": MEMORY_LIMIT },
        });
        if let Some(module) = self.runnable(job).and_then(|runnable| runnable.module.as_ref()) {
            asked["module"] = json!(module);
            // All Go programs are in one module, which finds the one that is meant by this.
            asked["argv0"] = json!(program.name);
        } else {
            asked["source"] = json!(root.join(&source.file));
            asked["kitchen"] = json!(root.join(KITCHEN));
        }
        if flavor.language() == "python" {
            asked["assets"] = json!(self.python);
        }
        let report = attendants.run(&self.host, asked, limit, interruption)?;
        if let Some(problem) = report.end.problem(job) {
            return Ok(Err(problem));
        }
        let finished = Finished {
            stdout: report.printed,
            stderr: report.errors,
            trace: report.trace.join("\n"),
            end: End::Success,
        };
        match interpret(program, source, language, &finished, None) {
            Verdict::Good(events) => Ok(Ok(events)),
            Verdict::Bad(problem) => Ok(Err(problem)),
            Verdict::Late { .. } => bail!("late by a clock that nobody looked at"),
        }
    }

    fn runnable(&self, job: Job<'_>) -> Option<&Runnable> {
        self.programs.get(&(job.program.name.clone(), job.source.flavor.to_string()))
    }
}

impl HostEnd {
    fn problem(&self, job: Job<'_>) -> Option<Problem> {
        let said = self.message.as_deref().unwrap_or_default();
        let message = match self.how {
            How::Success => return None,
            How::Error => format!("ended in an error on the virtual clock: {said}"),
            How::Waiting => "waits for what never comes: nothing is left that could wake it".to_owned(),
            How::Limit => format!("{said}; ended"),
        };
        Some(Problem::new(&job.source.file, self.line.unwrap_or(1), message))
    }
}
