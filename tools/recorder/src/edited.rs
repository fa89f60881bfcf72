//! A program as a reader has changed it: compiled and run, watched by whoever waits for it, and not recorded.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use catalog::{Problem, Program, Source};
use tempfile::TempDir;
use toolchains::{Effort, Missing, Toolchain};
use trace::WireLine;

use crate::compilers::{Compilers, Watch};
use crate::interpret::{last_event, lateness};
use crate::languages::{self, Fault, Go, Job, Language, Start};
use crate::run::{End, Finished, Limits, MEMORY_LIMIT, OUTPUT_LIMIT, Pace, run_within};

/// One flavor of a program of the book, with a text of its own.
pub struct Edited<'a> {
    root: &'a Path,
    program: &'a Program,
    /// With the new text, in a file of the new text.
    source: Source,
    /// Where all of it is, for as long as it may be run.
    folder: TempDir,
}

/// What a compiler made of it.
pub enum Compiled {
    Good(Start),
    Bad(Vec<Problem>),
    /// The toolchain is not here: why, and what would mend it.
    Missing(String),
}

/// What an edited program must not go beyond.
#[derive(Debug, Clone, Copy)]
pub struct Allowance {
    pub time: Duration,
    pub processes: usize,
}

/// What a run did.
pub struct Ran {
    /// The lines of the trace channel.
    pub trace: Vec<String>,
    /// Standard output.
    pub printed: String,
    /// Standard error.
    pub errors: String,
    pub ended: Ended,
    /// The last event: its minute and its line.
    pub last: Option<(u32, usize)>,
}

/// How a run ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Ended {
    Success,
    /// In an error: its message, and the program's line where it is known.
    Error {
        message: String,
        line: Option<usize>,
        code: Option<i32>,
    },
    /// By us: what it went beyond.
    Limit(String),
}

impl<'a> Edited<'a> {
    /// Writes the text to a folder below `scratch`, which is inside the book's.
    pub fn new(
        root: &'a Path,
        scratch: &Path,
        program: &'a Program,
        source: &Source,
        text: &str,
    ) -> Result<Self> {
        fs::create_dir_all(scratch).with_context(|| format!("cannot make {}", scratch.display()))?;
        let folder = tempfile::tempdir_in(scratch)?;
        let name = source.file.file_name().context("a source is a file")?;
        // In a folder of the program's name, by which languages tell its lines from others.
        let place = folder.path().join(&program.name);
        fs::create_dir(&place)?;
        let file = place.join(name);
        fs::write(&file, text)?;
        let file = file.strip_prefix(root).map(Path::to_owned).unwrap_or(file);
        let source = Source { flavor: source.flavor.clone(), file, text: text.to_owned(), refused: false };
        Ok(Self { root, program, source, folder })
    }

    /// Where the text is.
    pub fn file(&self) -> PathBuf {
        self.root.join(&self.source.file)
    }

    /// What a compiler or a program says, with the names of files that its reader knows: `main.go`, not where
    /// it is on this machine.
    pub fn as_readers_know(&self, text: &str) -> String {
        let place = self.source.file.parent().unwrap_or(Path::new("")).display();
        let root = self.root.display();
        // Swift may see this machine from a root of its own, and Go names files from its module.
        let names = [format!("/host{root}/{place}/"), format!("{root}/{place}/"), format!("../{place}/")];
        let names = names.into_iter().chain([format!("{place}/"), format!("{root}/")]);
        names.fold(text.to_owned(), |text, name| text.replace(&name, ""))
    }

    /// Compiles it for this machine, in a language that takes a program as one file.
    pub fn compile(&self, watch: Watch<'_>) -> Result<Compiled> {
        let language = match self.language() {
            Ok(language) => language,
            Err(Missing(why)) => return Ok(Compiled::Missing(why)),
        };
        let out = self.folder.path().join("out");
        fs::create_dir(&out)?;
        let mut problems = Vec::new();
        let compilers = Compilers::watched(watch);
        let mut starts = language.compile(self.root, &out, &[self.job()], compilers, &mut problems)?;
        Ok(starts.pop().flatten().map_or(Compiled::Bad(problems), Compiled::Good))
    }

