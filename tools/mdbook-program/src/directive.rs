//! A directive, as it is written in a page.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use catalog::Problem;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;

use crate::fence::Fence;

/// The body of a `program` fence.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Directive {
    pub name: Spanned<String>,
    #[serde(default)]
    pub show: Vec<Spanned<String>>,
    #[serde(default)]
    pub flavors: Vec<Spanned<String>>,
    pub beside: Option<Beside>,
    pub predict: Option<Question>,
}

/// A second program on the same playhead.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    pub name: Spanned<String>,
    #[serde(default)]
    pub show: Vec<Spanned<String>>,
    #[serde(default)]
    pub flavors: Vec<Spanned<String>>,
}

/// A question to answer before the first run.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    #[serde(rename = "question")]
    pub text: Spanned<String>,
    /// Which of these is printed first?
    #[serde(default)]
    pub choices: Vec<Choice>,
    /// In which order are these printed?
    #[serde(default)]
    pub order: Vec<Choice>,
}

/// One answer that a reader can give.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// A line of the transcript.
    pub line: Spanned<String>,
    /// What the reader is told who picks it, or puts it where it does not belong.
    pub because: String,
    /// The same for flavors in which it is something else.
    #[serde(default)]
    pub because_in: BTreeMap<Spanned<String>, String>,
}

/// One program that a directive names, the first or the one beside it.
#[derive(Clone, Copy)]
pub struct Named<'a> {
    pub name: &'a Spanned<String>,
    pub show: &'a [Spanned<String>],
    pub flavors: &'a [Spanned<String>],
}

/// What is wrong in a directive, and where in its body, in bytes.
#[derive(Debug, PartialEq, Eq)]
pub struct Flaw {
    pub span: Option<Range<usize>>,
    pub message: String,
    pub help: Option<String>,
}

/// Reads the body of a fence, of whichever kind. `takes` is told when it has something else in it.
pub fn read<T: DeserializeOwned>(body: &str, takes: &str) -> Result<T, Flaw> {
    toml::from_str(body).map_err(|error| Flaw {
        span: error.span(),
        message: error.message().to_owned(),
        help: Some(takes.to_owned()),
    })
}

impl Directive {
    /// Reads the body of a fence.
    pub fn parse(body: &str) -> Result<Self, Flaw> {
        read(body, "a program fence takes name, show, flavors, [beside] and [predict]")
    }

    /// The programs that it names: one, or two side by side.
    pub fn programs(&self) -> impl Iterator<Item = Named<'_>> {
        let first = Named { name: &self.name, show: &self.show, flavors: &self.flavors };
        let beside = self.beside.as_ref();
        let second =
            beside.map(|beside| Named { name: &beside.name, show: &beside.show, flavors: &beside.flavors });
        std::iter::once(first).chain(second)
    }
}

impl Flaw {
    /// A flaw at a name that is not there.
    pub fn at(name: &Spanned<String>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { span: Some(name.span()), message: message.into(), help: Some(help.into()) }
    }

    /// The flaw as a problem of the page `file`, at its line there.
    pub fn in_fence(self, fence: &Fence, file: &Path) -> Problem {
        let start = self.span.map_or(0, |span| span.start.min(fence.body.len()));
        let line = fence.line + 1 + fence.body[..start].matches('\n').count();
        let problem = Problem::new(file, line, self.message);
        match self.help {
            Some(help) => problem.help(help),
            None => problem,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelled_key_is_named_with_its_place() {
        let flaw = Directive::parse("name = \"a\"\nshwo = []\n").expect_err("`shwo` is no key");
        assert!(flaw.message.contains("shwo"), "{}", flaw.message);
        assert_eq!(flaw.span, Some(11..15));
    }

    #[test]
    fn a_directive_names_one_program_or_two() {
        let names = |text: &str| {
            let directive = Directive::parse(text).expect("a directive");
            directive.programs().map(|program| program.name.get_ref().clone()).collect::<Vec<_>>()
        };
        assert_eq!(names("name = \"a\""), ["a"]);
        assert_eq!(names("name = \"a\"\n[beside]\nname = \"b\""), ["a", "b"]);
    }
}
