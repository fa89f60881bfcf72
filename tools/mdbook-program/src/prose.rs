//! The prose of a page: what is neither heading, link, table, code nor HTML.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::overview::line_of;

/// A piece of a page, in the order of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Prose without any markup, in bytes.
    Run(Range<usize>),
    /// What stands in asterisks, which are part of `place`: a term where it is defined.
    Term { place: Range<usize>, text: String },
    /// A title of a definition list, and what follows it.
    Entry { title: Range<usize> },
    /// One definition of the entry before, without the colon.
    Definition { place: Range<usize>, text: String },
}

/// What mdBook has switched on, but for what it makes of quotation marks.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
}

/// Markdown as mdBook reads it.
pub fn parse(text: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    Parser::new_ext(text, options()).into_offset_iter()
}

/// The pieces of a page.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut reader = Reader { text, ..Reader::default() };
    for (event, place) in parse(text) {
        reader.read(&event, place);
    }
    reader.end_run();
    reader.pieces
}

/// Code in a line of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeSpan {
    pub text: String,
    /// The line, counted from 1.
    pub line: usize,
    /// It stands in a link, which is its source.
    pub cited: bool,
}

/// All code in lines of a page, in headings and tables too.
pub fn code_spans(text: &str) -> Vec<CodeSpan> {
    let mut spans = Vec::new();
    let mut links = 0_usize;
    for (event, place) in parse(text) {
        match event {
            Event::Start(Tag::Link { .. }) => links += 1,
            Event::End(TagEnd::Link) => links -= 1,
            Event::Code(code) => {
                let line = line_of(text, place.start);
                spans.push(CodeSpan { text: code.into_string(), line, cited: links > 0 });
            }
            _ => {}
        }
    }
    spans
}

#[derive(Default)]
struct Reader<'a> {
    text: &'a str,
    pieces: Vec<Piece>,
    run: Option<Range<usize>>,
    /// How many elements are open whose text is no prose.
    outside: usize,
    /// How many of them are HTML in a line.
    tags: usize,
    /// A term, or a definition, whose text is being read.
    term: Option<(usize, String)>,
    definition: Option<(Range<usize>, String)>,
}

impl Reader<'_> {
    fn read(&mut self, event: &Event<'_>, place: Range<usize>) {
        match event {
            Event::Text(text) => {
                self.note(text);
                self.extend(place);
            }
            Event::SoftBreak => {
                self.note(" ");
                self.extend(place);
            }
            other => {
                self.end_run();
                self.mark(other, place);
            }
        }
    }

    fn mark(&mut self, event: &Event<'_>, place: Range<usize>) {
        match event {
            Event::Code(code) => self.note(code),
            Event::InlineHtml(tag) => self.tag(tag),
            Event::Start(Tag::Emphasis) => {
                self.outside += 1;
                if self.text[place.clone()].starts_with('*') {
                    self.term = Some((place.start, String::new()));
                }
            }
            Event::End(TagEnd::Emphasis) => {
                self.outside -= 1;
                if let Some((start, text)) = self.term.take() {
                    self.pieces.push(Piece::Term { place: start..place.end, text });
                }
            }
            Event::Start(Tag::DefinitionListTitle) => self.outside += 1,
            Event::End(TagEnd::DefinitionListTitle) => {
                self.outside -= 1;
                let title = trimmed(self.text, place);
                self.pieces.push(Piece::Entry { title });
            }
            Event::Start(Tag::DefinitionListDefinition) => {
                self.definition = Some((trimmed(self.text, place), String::new()));
                // Before its runs; its own text is known at its end.
                self.pieces.push(Piece::Definition { place: 0..0, text: String::new() });
            }
            Event::End(TagEnd::DefinitionListDefinition) => self.end_definition(),
            Event::Start(tag) if is_outside(tag) => self.outside += 1,
            Event::End(tag) if is_outside_end(*tag) => {
                self.outside -= 1;
                // What HTML is left open ends with its paragraph or before.
                self.close_tags();
            }
            Event::End(TagEnd::Paragraph) => {
                self.note(" ");
                self.close_tags();
            }
            _ => {}
        }
    }

    /// Text of a term or a definition.
    fn note(&mut self, text: &str) {
        if let Some((_, noted)) = &mut self.term {
            noted.push_str(text);
        }
        if let Some((_, noted)) = &mut self.definition {
            noted.push_str(text);
        }
    }

    fn extend(&mut self, place: Range<usize>) {
        if self.outside > 0 {
            return;
        }
        match &mut self.run {
            Some(run) if run.end == place.start => run.end = place.end,
            _ => {
                self.end_run();
                self.run = Some(place);
            }
        }
    }

    fn end_run(&mut self) {
        self.pieces.extend(self.run.take().map(Piece::Run));
    }

    fn end_definition(&mut self) {
        let Some((place, text)) = self.definition.take() else { return };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let open = self.pieces.iter_mut().rev().find(|piece| matches!(piece, Piece::Definition { .. }));
        if let Some(open) = open {
            *open = Piece::Definition { place, text };
        }
    }

    /// HTML in a line: what is between its tags is none of ours.
    fn tag(&mut self, tag: &str) {
        if tag.starts_with("</") {
            let open = self.tags.min(1);
            self.tags -= open;
            self.outside -= open;
        } else if !tag.starts_with("<!") && !tag.ends_with("/>") && !tag.starts_with("<br") {
            self.tags += 1;
            self.outside += 1;
        }
    }

    fn close_tags(&mut self) {
        self.outside -= self.tags;
        self.tags = 0;
    }
}

