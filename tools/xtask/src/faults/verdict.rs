//! What became of a fault.

use serde::Serialize;

use super::copied::Place;
use super::fault::Fault;
use super::notice::Answer;

/// Whether it was caught, and how well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The command failed, and said what is wrong, and where.
    Caught,
    /// The command failed, and said something else, or not where.
    Unclear,
    /// The command found nothing wrong.
    Missed,
    /// The command lacks what it would take.
    Skipped,
    /// The fault does not fit the book any more.
    Broken,
}

/// One line of the report.
#[derive(Debug, Clone, Serialize)]
pub struct Verdict {
    pub kind: String,
    pub what: String,
    pub noticed_by: String,
    pub outcome: Outcome,
    /// Where the message has to say that it is: file and line, or the file alone.
    pub place: String,
    /// Why no line is asked for.
    pub no_line: Option<String>,
    /// What the author sees of it.
    pub message: String,
    pub seconds: f64,
}

/// Judges what a command said of a book with that fault.
pub fn judge(fault: &Fault, place: &Place, answer: &Answer) -> (Outcome, String) {
    if answer.is_good {
        return match &answer.skipped {
            Some(why) => (Outcome::Skipped, why.clone()),
            None => (Outcome::Missed, String::new()),
        };
    }
    let said = in_one_line(&answer.said);
    let lacks: Vec<String> =
        fault.told.iter().filter(|words| !said.contains(&in_one_line(words))).cloned().collect();
    if !names(&said, place) || !lacks.is_empty() {
        let end: String =
            answer.said.lines().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n");
        let named = if names(&said, place) { "" } else { ", without the place" };
        return (Outcome::Unclear, format!("lacks {lacks:?}{named}: {end}"));
    }
    (Outcome::Caught, message(fault, place, &answer.said))
}

/// Whether the place is named: `file:line`, or `file(line,` as the compiler of types does it.
fn names(said: &str, Place { file, line }: &Place) -> bool {
    let Some(line) = line else { return said.contains(file.as_str()) };
    [format!("{file}:{line}"), format!("{file}({line}")].iter().any(|place| {
        let ends = said.match_indices(place.as_str()).map(|(at, _)| at + place.len());
        ends.into_iter().any(|end| !said[end..].starts_with(|c: char| c.is_ascii_digit()))
    })
}

/// The line that names the place and the first of the words, or one of them.
fn message(fault: &Fault, place: &Place, said: &str) -> String {
    let words = fault.told.iter().find(|words| !words.is_empty()).map_or("", String::as_str);
    let lines = || said.lines().map(str::trim).filter(|line| !line.is_empty());
    let at = |line: &&str| names(line, place);
    let found = lines().find(|line| at(line) && line.contains(words));
    let found = found.map(str::to_owned).or_else(|| {
        let (place, words) = (lines().find(at)?, lines().find(|line| line.contains(words)));
        Some(words.map_or_else(
            || place.to_owned(),
            |words| if words == place { words.into() } else { format!("{place} … {words}") },
        ))
    });
    found.unwrap_or_else(|| lines().next().unwrap_or_default().to_owned())
}

/// A message may be broken into lines anywhere.
fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(told: &str, said: &str, is_good: bool) -> Outcome {
        let fault: Fault = toml::from_str(&format!(
            "what = \"x\"\nnoticed_by = \"pages\"\ntold = [{told:?}]\n[[edit]]\nfile = \"a.md\"\nremove = true\n"
        ))
        .expect("a fault");
        let place = Place { file: "src/a.md".to_owned(), line: Some(1) };
        judge(&fault, &place, &Answer { is_good, said: said.to_owned(), skipped: None }).0
    }

    #[test]
    fn who_says_what_and_where_has_caught_it() {
        assert_eq!(judged("burnt", "  src/a.md:1: the cake is\n   burnt", false), Outcome::Caught);
        assert_eq!(judged("is burnt", "src/a.md(1,2): the cake is\n   burnt", false), Outcome::Caught);
        assert_eq!(judged("burnt", "src/a.md:12: the cake is burnt", false), Outcome::Unclear);
        assert_eq!(judged("burnt", "src/a.md:1: the cake is gone", false), Outcome::Unclear);
        assert_eq!(judged("burnt", "all is well", true), Outcome::Missed);
    }

    #[test]
    fn what_a_machine_cannot_look_at_is_skipped_and_not_missed() {
        let fault: Fault = toml::from_str(
            "what = \"x\"\nnoticed_by = \"pages\"\ntold = [\"x\"]\n[[edit]]\nfile = \"a\"\nremove = true\n",
        )
        .expect("a fault");
        let place = Place { file: "a".to_owned(), line: None };
        let answer = Answer { is_good: true, said: String::new(), skipped: Some("no swift".to_owned()) };
        assert_eq!(judge(&fault, &place, &answer).0, Outcome::Skipped);
    }
}
