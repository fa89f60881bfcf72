//! What Markdown takes without a word and shows as something else than was meant: a fence that is not closed, a
//! heading that is there twice, a picture that says nothing to those who do not see it, HTML that is left open, a
//! link whose target is nowhere defined.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use catalog::Problem;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use crate::overview::line_of;
use crate::prose::{options, parse};

/// Elements that have no end.
const VOID: [&str; 6] = ["br", "hr", "img", "input", "source", "wbr"];

/// Tells what is wrong with the Markdown of a page, whose file is `file`.
pub fn check(text: &str, file: &Path, problems: &mut Vec<Problem>) {
    let mut reader =
        Reader { text, file, problems, headings: BTreeMap::new(), words: None, open: Vec::new() };
    for (event, place) in parse(text) {
        reader.read(&event, place);
    }
    for (name, line) in std::mem::take(&mut reader.open) {
        reader.tell(line, format!("`<{name}>` is not closed"), format!("write `</{name}>` where it ends"));
    }
    reader.broken_links();
}

struct Reader<'a> {
    text: &'a str,
    file: &'a Path,
    problems: &'a mut Vec<Problem>,
    /// The headings so far, each with its line.
    headings: BTreeMap<String, usize>,
    /// The words of the heading or the picture that is being read.
    words: Option<String>,
    /// The elements of HTML that are open, each with its line.
    open: Vec<(String, usize)>,
}

impl Reader<'_> {
    fn tell(&mut self, line: usize, message: impl Into<String>, help: impl Into<String>) {
        self.problems.push(Problem::new(self.file, line, message).help(help));
    }

    fn read(&mut self, event: &Event<'_>, place: Range<usize>) {
        match event {
            Event::Start(Tag::Heading { .. } | Tag::Image { .. }) => self.words = Some(String::new()),
            Event::Text(piece) | Event::Code(piece) => {
                if let Some(words) = &mut self.words {
                    words.push_str(piece);
                }
            }
            Event::End(TagEnd::Heading(_)) => self.heading(place),
            Event::End(TagEnd::Image) if self.words.take().is_some_and(|words| words.trim().is_empty()) => {
                self.picture(place.start);
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => self.fence(place),
            Event::Html(html) | Event::InlineHtml(html) => self.html(html, place.start),
            _ => {}
        }
    }

    /// Links and the list of headings tell two headings apart by their words.
    fn heading(&mut self, place: Range<usize>) {
        let Some(words) = self.words.take() else { return };
        let line = line_of(self.text, place.start);
        if let Some(first) = self.headings.get(&words.to_lowercase()) {
            let help = format!("the first is in line {first}: who follows a link to one of them cannot tell");
            self.tell(line, format!("a second heading “{words}”"), help);
        } else {
            self.headings.insert(words.to_lowercase(), line);
        }
    }

    fn picture(&mut self, place: usize) {
        let help = "say what it shows, for those who do not see it: ![a cake in the oven](…)";
        self.tell(line_of(self.text, place), "a picture without a text", help);
    }

    /// A fence ends with the page, or where the next one ends, if nobody closes it.
    fn fence(&mut self, place: Range<usize>) {
        let line = line_of(self.text, place.start);
        let block = self.text[place].trim_end();
        let marker = |line: &str| {
            let line = line.trim_start_matches([' ', '>']);
            line.chars().take_while(|c| *c == '`' || *c == '~').collect::<String>()
        };
        let mut lines = block.lines();
        let opening = lines.next().map(marker).unwrap_or_default();
        let is_fence = |line: &str| marker(line).starts_with(&opening);
        let last = lines.next_back();
        let is_closed = last.is_some_and(|last| {
            is_fence(last)
                && last.trim_start_matches([' ', '>']).trim_end().chars().all(|c| opening.contains(c))
        });
        if !is_closed {
            let help = format!("close it with {opening}; without that, the rest of the page is its body");
            self.tell(line, "a fence that is not closed", help);
        } else if let Some(within) = lines.position(is_fence) {
            let help = format!(
                "close it with {opening} before line {}, where another one begins",
                line + 1 + within
            );
            self.tell(line, "a fence that is not closed", help);
        }
    }

    fn html(&mut self, html: &str, start: usize) {
        for (tag, place) in tags(html) {
            let line = line_of(self.text, start + place);
            let end = tag.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '/')).unwrap_or(tag.len());
            let name = tag[..end].trim_end_matches('/').to_lowercase();
            if let Some(name) = name.strip_prefix('/') {
                match self.open.last() {
                    Some((open, _)) if open == name => drop(self.open.pop()),
                    _ => {
                        self.tell(
                            line,
                            format!("`</{name}>` closes nothing"),
                            "remove it, or open it before",
                        );
                    }
                }
            } else if name == "img" && (!tag.contains(" alt=\"") || tag.contains(" alt=\"\"")) {
                self.picture(start + place);
            } else if !VOID.contains(&name.as_str()) && !tag.ends_with('/') {
                self.open.push((name, line));
            }
        }
    }

    /// `[text][name]` without a `[name]: address` is shown as it is written.
    fn broken_links(&mut self) {
        let mut broken: Vec<(usize, String)> = Vec::new();
        let mut found = |link: pulldown_cmark::BrokenLink<'_>| {
            broken.push((link.span.start, link.reference.into_string()));
            None
        };
        Parser::new_with_broken_link_callback(self.text, options(), Some(&mut found)).for_each(drop);
        for (place, name) in broken {
            let help = format!("write [text](address), or below, [{name}]: address");
            self.tell(
                line_of(self.text, place),
                format!("a link to [{name}], which is nowhere defined"),
                help,
            );
        }
    }
}

