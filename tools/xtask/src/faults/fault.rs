//! The faults: what is to be spoiled, who has to notice it, and what has to be told. Each file of `tests/faults`
//! holds those of one kind; a fault is there because it is in one of them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use walkdir::WalkDir;

use super::notice::Notice;

/// Where the faults are, from the book's folder.
pub const FOLDER: &str = "tests/faults";

/// One thing that somebody could do wrong.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// What is wrong, in a few words; no two faults have the same.
    pub what: String,
    /// The command that has to fail.
    pub noticed_by: Notice,
    /// Words of the message: all of them have to be in it.
    pub told: Vec<String>,
    /// The file that the message has to name, where it is not that of the first edit.
    pub at: Option<String>,
    /// Text of the line that it has to name, where that is not the first line that was changed.
    pub line_with: Option<String>,
    /// Text of a line above that one, where others are like it.
    pub below: Option<String>,
    /// Why it names no line, but the file alone.
    pub no_line: Option<String>,
    /// What is done to the book.
    #[serde(rename = "edit")]
    pub edits: Vec<Edit>,
    /// The name of the file that it is from.
    #[serde(skip)]
    pub kind: String,
}

/// One change of one file: exactly one of the four.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    /// From the book's folder.
    pub file: String,
    /// Text that has to be there, and what takes its place, the first time that it is there.
    pub replace: Option<String>,
    pub with: Option<String>,
    /// Text for the end of the file.
    pub append: Option<String>,
    /// A whole file, which need not have been there.
    pub write: Option<String>,
    /// Whether the file is to go.
    #[serde(default)]
    pub remove: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    fault: Vec<Fault>,
}

/// All faults, by kind, in the order of their files.
pub fn all(root: &Path) -> Result<Vec<Fault>> {
    let mut faults: Vec<Fault> = Vec::new();
    for entry in WalkDir::new(root.join(FOLDER)).min_depth(1).sort_by_file_name() {
        let path = entry.with_context(|| format!("cannot read {FOLDER}"))?.into_path();
        let place = path.strip_prefix(root).unwrap_or(&path).display();
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {place}"))?;
        let File { fault } = toml::from_str(&text).with_context(|| place.to_string())?;
        let kind = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        faults.extend(fault.into_iter().map(|fault| Fault { kind: kind.clone(), ..fault }));
    }
    for (n, fault) in faults.iter().enumerate() {
        let second = faults[..n].iter().any(|earlier| earlier.what == fault.what);
        let flaw = if second { Some("it is there twice".to_owned()) } else { fault.flaw() };
        if let Some(flaw) = flaw {
            bail!("{FOLDER}/{}.toml: “{}”: {flaw}", fault.kind, fault.what);
        }
    }
    Ok(faults)
}

impl Fault {
    /// What is wrong with the fault itself.
    fn flaw(&self) -> Option<String> {
        if self.edits.is_empty() {
            return Some("without an [[fault.edit]] nothing is wrong".to_owned());
        }
        if self.told.iter().all(String::is_empty) {
            return Some("`told` has to name words of the message".to_owned());
        }
        if self.no_line.as_ref().is_some_and(|reason| reason.len() < 10) {
            return Some("`no_line` is the reason for which no line is named".to_owned());
        }
        self.edits.iter().find_map(Edit::flaw)
    }
}

impl Edit {
    fn flaw(&self) -> Option<String> {
        let Self { replace, with, append, write, remove, .. } = self;
        let ways = [replace.is_some(), append.is_some(), write.is_some(), *remove];
        if ways.iter().filter(|way| **way).count() != 1 || replace.is_some() != with.is_some() {
            let help = "`replace` and `with`, or `append`, or `write`, or `remove = true`";
            return Some(format!("an edit of {} is one of these: {help}", self.file));
        }
        None
    }

    /// The file as it is after this; nothing where it is gone.
    pub fn apply(&self, before: Option<&str>) -> Result<Option<String>> {
        let there = || before.with_context(|| format!("{} is not there", self.file));
        if let (Some(old), Some(new)) = (&self.replace, &self.with) {
            let text = there()?;
            if !text.contains(old.as_str()) {
                bail!("{} does not contain {old:?} any more: say what it is now", self.file);
            }
            return Ok(Some(text.replacen(old.as_str(), new, 1)));
        }
        if let Some(more) = &self.append {
            return Ok(Some(there()?.to_owned() + more.as_str()));
        }
        if self.remove {
            there()?;
        }
        Ok(self.write.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        let book = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir_all(book.path().join(FOLDER)).expect("a folder can be made");
        fs::write(book.path().join(FOLDER).join("cake.toml"), text).expect("a file can be written");
        all(book.path()).map_or_else(|error| format!("{error:#}"), |faults| faults.len().to_string())
    }

    #[test]
    fn a_fault_says_what_it_does_and_who_notices() {
        let head = "[[fault]]\nwhat = \"burnt\"\nnoticed_by = \"pages\"\ntold = [\"burnt\"]\n";
        let good = format!("{head}[[fault.edit]]\nfile = \"a.md\"\nremove = true\n");
        assert_eq!(told(&good), "1");
        assert!(told(&format!("{good}{good}")).contains("it is there twice"));
        assert!(
            told(&good.replace("remove = true", "remove = true\nappend = \"x\"")).contains("one of these")
        );
        assert!(told(&good.replace("remove = true", "replace = \"x\"")).contains("one of these"));
        assert!(told(&good.replace("\"pages\"", "\"nobody\"")).contains("nobody"));
        assert!(told(&good.replace("[\"burnt\"]", "[]")).contains("words of the message"));
        assert!(told(&good.replace("file", "flie")).contains("flie"));
    }

    #[test]
    fn what_is_replaced_has_to_be_there() {
        let edit =
            |more: &str| -> Edit { toml::from_str(&format!("file = \"a.md\"\n{more}")).expect("an edit") };
        let replace = edit("replace = \"cake\"\nwith = \"pie\"");
        assert_eq!(replace.apply(Some("a cake, a cake")).expect("it is there"), Some("a pie, a cake".into()));
        let error = replace.apply(Some("bread")).expect_err("it is not there");
        assert!(error.to_string().contains("does not contain \"cake\" any more"), "{error}");
        assert!(replace.apply(None).is_err() && edit("remove = true").apply(None).is_err());
        assert_eq!(edit("append = \"b\"").apply(Some("a")).expect("it is there"), Some("ab".into()));
        assert_eq!(edit("write = \"b\"").apply(None).expect("it need not be there"), Some("b".into()));
    }
}