    /// Compiles it with a `cargo build` whose messages are JSON, in a package that has its text.
    pub fn compile_package(&self, cargo: &mut Command, watch: Watch<'_>) -> Result<Compiled> {
        let mut problems = Vec::new();
        let package = cargo.get_current_dir().context("a package is a folder")?.to_owned();
        let built = languages::cargo_build(&package, cargo, Compilers::watched(watch), &mut problems)?;
        problems.extend(built.refusal.map(|said| Problem::new("Cargo.toml", 1, said)));
        match built.executables.into_values().next() {
            Some(executable) if built.is_complete => Ok(Compiled::Good(Start::executable(executable))),
            _ => Ok(Compiled::Bad(problems)),
        }
    }

    /// Compiles a program in Go, for a browser or for this machine.
    pub fn compile_go(&self, for_browser: bool, watch: Watch<'_>) -> Result<Compiled> {
        let go = match toolchains::Go::get(Effort::Find) {
            Ok(go) => Go(go),
            Err(Missing(why)) => return Ok(Compiled::Missing(why)),
        };
        let out = self.folder.path().join("program");
        let original = self.program.source(self.source.flavor.as_str()).context("a flavor of the program")?;
        let job = Job { program: self.program, source: original };
        let compilers = Compilers::watched(watch);
        Ok(match go.build_edited(self.root, job, &self.file(), &out, for_browser, compilers)? {
            Ok(()) => Compiled::Good(Start::executable(out)),
            Err(errors) => Compiled::Bad(errors.iter().map(languages::Diagnostic::problem).collect()),
        })
    }

    /// Runs it natively at the pace of a recording, with what the reader has set; once more and slower when
    /// the machine was too busy for its times to be true.
    pub fn run(
        &self,
        start: &Start,
        settings: &[String],
        allowed: Allowance,
        watch: Watch<'_>,
    ) -> Result<Ran> {
        let language = self.language().map_err(|Missing(why)| anyhow!(why))?;
        let mut start = start.clone();
        start.arguments.extend(settings.iter().map(Into::into));
        let mut pace = Pace::ORDINARY;
        let mut finished = self.run_at(&start, pace, allowed, watch)?;
        if finished.end == End::Success && lateness(&finished.trace) > pace.tolerance() {
            pace = pace.slower();
            finished = self.run_at(&start, pace, allowed, watch)?;
        }
        let ended = self.ended(language.as_ref(), &finished, allowed);
        let last = last_event(&finished.trace).map(|wire| (wire.event.at, wire.event.line as usize));
        let errors = self.as_readers_know(&finished.stderr);
        Ok(Ran { trace: whole_lines(&finished.trace), printed: finished.stdout, errors, ended, last })
    }

    fn run_at(&self, start: &Start, pace: Pace, allowed: Allowance, watch: Watch<'_>) -> Result<Finished> {
        let limits = Limits {
            time: allowed.time,
            processes: Some(allowed.processes),
            is_given_up: &watch.is_given_up,
        };
        run_within(start, pace, self.program.manifest.grid, &limits)
    }

    fn ended(&self, language: &dyn Language, finished: &Finished, allowed: Allowance) -> Ended {
        let error = |code: Option<i32>, otherwise: String| {
            let fault = language.fault(&self.source, &finished.stderr);
            let Fault { line, message } = fault.unwrap_or(Fault { line: None, message: otherwise });
            Ended::Error { message, line, code }
        };
        let last_words = || finished.stderr.lines().last().unwrap_or_default().trim().to_owned();
        match finished.end {
            End::Success | End::LeftBehind(_) => Ended::Success,
            End::Code(code) => error(Some(code), format!("exit code {code}: {}", last_words())),
            End::Signal(signal) => error(None, format!("ended by signal {signal}: {}", last_words())),
            End::TimeUp => Ended::Limit(format!("ran longer than {} s", allowed.time.as_secs())),
            End::TooMuchOutput => Ended::Limit(format!("wrote more than {} MiB", OUTPUT_LIMIT >> 20)),
            End::TooMuchMemory => {
                Ended::Limit(format!("took more than {} MiB of memory", MEMORY_LIMIT >> 20))
            }
            End::TooManyProcesses => Ended::Limit(format!(
                "started more than {} processes, or too many threads",
                allowed.processes
            )),
        }
    }

    fn language(&self) -> Result<Box<dyn Language>, Missing> {
        languages::get(self.source.flavor.language(), self.root, Effort::Find)
    }

    fn job(&self) -> Job<'_> {
        Job { program: self.program, source: &self.source }
    }
}

/// The lines of the trace, without one that was being written when the program ended, or that is none.
fn whole_lines(trace: &str) -> Vec<String> {
    let is_told = |line: &&str| serde_json::from_str::<WireLine>(line).is_ok();
    trace.lines().filter(is_told).map(str::to_owned).collect()
}
