//! Highlights code at build time, so that no reader downloads a highlighter.
//!
//! Of a grammar's many scopes a page needs few: what a piece of code is decides its class, and the
//! theme decides the class's color (`theme/highlight.css`).

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;
use std::rc::Rc;

use syntect::easy::ScopeRegionIterator;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxSet};

/// The grammars of all languages that the book shows.
pub struct Highlighter {
    syntaxes: SyntaxSet,
    classes: Vec<(Scope, &'static str)>,
    /// What has been highlighted, by language and text: a program stands in several pages.
    done: RefCell<HashMap<(String, String), Lines>>,
}

/// Lines of HTML, each complete in itself.
pub type Lines = Rc<[String]>;

/// From scopes to classes; of several that fit, the innermost scope decides, then the first line.
const CLASSES: [(&str, &str); 21] = [
    ("comment", "comment"),
    ("string", "string"),
    ("constant", "constant"),
    ("entity.name.function", "function"),
    ("support.function", "function"),
    ("variable.function", "function"),
    ("support.macro", "function"),
    ("entity.name.macro", "function"),
    ("entity.name.type", "type"),
    ("entity.name.class", "type"),
    ("entity.name.struct", "type"),
    ("entity.name.enum", "type"),
    ("entity.name.trait", "type"),
    ("entity.name.impl", "type"),
    ("support.type", "type"),
    ("support.class", "type"),
    ("storage.type", "keyword"),
    ("storage.modifier", "keyword"),
    ("keyword.operator", ""),
    ("keyword", "keyword"),
    ("variable.language", "keyword"),
];

impl Highlighter {
    pub fn new() -> Self {
        let classes =
            CLASSES.iter().filter_map(|(scope, class)| Some((Scope::new(scope).ok()?, *class))).collect();
        Self { syntaxes: two_face::syntax::extra_newlines(), classes, done: RefCell::default() }
    }

    /// The lines of `text` as HTML, each complete in itself. `extension` is that of the file, or
    /// the name of the language; one that nobody knows is shown plain.
    pub fn lines(&self, text: &str, extension: &str) -> Lines {
        let key = (extension.to_owned(), text.to_owned());
        let mut done = self.done.borrow_mut();
        Rc::clone(done.entry(key).or_insert_with(|| self.highlight(text, extension).into()))
    }

    fn highlight(&self, text: &str, extension: &str) -> Vec<String> {
        let syntax = self.syntaxes.find_syntax_by_token(extension);
        let mut state = ParseState::new(syntax.unwrap_or_else(|| self.syntaxes.find_syntax_plain_text()));
        let mut stack = ScopeStack::new();
        text.split_inclusive('\n')
            .map(|line| {
                // A grammar that stumbles costs the colors of one line.
                let operations = state.parse_line(line, &self.syntaxes).unwrap_or_default();
                let mut html = Line::default();
                for (piece, operation) in ScopeRegionIterator::new(&operations, line) {
                    if stack.apply(operation).is_ok() {
                        html.push(piece.trim_end_matches(['\n', '\r']), self.class(&stack));
                    }
                }
                html.finish()
            })
            .collect()
    }

    fn class(&self, stack: &ScopeStack) -> &'static str {
        let fits = |scope: &Scope| self.classes.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope));
        stack.as_slice().iter().rev().find_map(fits).map_or("", |(_, class)| class)
    }
}

/// The grammar's token for a file.
pub fn extension(file: &Path) -> &str {
    file.extension().and_then(|extension| extension.to_str()).unwrap_or("txt")
}

/// A line of HTML that joins neighbors of one class.
#[derive(Default)]
struct Line {
    html: String,
    open: &'static str,
}

impl Line {
    fn push(&mut self, piece: &str, class: &'static str) {
        if piece.is_empty() {
            return;
        }
        // A blank looks the same in every class.
        if class != self.open && !piece.trim().is_empty() {
            self.close();
            if !class.is_empty() {
                let _ = write!(self.html, "<span class=\"hl-{class}\">");
            }
            self.open = class;
        }
        for character in piece.chars() {
            match character {
                '<' => self.html.push_str("&lt;"),
                '>' => self.html.push_str("&gt;"),
                '&' => self.html.push_str("&amp;"),
                plain => self.html.push(plain),
            }
        }
    }

    fn close(&mut self) {
        if !self.open.is_empty() {
            self.html.push_str("</span>");
        }
        self.open = "";
    }

    fn finish(mut self) -> String {
        self.close();
        self.html
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_six_languages_are_known() {
        let highlighter = Highlighter::new();
        for (extension, code) in [
            ("rs", "fn main() {}"),
            ("js", "function main() {}"),
            ("py", "def main(): pass"),
            ("go", "func main() {}"),
            ("cs", "class Program {}"),
            ("swift", "func main() {}"),
        ] {
            let lines = highlighter.lines(code, extension);
            assert!(lines[0].contains("<span class=\"hl-keyword\">"), "{extension}: {}", lines[0]);
        }
    }

    #[test]
    fn a_comment_over_several_lines_is_closed_on_each() {
        let lines = Highlighter::new().lines("/* a\nb */ x\n", "rs");
        assert_eq!(lines[0], "<span class=\"hl-comment\">/* a</span>");
        assert!(lines[1].starts_with("<span class=\"hl-comment\">b */</span>"), "{}", lines[1]);
    }

    #[test]
    fn markup_in_code_is_escaped() {
        assert_eq!(*Highlighter::new().lines("a < b && c", "txt"), ["a &lt; b &amp;&amp; c"]);
    }
}
