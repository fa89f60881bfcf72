//! One edited program: compiled, and run here if no browser can run it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use catalog::{Problem, Program, Source};
use recorder::{Allowance, Compiled, Edited, Ended, Start, Watch};

use super::answer::{Answer, End, Line};
use super::desk::Turn;
use super::package;

pub struct Work<'a> {
    pub root: &'a Path,
    pub program: &'a Program,
    pub source: &'a Source,
    /// What the reader has made of the program.
    pub text: &'a str,
    /// What the reader has set: `pages=3`.
    pub settings: &'a [String],
    pub allowed: Allowance,
    pub answer: &'a Answer,
}

/// Where edited programs and what is made of them are kept, from the book's folder.
pub fn scratch(root: &Path) -> PathBuf {
    root.join("target/edit")
}

impl Work<'_> {
    /// Does it, and tells of it; the answer is how it ended. The turn at the compiler is given back before
    /// the program runs.
    pub fn done(&self, turn: Turn<'_>) -> Result<End> {
        let scratch = scratch(self.root);
        let edited = Edited::new(self.root, &scratch, self.program, self.source, self.text)?;
        let hear = |said: &str| {
            for line in edited.as_readers_know(said).lines() {
                self.answer.tell(&Line::Compiler(line));
            }
        };
        let is_given_up = || self.answer.is_given_up();
        let watch = Watch { hear: &hear, is_given_up: &is_given_up };
        let runs_in_browser = self.program.recorded_only(&self.source.flavor).is_none();
        let compiled = match self.source.flavor.language() {
            "go" => edited.compile_go(runs_in_browser, watch)?,
            "rust" => {
                let package = package::write(self.root, &scratch, self.program, self.source, self.text)?;
                package::compile(&edited, &package, &scratch, runs_in_browser, watch)?
            }
            _ => edited.compile(watch)?,
        };
        drop(turn);
        match compiled {
            Compiled::Missing(why) => Ok(End::error(&why)),
            Compiled::Bad(problems) => Ok(self.told(&problems)),
            Compiled::Good(start) if runs_in_browser => self.sent(&start),
            Compiled::Good(start) => self.ran(&edited, &start, watch),
        }
    }

    fn told(&self, problems: &[Problem]) -> End {
        for problem in problems {
            let message = problem.message.trim_start_matches("does not compile: ");
            let line = self.line_of(problem);
            self.answer.tell(&Line::Problem { line, message });
        }
        let first = problems.first();
        let message = first.map_or("does not compile", |first| first.message.as_str());
        End::error(message).in_line(first.and_then(|first| self.line_of(first)))
    }

    /// What is wrong elsewhere has no line in the program.
    fn line_of(&self, problem: &Problem) -> Option<usize> {
        let is_ours = problem.file.file_name() == self.source.file.file_name();
        is_ours.then_some(problem.line)
    }

    fn sent(&self, start: &Start) -> Result<End> {
        let module = fs::read(&start.program).context("the compiler has made nothing")?;
        self.answer.tell(&Line::Wasm(STANDARD.encode(module)));
        Ok(End::success())
    }

    fn ran(&self, edited: &Edited<'_>, start: &Start, watch: Watch<'_>) -> Result<End> {
        let ran = edited.run(start, self.settings, self.allowed, watch)?;
        self.answer.tell(&Line::Ran { trace: &ran.trace, printed: &ran.printed });
        let end = match ran.ended {
            Ended::Success => End::success(),
            Ended::Error { message, line, code } => {
                End::error(&message).in_line(line).with_code(code).in_detail(&ran.errors)
            }
            Ended::Limit(what) => End::limit(what).in_line(ran.last.map(|(_, line)| line)),
        };
        Ok(end.at(ran.last.map(|(minute, _)| minute)))
    }
}
