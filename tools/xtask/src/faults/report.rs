//! What the faults came to: lines while it goes on, a table at the end, and the same in files.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::verdict::{Outcome, Verdict};

/// Where the report goes, from the book's folder.
const FOLDER: &str = "target/faults";

/// How many of each outcome: `84 caught, 0 unclear, …`.
pub fn summary(verdicts: &[Verdict]) -> String {
    let count = |outcome: Outcome| verdicts.iter().filter(|verdict| verdict.outcome == outcome).count();
    let told = [Outcome::Caught, Outcome::Unclear, Outcome::Missed, Outcome::Skipped, Outcome::Broken];
    told.map(|outcome| format!("{} {}", count(outcome), word(outcome))).join(", ")
}

/// One line for a terminal.
pub fn line(verdict: &Verdict) -> String {
    let Verdict { kind, what, outcome, seconds, message, .. } = verdict;
    let line = format!("{:>7}  {kind}: {what} ({seconds:.1} s)", word(*outcome));
    match outcome {
        Outcome::Caught => line,
        _ => format!("{line}\n{message}"),
    }
}

/// The whole table, as Markdown.
pub fn table(verdicts: &[Verdict]) -> String {
    let mut table =
        "| kind | fault | noticed by | outcome | place | message |\n| --- | --- | --- | --- | --- | --- |\n"
            .to_owned();
    for Verdict { kind, what, noticed_by, outcome, place, no_line, message, .. } in verdicts {
        let place = match no_line {
            Some(why) => format!("{place} (no line: {why})"),
            None => place.clone(),
        };
        let cells = [kind, what, noticed_by, word(*outcome), &place, &shortened(message)];
        let cells = cells.map(|cell| cell.replace('|', "\\|").replace('\n', " "));
        let _ = writeln!(table, "| {} |", cells.join(" | "));
    }
    table
}

/// Writes the report for people and for machines; the answer is its folder.
pub fn write(root: &Path, verdicts: &[Verdict]) -> Result<PathBuf> {
    let folder = root.join(FOLDER);
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {FOLDER}"))?;
    let text = format!("# Faults\n\n{}\n\n{}", summary(verdicts), table(verdicts));
    fs::write(folder.join("faults.md"), text)?;
    fs::write(folder.join("faults.json"), serde_json::to_vec_pretty(verdicts)?)?;
    Ok(folder)
}

fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Caught => "caught",
        Outcome::Unclear => "unclear",
        Outcome::Missed => "missed",
        Outcome::Skipped => "skipped",
        Outcome::Broken => "broken",
    }
}

fn shortened(message: &str) -> String {
    const MOST: usize = 220;
    if message.chars().count() <= MOST {
        return message.to_owned();
    }
    message.chars().take(MOST).chain("…".chars()).collect()
}
