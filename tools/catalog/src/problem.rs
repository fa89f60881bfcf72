//! What is wrong, where, and what would mend it; all of it at once.

use std::fmt;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteDiagnostic, NamedSource, Report};

/// One thing that is wrong with the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, relative to the book's folder.
    pub file: PathBuf,
    /// Line in it, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// What would mend it.
    pub help: Option<String>,
}

impl Problem {
    pub fn new(file: impl Into<PathBuf>, line: usize, message: impl Into<String>) -> Self {
        Self { file: file.into(), line: line.max(1), message: message.into(), help: None }
    }

    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// A problem at a place that a parser named by its bytes.
    pub fn in_text(file: impl Into<PathBuf>, text: &str, span: Option<Range<usize>>, message: &str) -> Self {
        let start = span.map_or(0, |span| span.start.min(text.len()));
        Self::new(file, 1 + text[..start].matches('\n').count(), message.trim())
    }

    /// The problem with the lines around it, for a terminal.
    fn report(&self, root: &Path) -> String {
        let place = format!("{}:{}", self.file.display(), self.line);
        let mut diagnostic = MietteDiagnostic::new(format!("{place}: {}", self.message));
        diagnostic.help.clone_from(&self.help);
        let text = fs::read_to_string(root.join(&self.file)).unwrap_or_default();
        let report = match line_span(&text, self.line) {
            Some(span) => {
                diagnostic.labels = Some(vec![LabeledSpan::at(span, "here")]);
                Report::new(diagnostic).with_source_code(NamedSource::new(self.file.to_string_lossy(), text))
            }
            None => Report::new(diagnostic),
        };
        let mut rendered = String::new();
        let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor())
            .with_context_lines(1)
            .with_links(false);
        match handler.render_report(&mut rendered, report.as_ref()) {
            Ok(()) => rendered,
            Err(_) => format!("{place}: {}\n", self.message),
        }
    }
}

fn line_span(text: &str, line: usize) -> Option<Range<usize>> {
    let mut start = 0;
    for (n, content) in text.split_inclusive('\n').enumerate() {
        if n + 1 == line {
            return Some(start..start + content.trim_end().len());
        }
        start += content.len();
    }
    None
}

/// Everything that is wrong with the book, as one error.
#[derive(Debug, thiserror::Error)]
pub struct Problems {
    root: PathBuf,
    list: Vec<Problem>,
}

impl Problems {
    /// An error if there is a problem; sorted by file and line, each once.
    pub fn check(root: &Path, mut list: Vec<Problem>) -> Result<(), Self> {
        if list.is_empty() {
            return Ok(());
        }
        list.sort_by(|a, b| (&a.file, a.line, &a.message).cmp(&(&b.file, b.line, &b.message)));
        list.dedup();
        Err(Self { root: root.to_owned(), list })
    }

    pub fn list(&self) -> &[Problem] {
        &self.list
    }

    pub fn into_list(self) -> Vec<Problem> {
        self.list
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.list {
            writeln!(f, "{}", problem.report(&self.root))?;
        }
        match self.list.len() {
            1 => write!(f, "1 problem"),
            n => write!(f, "{n} problems"),
        }
    }
}

/// "Did you mean `x`?" for the nearest of the names, or a list of what there is.
pub fn did_you_mean<'a>(wrong: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    let nearest = names
        .iter()
        .map(|name| (strsim::damerau_levenshtein(wrong, name), *name))
        .min()
        .filter(|(distance, name)| *distance <= (wrong.len().max(name.len()) / 3).max(2));
    match nearest {
        Some((_, name)) => format!("did you mean `{name}`?"),
        None if names.is_empty() => "there is none".to_owned(),
        None => format!(
            "there is: {}",
            names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
        ),
    }
}