fn is_outside(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Heading { .. }
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::Link { .. }
            | Tag::Image { .. }
            | Tag::Table(_)
            | Tag::Strong
            | Tag::MetadataBlock(_)
    )
}

fn is_outside_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::Table
            | TagEnd::Strong
            | TagEnd::MetadataBlock(_)
    )
}

/// Without the white space at its end.
fn trimmed(text: &str, place: Range<usize>) -> Range<usize> {
    place.start..place.start + text[place.clone()].trim_end().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(text: &str) -> Vec<&str> {
        let run = |piece| match piece {
            Piece::Run(place) => Some(&text[place]),
            _ => None,
        };
        pieces(text).into_iter().filter_map(run).collect()
    }

    #[test]
    fn prose_is_what_remains_without_markup() {
        let page = "# A heading\n\nOne `code` two [link](a.md) three.\n\n```text\nfence\n```\n\n\
                    | table |\n| --- |\n| cell |\n\n<div>\nhtml\n</div>\n\n- an item\n\n\
                    Press <kbd>Enter</kbd> <br>now.\n";
        assert_eq!(runs(page), ["One ", " two ", " three.", "an item", "Press ", " ", "now."]);
    }

    #[test]
    fn code_in_a_link_is_cited() {
        let spans = code_spans("# `a`\n\n[`b`](b.md) and\n`c d`\n\n```text\n`e`\n```\n");
        let found: Vec<_> = spans.iter().map(|span| (&*span.text, span.line, span.cited)).collect();
        assert_eq!(found, [("a", 1, false), ("b", 3, true), ("c d", 4, false)]);
    }

    #[test]
    fn a_run_goes_over_the_end_of_a_line() {
        assert_eq!(runs("an event\nloop\n"), ["an event\nloop"]);
        assert_eq!(runs("<details>\n<summary>Answer</summary>\n\nProse.\n\n</details>\n"), ["Prose."]);
    }

    #[test]
    fn asterisks_mark_a_term_and_underscores_do_not() {
        let page = "A *busy\nwait* and _a title_ and **strong**, [*linked*](a.md).\n";
        let terms: Vec<_> = pieces(page)
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Term { place, text } => Some((page[place].to_owned(), text)),
                _ => None,
            })
            .collect();
        assert_eq!(
            terms,
            [("*busy\nwait*".into(), "busy wait".into()), ("*linked*".into(), "linked".into())]
        );
    }

    #[test]
    fn a_definition_list_has_entries_and_what_defines_them() {
        let page = "Task, tasks\n: Work that a `runtime`\n  carries on.\n\nPoll\n: To ask.\n";
        let found: Vec<_> = pieces(page)
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Entry { title } => Some(page[title].to_owned()),
                Piece::Definition { text, .. } => Some(text),
                _ => None,
            })
            .collect();
        assert_eq!(found, ["Task, tasks", "Work that a runtime carries on.", "Poll", "To ask."]);
    }
}
