//! One text: run once for each of the exam's runs, and examined.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use catalog::{Exercise, Problem, Source};
use recorder::{Allowance, Edited, Ended, How, Report, Start, Watch, events_of};
use serde_json::{Value, json};
use trace::Event;

use crate::Kit;
use crate::exam::{Exam, Knobs, Verdict};

/// What somebody has written for an exercise.
#[derive(Debug, Clone)]
pub struct Attempt<'a> {
    pub exercise: &'a Exercise,
    pub source: Source,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is not run: the compiler refuses it, or checks that cannot be asked.
    Refused(Vec<Problem>),
    /// It does not come to its end, in the run with these numbers.
    Failed { set: Knobs, problem: Problem },
    /// It does; and this is what each check says.
    Checked(Vec<Verdict>),
}

impl Outcome {
    /// Whether every check holds.
    pub fn is_passed(&self) -> bool {
        matches!(self, Self::Checked(verdicts) if verdicts.iter().all(|verdict| verdict.passed))
    }
}

/// Processes that a native run may become: threads are none.
const PROCESSES: usize = 4;

impl Attempt<'_> {
    /// A name for it that is unique where the versions of exercises are compiled together.
    pub(crate) fn name(&self) -> String {
        let stem = self.source.file.file_stem().unwrap_or_default().to_string_lossy();
        format!("{}-{stem}", self.exercise.name)
    }
}

impl Kit<'_> {
    /// Runs it, and asks the checks. `executable` is what was made of it, where it had to be compiled.
    pub fn examine(&self, attempt: &Attempt<'_>, exam: &Exam, executable: Option<&Path>) -> Result<Outcome> {
        let ran = if self.runs_on_host(attempt) {
            self.run_on_host(attempt, exam, executable)?
        } else {
            self.run_natively(attempt, exam, executable)?
        };
        let mut runs = Vec::with_capacity(ran.len());
        for (set, ran) in exam.runs.iter().zip(ran) {
            match ran {
                Ok(events) => runs.push(events),
                Err(problem) => return Ok(Outcome::Failed { set: set.clone(), problem }),
            }
        }
        Ok(match self.verdicts(attempt.exercise, exam, &runs)? {
            Ok(verdicts) => Outcome::Checked(verdicts),
            Err(problem) => Outcome::Refused(vec![problem]),
        })
    }

    fn run_on_host(
        &self,
        attempt: &Attempt<'_>,
        exam: &Exam,
        module: Option<&Path>,
    ) -> Result<Vec<Result<Vec<Event>, Problem>>> {
        let Attempt { exercise, source } = attempt;
        let folder = tempfile::tempdir()?;
        let copy = folder.path().join(name_of(source));
        std::fs::write(&copy, &source.text)?;
        let file = if module.is_some() { format!("{}.rs", attempt.name()) } else { name_of(source) };
        let request = |set: &Knobs| {
            let mut request = json!({
                "program": exercise.name, "flavor": source.flavor.as_str(), "file": file,
                "args": arguments(set), "grid": 1,
            });
            if let Some(module) = module {
                request["module"] = json!(module);
            } else {
                request["source"] = json!(copy);
                request["kitchen"] = json!(self.root.join("code/kitchen"));
            }
            request
        };
        let requests: Vec<Value> = exam.runs.iter().map(request).collect();
        let reports = self.host.ask(requests, exercise.manifest.limit_seconds)?;
        let program = exercise.as_program(vec![source.clone()]);
        let events = |report: &Report| match flaw(source, report) {
            Some(problem) => Err(problem),
            None => events_of(&program, source, &report.trace.join("\n")),
        };
        Ok(reports.iter().map(events).collect())
    }

    /// On the machine's own clock, at the pace of a recording.
    fn run_natively(
        &self,
        attempt: &Attempt<'_>,
        exam: &Exam,
        executable: Option<&Path>,
    ) -> Result<Vec<Result<Vec<Event>, Problem>>> {
        let Attempt { exercise, source } = attempt;
        // By its compiled name, under which it names itself.
        let compiled = match executable {
            Some(_) => {
                Source { file: Path::new("src").join(format!("{}.rs", attempt.name())), ..source.clone() }
            }
            None => source.clone(),
        };
        let program = exercise.as_program(vec![compiled.clone()]);
        let edited = Edited::new(self.root, &self.scratch, &program, &compiled, &source.text)?;
        let watch = Watch { hear: &|_| {}, is_given_up: &|| false };
        let start = match executable {
            Some(executable) => Start::executable(executable),
            None => self.start_script(&edited.file())?,
        };
        let time = Duration::from_secs(exercise.manifest.limit_seconds.into());
        let mut all = Vec::new();
        for set in &exam.runs {
            let ran = edited.run(&start, &arguments(set), Allowance { time, processes: PROCESSES }, watch)?;
            let problem = |line: Option<usize>, message: &str| {
                let line = line.or(ran.last.map(|(_, line)| line)).unwrap_or(1);
                Err(Problem::new(&source.file, line, message))
            };
            all.push(match &ran.ended {
                Ended::Success => events_of(&program, source, &ran.trace.join("\n")),
                Ended::Error { message, line, .. } => {
                    problem(*line, &format!("ended in an error: {message}"))
                }
                Ended::Limit(what) => problem(None, &format!("it {what}; ended")),
            });
        }
        Ok(all)
    }

    /// A script as Node runs it natively; beside it is what says where the kitchen is.
    fn start_script(&self, file: &Path) -> Result<Start> {
        let folder = file.parent().context("a file is in a folder")?;
        std::fs::create_dir_all(folder.join("kitchen"))?;
        let code = self.root.join("code");
        std::fs::copy(code.join("package.json"), folder.join("package.json"))?;
        for name in recorder::compiling::kitchen(self.root, "js")? {
            let name = name.strip_prefix("code").unwrap_or(&name).to_owned();
            std::fs::copy(code.join(&name), folder.join(&name))?;
        }
        Ok(Start { program: self.host.node.clone(), arguments: vec![file.into()], environment: Vec::new() })
    }
}

fn name_of(source: &Source) -> String {
    source.file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// What a program is started with: `minutes_in_oven=60`.
fn arguments(set: &Knobs) -> Vec<String> {
    set.iter().map(|(name, number)| format!("{name}={number}")).collect()
}

/// Why a run did not come to its end.
fn flaw(source: &Source, Report { end, trace, .. }: &Report) -> Option<Problem> {
    let said = end.message.as_deref().unwrap_or_default();
    let message = match end.how {
        How::Success => return None,
        How::Error => format!("ended in an error: {said}"),
        How::Waiting => "never ends: it waits, and nothing is left that could wake it".to_owned(),
        How::Limit => format!("{said}; ended"),
    };
    let last = || {
        let last: Value = serde_json::from_str(trace.last()?).ok()?;
        usize::try_from(last["line"].as_u64()?).ok()
    };
    Some(Problem::new(&source.file, end.line.or_else(last).unwrap_or(1), message))
}