/// What stands between the angle brackets of each tag, and where each begins; comments are none.
fn tags(html: &str) -> Vec<(&str, usize)> {
    let mut tags = Vec::new();
    let mut place = 0;
    while let Some(open) = html[place..].find('<').map(|open| place + open) {
        let rest = &html[open..];
        let (end, is_tag) = if rest.starts_with("<!--") {
            (rest.find("-->").map(|end| end + 3), false)
        } else {
            (
                rest.find('>').map(|end| end + 1),
                rest[1..].starts_with(|c: char| c == '/' || c.is_alphabetic()),
            )
        };
        let Some(end) = end else { break };
        if is_tag {
            tags.push((&rest[1..end - 1], open));
        }
        place = open + end;
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let mut problems = Vec::new();
        check(text, Path::new("a.md"), &mut problems);
        problems.into_iter().map(|problem| format!("{}: {}", problem.line, problem.message)).collect()
    }

    #[test]
    fn a_good_page_has_no_flaw() {
        let page = "# A `page`\n\n![A cake](cake.svg) and [a link](a.md), [one][two] and a [0].\n\n[two]: b.md\n[0]: c.md\n\n\
                    ```text\n[x][y] <b>\n```\n\n- ~~~~text\n  ```\n  ~~~~\n\n> ```\n> quoted\n> ```\n\n\
                    <details>\n<summary>Answer</summary>\n\nYes.<br> <kbd>Esc</kbd>\n\n</details>\n\n<!-- no <b> -->\n";
        assert_eq!(told(page), Vec::<String>::new());
    }

    #[test]
    fn a_fence_that_is_not_closed_is_told_where_it_opens() {
        assert_eq!(told("# A\n\n```text\nbody\n"), ["3: a fence that is not closed"]);
        assert_eq!(told("# A\n\n```text\nbody\n\n```text\nmore\n```\n"), ["3: a fence that is not closed"]);
        assert_eq!(told("```"), ["1: a fence that is not closed"]);
        assert_eq!(told("- ```text\n  body\n\nafter\n"), ["1: a fence that is not closed"]);
    }

    #[test]
    fn a_heading_is_there_once() {
        assert_eq!(told("# Cake\n\n## The `oven`\n\n## The oven\n"), ["5: a second heading “The oven”"]);
    }

    #[test]
    fn a_picture_has_a_text() {
        let message = "a picture without a text";
        assert_eq!(told("# A\n\n![](a.svg)\n"), [format!("3: {message}")]);
        assert_eq!(
            told("An <img src=\"a.svg\"> and\n<img alt=\"\" src=\"a\">.\n"),
            [1, 2].map(|n| format!("{n}: {message}"))
        );
        assert_eq!(told("<img alt=\"A cake\" src=\"a.svg\">\n"), Vec::<String>::new());
    }

    #[test]
    fn html_is_closed_and_closes_what_is_open() {
        assert_eq!(told("<details>\n\nAnswer.\n"), ["1: `<details>` is not closed"]);
        assert_eq!(told("# A\n\nAnswer.\n\n</details>\n"), ["5: `</details>` closes nothing"]);
    }

    #[test]
    fn a_reference_is_defined() {
        assert_eq!(told("# A\n\nA [cake][oven].\n"), ["3: a link to [oven], which is nowhere defined"]);
    }
}
