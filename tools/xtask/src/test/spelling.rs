//! The spelling of all that readers read: pages, and the comments and strings of programs. American English,
//! by cspell, which knows the words of programming; the book's own are in `spelling/words.txt`.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use catalog::Problem;

use super::steps::{of_problems, one_check};
use super::tally::Tally;
use crate::npm::{self, Packages};

const SETTINGS: &str = "spelling/cspell.json";
const WORDS: &str = "spelling/words.txt";

pub fn spelling(root: &Path) -> Result<Tally> {
    let mut problems = disorder(root)?;
    problems.extend(no_settings(root)?);
    let mut tally = of_problems(root, problems);
    let packages = match npm::ensure(root)? {
        Packages::Here(folder) => folder,
        Packages::Unavailable(why) => {
            tally += Tally::skipped(format!("spelling: {why}"));
            return Ok(tally);
        }
    };
    let mut cspell = Command::new(packages.join(".bin").join(npm::command_name("cspell")));
    // Each word as `file:line:column - Unknown word (…) Suggestions: […]`.
    let shown = ["--no-progress", "--no-summary", "--show-suggestions", "--no-color", "--relative"];
    cspell.current_dir(root).args(["--config", SETTINGS, "--root", "."]).args(shown);
    tally += one_check(&mut cspell)?;
    Ok(tally)
}

/// Settings that cannot be read: cspell goes on without them, and finds no files.
fn no_settings(root: &Path) -> Result<Option<Problem>> {
    let text = fs::read_to_string(root.join(SETTINGS)).with_context(|| format!("cannot read {SETTINGS}"))?;
    let read: Result<serde_json::Value, _> = serde_json::from_str(&text);
    Ok(read.err().map(|error| Problem::new(SETTINGS, error.line(), error.to_string())))
}

/// Words of the list that are not where the alphabet has them, or there twice: two people who add one meet
/// at the same line only if it is the same word.
fn disorder(root: &Path) -> Result<Vec<Problem>> {
    let text = fs::read_to_string(root.join(WORDS)).with_context(|| format!("cannot read {WORDS}"))?;
    let words = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
    let words: Vec<(usize, String)> = words.map(|(n, word)| (n + 1, word.to_lowercase())).collect();
    let pairs = words.windows(2).filter(|pair| pair[0].1 >= pair[1].1);
    let problem = |pair: &[(usize, String)]| {
        let message = format!("`{}` comes before `{}`", pair[1].1, pair[0].1);
        Problem::new(WORDS, pair[1].0, message)
            .help("one word a line, in the order of the alphabet, each once")
    };
    Ok(pairs.map(problem).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(words: &str) -> Vec<String> {
        let root = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(root.path().join("spelling")).expect("a folder can be made");
        fs::write(root.path().join(WORDS), words).expect("a file can be written");
        let problems = disorder(root.path()).expect("the list is there");
        problems.into_iter().map(|problem| format!("{}: {}", problem.line, problem.message)).collect()
    }

    #[test]
    fn settings_that_are_no_json_are_told_with_their_line() {
        let told = |settings: &str| {
            let root = tempfile::tempdir().expect("a temporary folder");
            fs::create_dir(root.path().join("spelling")).expect("a folder can be made");
            fs::write(root.path().join(SETTINGS), settings).expect("a file can be written");
            no_settings(root.path()).expect("they are there").map(|problem| problem.line)
        };
        assert_eq!(told("{\n  \"language\": \"en\"\n}\n"), None);
        assert_eq!(told("{\n  \"language\": \"en\"\n  \"words\": []\n}\n"), Some(3));
    }

    #[test]
    fn words_stand_in_the_order_of_the_alphabet_and_once() {
        assert_eq!(told("# why\nAlices\nsmol\nxtask\n"), Vec::<String>::new());
        assert_eq!(
            told("smol\nAlices\nxtask\nxtask\n"),
            ["2: `alices` comes before `smol`", "4: `xtask` comes before `xtask`"]
        );
    }
}
