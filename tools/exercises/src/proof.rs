//! That an exercise is one: in each language the solution passes every check, and what readers begin with
//! compiles, comes to its end, and fails one.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use catalog::{Catalog, Exercise, Problem, Version};
use sha2::{Digest, Sha256};
use trace::{hexadecimal, this_executable};

use crate::Kit;
use crate::attempt::{Attempt, Outcome};
use crate::exam::{Exam, in_words};

/// What came of it.
#[derive(Debug, Default)]
pub struct Proof {
    /// How many versions do what they should, and how many of these are as an earlier proof has seen them.
    pub good: usize,
    pub cached: usize,
    pub problems: Vec<Problem>,
}

/// What both versions of an exercise are in both languages, where nothing is wrong.
const VERSIONS: [Version; 2] = [Version::Start, Version::Solution];

/// What stands in the mark of what passes.
const PASSED: &[u8] = b"passed";

/// Proves all exercises, or that of a name; `fresh` also those of which nothing has changed since they were proved.
pub fn prove(kit: &Kit<'_>, catalog: &Catalog, fresh: bool) -> Result<Proof> {
    let mut proof = Proof::default();
    let shelf = kit.scratch.join("proved");
    let (mut exams, mut attempts, mut marks) = (Vec::new(), Vec::new(), Vec::new());
    for exercise in catalog.exercises.values() {
        let mark = shelf.join(kit.fingerprint(exercise)?);
        if !fresh && mark.exists() {
            proof.cached += VERSIONS.len() * exercise.start.len();
            proof.good += VERSIONS.len() * exercise.start.len();
            continue;
        }
        match kit.exam(exercise)? {
            Ok(exam) => {
                for version in VERSIONS {
                    for source in exercise.version(version) {
                        attempts.push(Attempt { exercise, source: source.clone() });
                        exams.push((exam.clone(), version));
                    }
                }
                marks.push((exercise, mark));
            }
            Err(problem) => proof.problems.push(problem),
        }
    }
    let compiled = kit.compile("exercises", &attempts)?;
    for ((attempt, (exam, version)), compiled) in attempts.iter().zip(&exams).zip(compiled) {
        let problems = match compiled {
            Ok(executable) => {
                flaws(attempt, *version, exam, kit.examine(attempt, exam, executable.as_deref())?)
            }
            Err(problems) => problems,
        };
        proof.good += usize::from(problems.is_empty());
        proof.problems.extend(problems);
    }
    for (exercise, mark) in marks {
        if !proof.problems.iter().any(|problem| problem.file.starts_with(&exercise.folder)) {
            // A mark that cannot be made costs time, and no more.
            let _ = fs::create_dir_all(&shelf).and_then(|()| fs::write(mark, ""));
        }
    }
    Ok(proof)
}

/// What keeps a version from being what it should be.
fn flaws(attempt: &Attempt<'_>, version: Version, exam: &Exam, outcome: Outcome) -> Vec<Problem> {
    let Attempt { exercise, source } = attempt;
    let passed = outcome.is_passed();
    let verdicts = match outcome {
        Outcome::Refused(problems) => return problems,
        Outcome::Failed { set, problem } => {
            let message = match in_words(&set) {
                Some(with) => format!("{with}: {}", problem.message),
                None => problem.message.clone(),
            };
            return vec![Problem { message, ..problem }];
        }
        Outcome::Checked(verdicts) => verdicts,
    };
    let thrown = verdicts.iter().filter_map(|verdict| Some((verdict, verdict.thrown.as_ref()?)));
    let thrown: Vec<Problem> = thrown
        .map(|(verdict, thrown)| {
            let file = source.file.file_name().unwrap_or_default().to_string_lossy();
            let message = format!("“{}” fails on {file}: {}", verdict.says, thrown.message);
            Problem::new(&exercise.test.0, thrown.line.unwrap_or(1), message)
        })
        .collect();
    if !thrown.is_empty() {
        return thrown;
    }
    if version == Version::Start {
        let message = "passes every check as it stands, so that there is nothing to do";
        let problem =
            || Problem::new(&source.file, 1, message).help("have it fail a check, or the checks ask more");
        return passed.then(problem).into_iter().collect();
    }
    let failed = verdicts.iter().filter(|verdict| !verdict.passed);
    let told = failed.map(|verdict| {
        let with = verdict.run.and_then(|run| in_words(exam.runs.get(run)?));
        let with = with.map(|with| format!(" {with}")).unwrap_or_default();
        let file = source.file.file_name().unwrap_or_default().to_string_lossy();
        let hint = verdict.hint.as_deref().unwrap_or_default();
        let message = format!("{file} fails “{}”{with}: {hint}", verdict.says);
        Problem::new(&exercise.test.0, Exam::line_of(exercise, &verdict.says), message)
    });
    told.collect()
}

