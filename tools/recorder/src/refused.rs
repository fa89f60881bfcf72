//! A program that its compiler has to refuse: what the compiler says of it.

use std::path::Path;

use anyhow::{Context, Result};
use catalog::Problem;
use trace::Refusal;

use crate::compilers::Compilers;
use crate::languages::Language;
use crate::plan::Task;

/// The errors for which the compiler refuses the program, one of which is the one that it is written for.
pub fn refused(
    task: &Task<'_>,
    language: &dyn Language,
    root: &Path,
    compiled: &Path,
) -> Result<Result<Vec<Refusal>, Problem>> {
    let (program, source) = (task.job.program, task.job.source);
    let out = compiled.join(format!("refused-{}-{}", program.name, source.flavor));
    std::fs::create_dir_all(&out).context("cannot make a folder for a program")?;
    let errors = language.refusals(root, &out, task.job, Compilers::default())?;
    let expected = program.manifest.refused.get(source.flavor.as_str()).map_or("", String::as_str);
    if errors.is_empty() {
        let message = format!("compiles, and should be refused for `{expected}`");
        return Ok(Err(Problem::new(&source.file, 1, message)));
    }
    if let Some(elsewhere) = errors.iter().find(|error| error.file != source.file) {
        return Ok(Err(elsewhere.problem()));
    }
    if !errors.iter().any(|error| error.message.contains(expected)) {
        let (line, message) = (errors[0].line, &errors[0].message);
        let message = format!("is refused, but not for `{expected}`: {message}");
        return Ok(Err(Problem::new(&source.file, line, message).help("see [refused] in its program.toml")));
    }
    let line = |line: usize| u32::try_from(line).unwrap_or(u32::MAX);
    Ok(Ok(errors
        .into_iter()
        .map(|error| Refusal { line: line(error.line), message: error.message })
        .collect()))
}
