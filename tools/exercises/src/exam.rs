//! The hidden test: which runs it wants, and what its checks say of them. It is asked by Node, in a realm of its
//! own, where nothing of what a reader has written is.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use catalog::{Exercise, Problem, did_you_mean};
use recorder::{How, Report};
use serde::Deserialize;
use serde_json::{Value, json};
use trace::Event;

use crate::Kit;

/// Numbers that a run has, by name.
pub type Knobs = BTreeMap<String, i64>;

/// What an exercise's `test.js` says that it wants.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Exam {
    /// What is set in each run.
    pub runs: Vec<Knobs>,
    /// What each check says.
    pub says: Vec<String>,
}

/// What a check says of all runs.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Verdict {
    pub says: String,
    pub passed: bool,
    /// What went wrong, for the reader.
    pub hint: Option<String>,
    /// The run in which it did first, by its place among the exam's.
    pub run: Option<usize>,
    /// The check itself failed, which the book must not have, and a reader can bring about.
    pub thrown: Option<Thrown>,
}

/// An error in a check.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Thrown {
    pub message: String,
    pub line: Option<usize>,
}

#[derive(Deserialize)]
struct Verdicts {
    verdicts: Vec<Verdict>,
}

impl Kit<'_> {
    /// The exam of an exercise; or what is wrong with its `test.js`.
    pub fn exam(&self, exercise: &Exercise) -> Result<Result<Exam, Problem>> {
        let exam: Exam = match self.ask(exercise, None)? {
            Ok(line) => serde_json::from_str(&line)?,
            Err(problem) => return Ok(Err(problem)),
        };
        Ok(match exam.flaw(exercise) {
            Some(problem) => Err(problem),
            None => Ok(exam),
        })
    }

    /// What the checks say of these runs, one for each that the exam wants.
    pub(crate) fn verdicts(
        &self,
        exercise: &Exercise,
        exam: &Exam,
        runs: &[Vec<Event>],
    ) -> Result<Result<Vec<Verdict>, Problem>> {
        let ran = |(set, events): (&Knobs, &Vec<Event>)| json!({ "knobs": exercise_knobs(exercise, set), "events": events });
        let ran: Vec<Value> = exam.runs.iter().zip(runs).map(ran).collect();
        Ok(match self.ask(exercise, Some(&ran))? {
            Ok(line) => Ok(serde_json::from_str::<Verdicts>(&line)?.verdicts),
            Err(problem) => Err(problem),
        })
    }

    /// The line in which the checks answer.
    fn ask(&self, exercise: &Exercise, ran: Option<&[Value]>) -> Result<Result<String, Problem>> {
        let (file, text) = &exercise.test;
        // As it was read: whatever is on the disk by now.
        let folder = tempfile::tempdir()?;
        let copy = folder.path().join("test.js");
        std::fs::write(&copy, text)?;
        let mut request = json!({
            "program": exercise.name, "flavor": "checks", "file": "test.js", "args": [], "grid": 1, "source": copy,
        });
        if let Some(ran) = ran {
            request["ran"] = json!(ran);
        }
        let report = self
            .host
            .ask(vec![request], exercise.manifest.limit_seconds)?
            .pop()
            .context("the host has not answered")?;
        if report.end.how == How::Success {
            ensure!(report.trace.len() == 1, "the checks have not answered");
            return Ok(Ok(report.trace.concat()));
        }
        Ok(Err(problem(file, &report)))
    }
}

fn problem(file: &Path, Report { end, .. }: &Report) -> Problem {
    let message = end.message.as_deref().unwrap_or("failed");
    let problem = Problem::new(file, end.line.unwrap_or(1), message);
    problem.help("CONTRIBUTING.md shows what a test.js has")
}

/// All numbers of a run: those that are set, and the others as they are.
fn exercise_knobs(exercise: &Exercise, set: &Knobs) -> Knobs {
    let usual = exercise.manifest.knobs.iter().map(|(name, knob)| (name.clone(), knob.default));
    usual.chain(set.clone()).collect()
}

/// Numbers as a reader is told them: `with minutes_in_oven = 60`; nothing where none is set.
pub fn in_words(set: &Knobs) -> Option<String> {
    let numbers: Vec<String> = set.iter().map(|(name, number)| format!("{name} = {number}")).collect();
    (!numbers.is_empty()).then(|| format!("with {}", numbers.join(", ")))
}

impl Exam {
    /// A run that sets what the exercise does not have, or to what it cannot be.
    fn flaw(&self, exercise: &Exercise) -> Option<Problem> {
        let (file, text) = &exercise.test;
        let line = |name: &str| 1 + text[..text.find(name).unwrap_or(0)].matches('\n').count();
        let knobs = &exercise.manifest.knobs;
        self.runs.iter().flatten().find_map(|(name, number)| {
            let Some(knob) = knobs.get(name) else {
                let message = format!("a run sets `{name}`, which exercise.toml does not have");
                let help = did_you_mean(name, knobs.keys().map(String::as_str));
                return Some(Problem::new(file, line(name), message).help(help));
            };
            let fits = (knob.min..=knob.max).contains(number);
            let message =
                format!("a run sets `{name}` to {number}, and it goes from {} to {}", knob.min, knob.max);
            (!fits).then(|| Problem::new(file, line(name), message))
        })
    }

    /// The line of `test.js` on which a check says what it does.
    pub(crate) fn line_of(exercise: &Exercise, says: &str) -> usize {
        let text = &exercise.test.1;
        1 + text[..text.find(says).unwrap_or(0)].matches('\n').count()
    }
}
