//! Blocks of code in a page, fenced or indented.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A block of code in a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fence {
    /// Where the whole block is, in bytes.
    pub place: Range<usize>,
    /// The line that opens it, counted from 1.
    pub line: usize,
    /// What stands behind the backticks; empty for an indented block.
    pub info: String,
    pub body: String,
    /// The reason, where a comment before the fence marks it as an illustration.
    pub illustration: Option<String>,
}

/// The languages of fences in whose place a page gets something else.
const REPLACED: [&str; 10] = [
    "program",
    "library",
    "exercise",
    "mermaid",
    "misconception",
    "misconceptions",
    "progress",
    "keeping",
    "chart",
    "cheat-sheet",
];

impl Fence {
    /// Whether the page gets something else in its place.
    pub fn is_replaced(&self) -> bool {
        REPLACED.contains(&self.language())
    }

    /// The first word of the info string: `program`, `mermaid`, or a language.
    pub fn language(&self) -> &str {
        self.info.split([' ', ',']).next().unwrap_or_default()
    }
}

/// The blocks of code of a page, in order.
pub fn fences(text: &str) -> Vec<Fence> {
    let mut fences = Vec::new();
    let mut open: Option<Fence> = None;
    let mut comment: Option<(usize, String)> = None;
    for (event, place) in Parser::new_ext(text, Options::all()).into_offset_iter() {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                comment = illustration(&html).map(|reason| (place.end, reason));
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.trim().to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                let nearby = comment.take().filter(|(end, _)| text[*end..place.start].trim().is_empty());
                open = Some(Fence {
                    line: 1 + text[..place.start].matches('\n').count(),
                    place,
                    info,
                    body: String::new(),
                    illustration: nearby.map(|(_, reason)| reason),
                });
            }
            Event::Text(piece) => {
                if let Some(fence) = &mut open {
                    fence.body.push_str(&piece);
                }
            }
            Event::End(TagEnd::CodeBlock) => fences.extend(open.take()),
            _ => {}
        }
    }
    fences
}

fn illustration(html: &str) -> Option<String> {
    let comment = html.trim().strip_prefix("<!--")?.strip_suffix("-->")?;
    comment.trim().strip_prefix("illustration:").map(|reason| reason.trim().to_owned())
}

/// The reason of each illustration in a page.
pub fn illustrations(text: &str) -> Vec<String> {
    fences(text).into_iter().filter_map(|fence| fence.illustration).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_blocks_and_their_lines() {
        let page = "# Page\n\n```mermaid\nflowchart TD\n```\n\n```rust,ignore\n```\n\n\
                    - in a list\n\n  ```mermaid\n  stateDiagram-v2\n  ```\n";
        let found = fences(page);
        let found: Vec<_> =
            found.iter().map(|fence| (fence.line, fence.language(), fence.body.as_str())).collect();
        assert_eq!(
            found,
            [(3, "mermaid", "flowchart TD\n"), (7, "rust", ""), (12, "mermaid", "stateDiagram-v2\n")]
        );
    }

    #[test]
    fn a_comment_marks_only_the_fence_that_follows_it() {
        let page = "<!-- illustration: a reason -->\n```text\na\n```\n\n```text\nb\n```\n";
        let found = fences(page);
        assert_eq!(found[0].illustration.as_deref(), Some("a reason"));
        assert_eq!(found[1].illustration, None);
    }
}
