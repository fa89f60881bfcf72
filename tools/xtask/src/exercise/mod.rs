//! `cargo xtask exercise`: what there is to do, the file to begin with, and what the checks say of it.

mod desk;
mod list;

use std::fmt;
use std::path::Path;

use anyhow::{Context, Result, bail};
use catalog::{Catalog, Exercise, Flavor, Problem, Problems, Version, did_you_mean};
use clap::{Args, ValueEnum};
use exercises::{Attempt, Exam, Kit, Outcome, Verdict, in_words};
use toolchains::Effort;

use crate::{progress, runs, serve};

#[derive(Args)]
pub struct Options {
    /// The exercise; without it, all are listed
    name: Option<String>,
    /// The language to do it in; without it, the one that it was begun in, or JavaScript
    #[arg(long)]
    language: Option<Language>,
    /// Begin again; what you have is kept beside it, under another name
    #[arg(long, requires = "name", conflicts_with = "solution")]
    restart: bool,
    /// Check the solution of the book in place of your file
    #[arg(long, requires = "name")]
    solution: bool,
    /// Prove what the tests prove of every exercise: its solutions pass, and its files to begin with do not
    #[arg(long, requires = "name", conflicts_with_all = ["solution", "restart", "language"])]
    prove: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
#[value(rename_all = "lowercase")]
enum Language {
    JavaScript,
    Rust,
}

impl Language {
    fn as_str(self) -> &'static str {
        match self {
            Self::JavaScript => "javascript",
            Self::Rust => "rust",
        }
    }
}

/// The exercise is not passed, which has been told.
#[derive(Debug)]
pub struct NotPassed;

impl fmt::Display for NotPassed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not passed yet")
    }
}

impl std::error::Error for NotPassed {}

pub fn run(root: &Path, options: &Options) -> Result<()> {
    let mut problems = Vec::new();
    let mut catalog = Catalog::walk(root, &mut problems)?;
    let Some(name) = &options.name else { return list::run(root, &catalog, problems) };
    let Some(exercise) = catalog.exercises.get(name) else {
        // One that cannot be read has said why.
        problems.retain(|problem| problem.file.components().any(|part| part.as_os_str() == name.as_str()));
        Problems::check(root, problems)?;
        let names = catalog.exercises.keys().map(String::as_str);
        bail!("no exercise `{name}` under code/; {}", did_you_mean(name, names));
    };
    if options.prove {
        catalog.exercises.retain(|other, _| other == name);
        let proof = exercises::prove(&kit(root)?, &catalog, true)?;
        Problems::check(root, proof.problems)?;
        println!("{} files of `{name}` do what they should", proof.good);
        return Ok(());
    }
    let flavor = flavor(root, exercise, options)?;
    let title = format!("{} ({})", exercise.manifest.title, flavor.language_label());
    println!("{title}\n{}\n\n{}\n", "─".repeat(title.chars().count()), wrapped(&exercise.task));
    let source = if options.solution {
        let solutions = exercise.version(Version::Solution);
        solutions.iter().find(|source| source.flavor == *flavor).cloned().context("there is a solution")?
    } else {
        desk::source(root, exercise, flavor, options.restart)?
    };
    let kit = kit(root)?;
    let exam = match kit.exam(exercise)? {
        Ok(exam) => exam,
        Err(problem) => return Ok(Problems::check(root, vec![problem])?),
    };
    let attempt = Attempt { exercise, source };
    let outcome = attempted(&kit, &attempt, &exam)?;
    let passed = outcome.is_passed();
    tell(root, &exam, outcome);
    if !passed {
        let language = if flavor.language() == "rust" { " --language rust" } else { "" };
        if !options.solution {
            println!("Change {}, then: cargo xtask exercise {name}{language}", attempt.source.file.display());
        }
        return Err(NotPassed.into());
    }
    if !options.solution {
        let solution = exercise.version(Version::Solution).iter().find(|source| source.flavor == *flavor);
        let solution = solution.map(|source| source.file.display().to_string()).unwrap_or_default();
        println!("Passed. The book's own solution is in {solution}");
        println!("What else there is to do: cargo xtask exercise");
    }
    Ok(())
}

