//! Highlights code at build time, so that no reader downloads a highlighter.
//!
//! Of a grammar's many scopes a page needs few: what a piece of code is decides its class, and the
//! theme decides the class's color (`theme/fonts/fonts.css`).

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

/// Keywords that the grammars of these languages are too old to know, in every place or in some. This
/// book is about them.
const YOUNG_KEYWORDS: [&str; 2] = ["async", "await"];
const OLD_GRAMMARS: [&str; 3] = ["rs", "swift", "js"];

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
                        let piece = piece.trim_end_matches(['\n', '\r']);
                        match self.class(&stack) {
                            "" if OLD_GRAMMARS.contains(&extension) => html.push_words(piece),
                            class => html.push(piece, class),
                        }
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

    /// Code of no class, in which a young keyword may stand.
    fn push_words(&mut self, piece: &str) {
        let mut rest = piece;
        while let Some((start, word)) = YOUNG_KEYWORDS.iter().filter_map(|word| whole_word(rest, word)).min()
        {
            self.push(&rest[..start], "");
            self.push(word, "keyword");
            rest = &rest[start + word.len()..];
        }
        self.push(rest, "");
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

/// Where `word` stands in `text` as a word of its own.
fn whole_word<'a>(text: &str, word: &'a str) -> Option<(usize, &'a str)> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let place = text
        .match_indices(word)
        .map(|(place, _)| place)
        .find(|&place| !text[..place].ends_with(is_part) && !text[place + word.len()..].starts_with(is_part));
    place.map(|place| (place, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn async_and_await_are_keywords_in_every_language_that_has_them() {
        let highlighter = Highlighter::new();
        for (extension, code) in [
            (
                "rs",
                "async fn bake(oven: Oven) { oven.ready().await; let later = async move { awaited(1) }; }",
            ),
            ("swift", "func bake() async { await oven.ready(); async let later = read() }"),
            ("js", "async function bake() { await oven(); for await (const page of book) {} }"),
            ("py", "async def bake(): await oven()"),
            ("cs", "class P { static async Task Bake() { await Task.Delay(1); } }"),
        ] {
            let line = &highlighter.lines(code, extension)[0];
            let spans = line.split("<span class=\"hl-keyword\">").skip(1);
            let keywords: Vec<&str> = spans.filter_map(|span| span.split("</span>").next()).collect();
            let keywords = keywords.join(" ");
            let count = |text: &str, word| {
                text.split(|c: char| !c.is_alphanumeric()).filter(|written| *written == word).count()
            };
            for word in YOUNG_KEYWORDS {
                assert_eq!(count(&keywords, word), count(code, word), "{word} in {extension}: {line}");
            }
        }
    }

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
