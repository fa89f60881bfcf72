//! Diagrams: a mermaid fence in a page, and the drawing of it that is committed beside the page.
//!
//! `cargo xtask diagrams` draws them in a real browser, so that readers need neither mermaid nor
//! JavaScript, and a page holds still. Here is what both sides must agree on: what a diagram is
//! called, where its drawing is, and whether the drawing is that of the fence. The first line of a
//! drawing tells the last, by a hash of everything that the drawing came from.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use trace::hexadecimal;

/// The script that draws: the body of a function of source, name, title and description.
pub const RENDERER: &str = include_str!("diagram.js");
/// The folder of the drawings, beside the page.
pub const FOLDER: &str = "diagrams";

/// What is wrong with a diagram.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    #[error("a diagram without `accTitle`")]
    NoTitle,
    #[error("a diagram without `accDescr`")]
    NoDescription,
    #[error("the diagram is not drawn yet")]
    Missing,
    #[error("the drawing is not that of this diagram")]
    Stale,
    /// The reason is in the text: without mermaid's version, nothing is known to be fresh.
    #[error("web/package.json does not say which version of mermaid draws: {0}")]
    NoVersion(String),
}

impl Flaw {
    /// Whether drawing it mends it.
    pub fn is_stale(&self) -> bool {
        matches!(self, Self::Missing | Self::Stale)
    }

    /// What would mend it.
    pub fn help(&self) -> String {
        match self {
            Self::NoTitle => "name it, below its first line: `accTitle: …`, short and unique in the book",
            Self::NoDescription => "say the same in words, below its first line: `accDescr: …`",
            Self::Missing | Self::Stale => "cargo xtask diagrams",
            Self::NoVersion(_) => "\"devDependencies\": { \"mermaid\": \"…\" }",
        }
        .to_owned()
    }
}

/// A diagram that has a name and a text alternative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagram {
    /// Its source, as mermaid gets it.
    pub source: String,
    /// What it is called, for readers who do not see it, and in the name of its file.
    pub title: String,
    /// The same point in words.
    pub description: String,
}

impl Diagram {
    /// Reads the source of a fence.
    pub fn parse(source: &str) -> Result<Self, Flaw> {
        let source = source.replace("\r\n", "\n").trim_end().to_owned();
        let title = value_of(&source, "accTitle").ok_or(Flaw::NoTitle)?;
        if slug(&title).is_empty() {
            return Err(Flaw::NoTitle);
        }
        let description = value_of(&source, "accDescr").ok_or(Flaw::NoDescription)?;
        Ok(Self { source, title, description })
    }

    /// The title as it is written in paths and ids: `Who may do what` is `who-may-do-what`.
    pub fn name(&self) -> String {
        slug(&self.title)
    }

    /// The file of the drawing for a page; both relative to `src`.
    pub fn file(&self, page: &Path) -> PathBuf {
        page.with_file_name(FOLDER).join(self.name()).with_extension("svg")
    }

    /// What tells a fresh drawing that nobody has touched: a hash of the source, of mermaid's version, of the renderer
    /// and of the drawing itself.
    fn fingerprint(&self, mermaid: &str, drawing: &str) -> String {
        let mut hash = Sha256::new();
        // A checkout may have the line ends of its system.
        let drawing = drawing.replace("\r\n", "\n");
        for part in [&self.source, mermaid, RENDERER, drawing.trim_end()] {
            hash.update(part);
            hash.update([0]);
        }
        hexadecimal(&hash.finalize())
    }

    /// What the file of a drawing holds.
    pub fn file_text(&self, mermaid: &str, drawing: &str) -> String {
        format!("{}\n{drawing}\n", self.first_line(mermaid, drawing))
    }

    /// The drawing in what a file holds, if it is the one of this diagram.
    pub fn drawing_in<'a>(&self, file_text: &'a str, mermaid: &str) -> Result<&'a str, Flaw> {
        match file_text.split_once('\n') {
            Some((first, drawing)) if first.trim_end() == self.first_line(mermaid, drawing) => {
                Ok(drawing.trim_end())
            }
            _ => Err(Flaw::Stale),
        }
    }

    fn first_line(&self, mermaid: &str, drawing: &str) -> String {
        format!("<!-- drawn by `cargo xtask diagrams`, sha256 {} -->", self.fingerprint(mermaid, drawing))
    }
}

