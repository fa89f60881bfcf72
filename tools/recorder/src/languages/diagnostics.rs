//! What compilers say of programs that do not compile: `main.go:9:2: undefined: cake`.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;
use catalog::{Problem, Source};

use super::Job;
use super::fault::{Fault, Innermost};
use crate::compilers::Compilers;

/// One error of a compiler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub file: PathBuf,
    pub line: usize,
    pub message: String,
}

impl Diagnostic {
    /// `file:line:column: message`, or without the column.
    pub fn with_colons(line: &str) -> Option<Self> {
        let (file, rest) = line.split_once(':')?;
        let (number, rest) = rest.split_once(':')?;
        let number = number.parse().ok()?;
        let message = match rest.split_once(':') {
            Some((column, message)) if column.parse::<usize>().is_ok() => message,
            _ => rest,
        };
        Some(Self { file: file.trim().into(), line: number, message: message.trim().to_owned() })
    }

    /// `file(line,column): error CS1002: message`.
    pub fn with_parentheses(line: &str) -> Option<Self> {
        let (place, message) = line.split_once("): error ")?;
        let (file, place) = place.rsplit_once('(')?;
        let number = place.split(',').next()?.parse().ok()?;
        Some(Self { file: file.into(), line: number, message: message.trim().to_owned() })
    }

    pub fn problem(&self) -> Problem {
        Problem::new(&self.file, self.line, format!("does not compile: {}", self.message))
    }
}

/// Whether a build succeeded, or what is wrong.
pub type Built = Result<Result<(), Vec<Diagnostic>>>;

/// What an interpreter that only reads a file says of it: nothing, or the one error at which it stops.
pub fn syntax_errors(
    source: &Source,
    command: &mut Command,
    compilers: Compilers<'_>,
) -> Result<Vec<Diagnostic>> {
    const ERROR: &str = "SyntaxError: ";
    let output = compilers.output(command, str::to_owned)?;
    if output.status.success() {
        return Ok(Vec::new());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let (line, message) = match Fault::read(source, &said, &[ERROR], Innermost::Last) {
        Some(Fault { line, message }) => (line.unwrap_or(1), format!("{ERROR}{message}")),
        None => (1, said.trim().to_owned()),
    };
    Ok(vec![Diagnostic { file: source.file.clone(), line, message }])
}

/// Builds the jobs together; without those that do not compile, until the rest does. The answer says for
/// each job whether it compiled.
pub fn build_what_compiles(
    jobs: &[Job<'_>],
    problems: &mut Vec<Problem>,
    build: impl Fn(&[Job<'_>]) -> Built,
) -> Result<Vec<bool>> {
    let mut good = vec![true; jobs.len()];
    loop {
        let rest: Vec<Job<'_>> =
            jobs.iter().zip(&good).filter(|(_, good)| **good).map(|(job, _)| *job).collect();
        if rest.is_empty() {
            return Ok(good);
        }
        let Err(errors) = build(&rest)? else { return Ok(good) };
        let bad = report(&errors, problems);
        let is_bad = |job: &Job<'_>| bad.iter().any(|file| file == &job.source.file);
        if !rest.iter().any(is_bad) {
            // The error is in what they share.
            return Ok(vec![false; jobs.len()]);
        }
        for (good, job) in good.iter_mut().zip(jobs) {
            *good &= !is_bad(job);
        }
    }
}

/// Turns a compiler's errors into problems, the first of each file, for the others mostly follow from it;
/// the answer are the files.
pub fn report(errors: &[Diagnostic], problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = Vec::new();
    for error in errors {
        if !files.contains(&error.file) {
            files.push(error.file.clone());
            problems.push(error.problem());
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_compilers_ways_to_name_a_place_are_read() {
        let read = |diagnostic: Option<Diagnostic>| diagnostic.map(|it| (it.file, it.line, it.message));
        let expected = |file: &str, line, message: &str| Some((file.into(), line, message.to_owned()));
        assert_eq!(
            read(Diagnostic::with_colons("cake/main.go:9:2: undefined: cake")),
            expected("cake/main.go", 9, "undefined: cake")
        );
        assert_eq!(
            read(Diagnostic::with_parentheses("cake/Program.cs(12,5): error CS1002: ; expected")),
            expected("cake/Program.cs", 12, "CS1002: ; expected")
        );
        assert_eq!(read(Diagnostic::with_colons("# bakery/cake")), None);
        assert_eq!(read(Diagnostic::with_parentheses("cake/Program.cs(1,1): warning CS1: hm")), None);
    }
}
