//! Swift: the kitchen as a module, compiled once, and each program against it.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::Result;
use catalog::{Flavor, Problem, Source};
use toolchains::Toolchain;

use super::diagnostics::{self, Built, Diagnostic};
use super::fault::Innermost;
use super::{Fault, Job, Language, Start, kitchen};
use crate::compilers::Compilers;

pub struct Swift(pub toolchains::Swift);

/// The kitchen's object file; beside it is what the compiler has to know of it.
const KITCHEN_OBJECT: &str = "Kitchen.o";

impl Language for Swift {
    fn toolchain(&self, _: &Flavor) -> String {
        self.0.found().name
    }

    fn files(&self, root: &Path, _: Job<'_>) -> Result<Vec<PathBuf>> {
        kitchen(root, "swift")
    }

    fn compile(
        &self,
        root: &Path,
        out: &Path,
        jobs: &[Job<'_>],
        compilers: Compilers<'_>,
        problems: &mut Vec<Problem>,
    ) -> Result<Vec<Option<Start>>> {
        if let Err(errors) = self.compile_kitchen(root, out, compilers)? {
            diagnostics::report(&errors, problems);
            return Ok(vec![None; jobs.len()]);
        }
        let compiled = self.compile_programs(root, out, jobs, compilers);
        let mut starts = Vec::with_capacity(jobs.len());
        for (job, compiled) in jobs.iter().zip(compiled) {
            starts.push(match compiled? {
                Ok(()) => Some(self.start(out, job)),
                Err(errors) => {
                    diagnostics::report(&errors, problems);
                    None
                }
            });
        }
        Ok(starts)
    }

    fn refusals(
        &self,
        root: &Path,
        out: &Path,
        job: Job<'_>,
        compilers: Compilers<'_>,
    ) -> Result<Vec<Diagnostic>> {
        if let Err(errors) = self.compile_kitchen(root, out, compilers)? {
            return Ok(errors);
        }
        let compiled = self.compile_programs(root, out, &[job], compilers).pop();
        Ok(compiled.transpose()?.and_then(Result::err).unwrap_or_default())
    }

    fn fault(&self, source: &Source, stderr: &str) -> Option<Fault> {
        Fault::read(source, stderr, &["Fatal error: ", "Error raised at top level: "], Innermost::First)
    }
}

impl Swift {
    fn compile_kitchen(&self, root: &Path, out: &Path, compilers: Compilers<'_>) -> Built {
        let files = kitchen(root, "swift")?;
        let files = files.iter().map(|file| self.0.path(&root.join(file)));
        let mut arguments: Vec<PathBuf> =
            ["-parse-as-library", "-whole-module-optimization", "-emit-module", "-module-name", "Kitchen"]
                .map(PathBuf::from)
                .into();
        arguments.push("-c".into());
        arguments.extend(files);
        arguments.extend(["-o".into(), KITCHEN_OBJECT.into()]);
        self.swiftc(root, out, &arguments, compilers)
    }

    /// As many at a time as there are cores, of which a compiler uses one.
    fn compile_programs(
        &self,
        root: &Path,
        out: &Path,
        jobs: &[Job<'_>],
        compilers: Compilers<'_>,
    ) -> Vec<Built> {
        let next = AtomicUsize::new(0);
        let compiled = Mutex::new(Vec::with_capacity(jobs.len()));
        let workers = thread::available_parallelism().map_or(2, usize::from);
        thread::scope(|scope| {
            for _ in 0..workers.min(jobs.len()) {
                scope.spawn(|| {
                    loop {
                        let place = next.fetch_add(1, Ordering::Relaxed);
                        let Some(job) = jobs.get(place) else { break };
                        let arguments = [
                            "-I".into(),
                            ".".into(),
                            self.0.path(&root.join(&job.source.file)),
                            KITCHEN_OBJECT.into(),
                            "-o".into(),
                            PathBuf::from(&job.program.name),
                        ];
                        let result = self.swiftc(root, out, &arguments, compilers);
                        compiled.lock().expect("no worker panics with it").push((place, result));
                    }
                });
            }
        });
        let mut compiled = compiled.into_inner().expect("no worker panics with it");
        compiled.sort_by_key(|(place, _)| *place);
        compiled.into_iter().map(|(_, result)| result).collect()
    }

    fn swiftc(&self, root: &Path, out: &Path, arguments: &[PathBuf], compilers: Compilers<'_>) -> Built {
        let mut command = self.0.command("swiftc", out);
        command.args(["-swift-version", "6", "-Onone"]).args(arguments);
        let output = compilers.output(&mut command, str::to_owned)?;
        if output.status.success() {
            return Ok(Ok(()));
        }
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let book = self.0.path(root);
        let mut errors: Vec<Diagnostic> = said
            .lines()
            .filter(|line| line.contains(": error: "))
            .filter_map(Diagnostic::with_colons)
            .collect();
        for error in &mut errors {
            error.file = error.file.strip_prefix(&book).map(Path::to_owned).unwrap_or(error.file.clone());
            error.message = error.message.trim_start_matches("error: ").to_owned();
        }
        if errors.is_empty() {
            let file = PathBuf::from("code/kitchen/Kitchen.swift");
            errors.push(Diagnostic { file, line: 1, message: said.trim().to_owned() });
        }
        Ok(Err(errors))
    }

    fn start(&self, out: &Path, job: &Job<'_>) -> Start {
        let mut words = self.0.run(&out.join(&job.program.name)).into_iter();
        let program = words.next().unwrap_or_default();
        // A backtrace of the runtime takes seconds, and hides the message that it belongs to.
        let environment = vec![("SWIFT_BACKTRACE", "enable=no".into())];
        Start { program, arguments: words.map(Into::into).collect(), environment }
    }
}