/// The drawing of a fence as HTML for the page, if it is committed and fresh.
///
/// `page` is relative to `src`, and `source` is what stands in the fence.
pub fn committed(root: &Path, page: &Path, source: &str) -> Result<String, Flaw> {
    let diagram = Diagram::parse(source)?;
    let file = root.join("src").join(diagram.file(page));
    let text = fs::read_to_string(file).map_err(|_| Flaw::Missing)?;
    let drawing = diagram.drawing_in(&text, &mermaid_version(root)?)?;
    // A <div> begins HTML in Markdown whatever follows it on the line, and a drawing has no empty
    // line, which would end it.
    Ok(format!("<div class=\"diagram\">\n{drawing}\n</div>"))
}

/// The version of mermaid that draws, as `web/package.json` has it.
pub fn mermaid_version(root: &Path) -> Result<String, Flaw> {
    let flaw = |error: &dyn std::fmt::Display| Flaw::NoVersion(error.to_string());
    let text = fs::read_to_string(root.join("web/package.json")).map_err(|error| flaw(&error))?;
    let package: serde_json::Value = serde_json::from_str(&text).map_err(|error| flaw(&error))?;
    let version = package["devDependencies"]["mermaid"].as_str();
    version.map(str::to_owned).ok_or_else(|| flaw(&"mermaid is not among its devDependencies"))
}

/// The value of `accTitle: …`, or of `accDescr { … }`, which may have several lines.
fn value_of(source: &str, key: &str) -> Option<String> {
    for (at, _) in source.match_indices(key) {
        let before = source[..at].rsplit('\n').next().unwrap_or_default();
        let rest = source[at + key.len()..].trim_start();
        let value = match rest.chars().next() {
            _ if !before.trim().is_empty() => continue,
            Some(':') => rest[1..].lines().next().unwrap_or_default(),
            Some('{') => rest[1..].split('}').next().unwrap_or_default(),
            _ => continue,
        };
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if !value.is_empty() {
            return Some(value);
        }
    }
    None
}

fn slug(title: &str) -> String {
    let lower = title.to_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str =
        "flowchart TD\n    accTitle: Who waits, and where?\n    accDescr: The cook waits.\n    A --> B\n";

    fn diagram(source: &str) -> Diagram {
        Diagram::parse(source).unwrap()
    }

    #[test]
    fn a_name_is_made_of_the_title() {
        assert_eq!(diagram(SOURCE).name(), "who-waits-and-where");
        assert_eq!(slug("  2 × Ofen – `await`! "), "2-ofen-await");
        let file = diagram(SOURCE).file(Path::new("blocking/index.md"));
        assert_eq!(file, Path::new("blocking/diagrams/who-waits-and-where.svg"));
        assert_eq!(
            diagram(SOURCE).file(Path::new("index.md")),
            Path::new("diagrams/who-waits-and-where.svg")
        );
    }

    #[test]
    fn a_diagram_has_a_title_and_a_description() {
        assert_eq!(diagram(SOURCE).title, "Who waits, and where?");
        let long = "sequenceDiagram\naccTitle:A\naccDescr {\n  one\n  two\n}\nA->>B: accTitle: none\n";
        assert_eq!(diagram(long).description, "one two");
        let cases = [
            ("flowchart TD\n  A --> B", Flaw::NoTitle),
            ("flowchart TD\n  accTitle:\n  accDescr: x", Flaw::NoTitle),
            ("flowchart TD\n  accTitle: ?!\n  accDescr: x", Flaw::NoTitle),
            ("flowchart TD\n  A[accTitle: no] --> B\n  accDescr: x", Flaw::NoTitle),
            ("flowchart TD\n  accTitle: x", Flaw::NoDescription),
            ("flowchart TD\n  accTitle: x\n  accDescr { }", Flaw::NoDescription),
        ];
        for (source, flaw) in cases {
            assert_eq!(Diagram::parse(source).unwrap_err(), flaw, "{source}");
            assert!(!flaw.is_stale());
        }
    }

    #[test]
    fn a_drawing_is_fresh_for_its_source_and_its_mermaid_only() {
        let text = diagram(SOURCE).file_text("11.0.0", "<svg/>");
        assert_eq!(diagram(SOURCE).drawing_in(&text, "11.0.0"), Ok("<svg/>"));
        assert_eq!(diagram(&SOURCE.replace('\n', "\r\n")).drawing_in(&text, "11.0.0"), Ok("<svg/>"));
        assert_eq!(diagram(SOURCE).drawing_in(&text, "11.0.1"), Err(Flaw::Stale));
        assert_eq!(diagram(&SOURCE.replace('B', "C")).drawing_in(&text, "11.0.0"), Err(Flaw::Stale));
        assert_eq!(diagram(SOURCE).drawing_in("", "11.0.0"), Err(Flaw::Stale));
        let by_hand = text.replace("<svg/>", "<svg></svg>");
        assert_eq!(diagram(SOURCE).drawing_in(&by_hand, "11.0.0"), Err(Flaw::Stale));
    }
}