impl Kit<'_> {
    /// Whether each of these passes all checks; what has been seen before is not run again.
    pub fn passed(&self, attempts: &[Attempt<'_>]) -> Result<Vec<bool>> {
        let shelf = self.scratch.join("checked");
        let mark = |attempt: &Attempt<'_>| -> Result<_> {
            let of_exercise = self.fingerprint(attempt.exercise)?;
            let own = Sha256::digest(format!("{} {}", attempt.source.flavor, attempt.source.text));
            Ok(shelf.join(of_exercise + &hexadecimal(&own)))
        };
        let marks = attempts.iter().map(mark).collect::<Result<Vec<_>>>()?;
        let seen: Vec<Option<bool>> =
            marks.iter().map(|mark| Some(fs::read(mark).ok()?.as_slice() == PASSED)).collect();
        let new = attempts.iter().zip(&seen).filter(|(_, seen)| seen.is_none());
        let new: Vec<Attempt<'_>> = new.map(|(attempt, _)| attempt.clone()).collect();
        let mut compiled = self.compile("readers", &new)?.into_iter();
        let mut passed = Vec::with_capacity(attempts.len());
        for ((attempt, seen), mark) in attempts.iter().zip(seen).zip(&marks) {
            let result = match seen {
                Some(result) => result,
                None => match (compiled.next(), self.exam(attempt.exercise)?) {
                    (Some(Ok(executable)), Ok(exam)) => {
                        self.examine(attempt, &exam, executable.as_deref())?.is_passed()
                    }
                    _ => false,
                },
            };
            // A mark that cannot be made costs time, and no more.
            let _ =
                fs::create_dir_all(&shelf).and_then(|()| fs::write(mark, if result { PASSED } else { b"" }));
            passed.push(result);
        }
        Ok(passed)
    }

    /// A hash of all that decides what comes of the proof.
    fn fingerprint(&self, exercise: &Exercise) -> Result<String> {
        let mut hash = Sha256::new();
        let mut add = |content: &[u8]| {
            hash.update((content.len() as u64).to_le_bytes());
            hash.update(content);
        };
        add(this_executable().as_bytes());
        add(format!("{:?}", exercise.manifest).as_bytes());
        for source in exercise.start.iter().chain(&exercise.solution) {
            add(source.flavor.as_str().as_bytes());
            add(source.text.as_bytes());
        }
        add(exercise.test.1.as_bytes());
        // Node's own version is part of what a run does less than of what it is; the hosts are all of it.
        add(&fs::read(&self.host.script)
            .with_context(|| format!("cannot read {}", self.host.script.display()))?);
        add(self.wasm.as_ref().map_or("native", |rust| rust.build()).as_bytes());
        let files = recorder::compiling::rust::sources(self.root, &exercise.slug);
        for file in files.into_iter().chain(recorder::compiling::kitchen(self.root, "js")?) {
            add(file.to_string_lossy().as_bytes());
            add(&fs::read(self.root.join(Path::new(&file)))?);
        }
        Ok(hexadecimal(&hash.finalize()))
    }
}