/// What exercises are checked with.
fn kit(root: &Path) -> Result<Kit<'_>> {
    match runs::hosts(root, Effort::Provide)? {
        Ok(host) => Kit::new(root, host, Effort::Find, serve::scratch(root)),
        Err(why) => bail!("exercises cannot be checked here: {why}"),
    }
}

/// The flavor that is asked for, that it was begun in, or the first.
fn flavor<'a>(root: &Path, exercise: &'a Exercise, options: &Options) -> Result<&'a Flavor> {
    let asked = options.language.map(Language::as_str);
    let begun = || {
        let mut begun = exercise.flavors().filter(|flavor| desk::file(root, exercise, flavor).exists());
        begun.next().filter(|_| begun.next().is_none())
    };
    match asked {
        Some(language) => exercise.flavor(language),
        None => begun().or_else(|| exercise.flavors().next()),
    }
    .context("an exercise is told in both languages")
}

fn attempted(kit: &Kit<'_>, attempt: &Attempt<'_>, exam: &Exam) -> Result<Outcome> {
    let compiling = progress::spinner("compiling");
    let compiled = kit.compile(&format!("exercise-{}", attempt.exercise.name), std::slice::from_ref(attempt));
    compiling.finish_and_clear();
    match compiled?.pop().context("one text gives one result")? {
        Ok(executable) => kit.examine(attempt, exam, executable.as_deref()),
        Err(problems) => Ok(Outcome::Refused(problems)),
    }
}

fn tell(root: &Path, exam: &Exam, outcome: Outcome) {
    match outcome {
        Outcome::Refused(problems) => print_problems(root, problems),
        Outcome::Failed { set, problem } => {
            if let Some(with) = in_words(&set) {
                println!("In the run {with}:");
            }
            print_problems(root, vec![problem]);
        }
        Outcome::Checked(verdicts) => {
            let passed = verdicts.iter().filter(|verdict| verdict.passed).count();
            for verdict in &verdicts {
                tell_verdict(verdict, exam);
            }
            let runs = match exam.runs.len() {
                1 => "one run".to_owned(),
                many => format!("{many} runs, each with other numbers"),
            };
            println!("\n{passed} of {} checks passed, in {runs}.", verdicts.len());
        }
    }
}

fn tell_verdict(verdict: &Verdict, exam: &Exam) {
    let (sign, word) = if verdict.passed { ("✓", "passed") } else { ("✗", "failed") };
    println!("  {sign} {word}  {}", verdict.says);
    if let Some(hint) = &verdict.hint {
        let with = verdict.run.and_then(|run| in_words(exam.runs.get(run)?));
        let with = with.map(|with| format!(" ({with})")).unwrap_or_default();
        for line in wrapped(&format!("{hint}{with}")).lines() {
            println!("            {line}");
        }
    }
}

fn print_problems(root: &Path, problems: Vec<Problem>) {
    if let Err(problems) = Problems::check(root, problems) {
        println!("{problems}\n");
    }
}

/// Text in lines that a terminal has room for; blank lines stay.
fn wrapped(text: &str) -> String {
    const ROOM: usize = 76;
    let paragraph = |text: &str| {
        let mut lines = vec![String::new()];
        for word in text.split_whitespace() {
            let line = lines.last().map_or(0, |line| line.chars().count());
            if line > 0 && line + word.chars().count() >= ROOM {
                lines.push(String::new());
            }
            if let Some(line) = lines.last_mut() {
                line.extend([if line.is_empty() { "" } else { " " }, word]);
            }
        }
        lines.join("\n")
    };
    text.trim().split("\n\n").map(paragraph).collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn a_long_line_is_broken_between_words_and_a_paragraph_stays_one() {
        let text = format!("{}\n\nsecond  one\n", "word ".repeat(30));
        let lines: Vec<String> = wrapped(&text).lines().map(str::to_owned).collect();
        assert_eq!(lines.len(), 4, "{lines:?}");
        assert!(lines.iter().all(|line| line.len() < 76));
        assert_eq!(lines[2..], [String::new(), "second one".to_owned()]);
    }
}
