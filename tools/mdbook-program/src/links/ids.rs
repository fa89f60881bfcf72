//! What can be linked to, and what HTML links to.

use std::cell::RefCell;
use std::collections::BTreeSet;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use pulldown_cmark::{Event, Tag, TagEnd};

use crate::prose::parse;
use crate::rendered;

/// The ids of a page when it is built: those of its headings and of its definitions, which mdBook makes from their
/// text, and those that its HTML has. A program's figure is one place: nothing leads into it.
pub fn ids(page: &str) -> BTreeSet<String> {
    let (mut html, mut ids) = (String::new(), BTreeSet::new());
    let mut title: Option<String> = None;
    for (event, _) in parse(&rendered::without_insides(page)) {
        match event {
            Event::Start(Tag::Heading { id: Some(id), .. }) => {
                ids.insert(id.into_string());
            }
            Event::Start(Tag::Heading { .. } | Tag::DefinitionListTitle) => title = Some(String::new()),
            Event::End(TagEnd::Heading(_) | TagEnd::DefinitionListTitle) => {
                if let Some(title) = title.take() {
                    let id = id_of(&title);
                    let numbered = (1..).map(|number| format!("{id}-{number}"));
                    ids.extend([id.clone()].into_iter().chain(numbered).find(|id| !ids.contains(id)));
                }
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(title) = &mut title {
                    title.push_str(&text);
                }
            }
            Event::Html(more) | Event::InlineHtml(more) => html.push_str(&more),
            _ => {}
        }
    }
    ids.extend(ids_in_html(&html));
    ids
}

/// What mdBook makes of a heading.
fn id_of(title: &str) -> String {
    let lower = title.trim().to_lowercase();
    let characters = lower.chars().filter_map(|c| match c {
        c if c.is_alphanumeric() || c == '_' || c == '-' => Some(c),
        c => c.is_whitespace().then_some('-'),
    });
    characters.collect()
}

/// The ids of elements.
pub fn ids_in_html(html: &str) -> Vec<String> {
    attributes(html).into_iter().filter(|(name, _)| name == "id").map(|(_, id)| id).collect()
}

/// Where elements of HTML lead, or what they load.
pub fn addresses(html: &str) -> Vec<String> {
    let named =
        attributes(html).into_iter().filter(|(name, _)| matches!(&**name, "href" | "src" | "xlink:href"));
    named.map(|(_, address)| address).collect()
}

/// All attributes of all elements, by name.
fn attributes(html: &str) -> Vec<(String, String)> {
    let tokenizer = Tokenizer::new(Attributes::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    // What an element is told in its middle about scripts is for those who run them.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

#[derive(Default)]
struct Attributes(RefCell<Vec<(String, String)>>);

impl TokenSink for Attributes {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if let Token::TagToken(tag) = token
            && tag.kind == TagKind::StartTag
        {
            let attributes = tag.attrs.into_iter();
            let named = attributes.map(|one| (one.name.local.to_string(), one.value.to_string()));
            self.0.borrow_mut().extend(named);
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_the_ids_of_headings_definitions_and_html() {
        let page = "# What `poll` asks, twice\n\n## Own {#mine}\n\n## Again\n\n## Again\n\nTask, tasks\n: A *dfn*.\n\n\
                    A <dfn id=\"term-b\">b</dfn>.\n\n<div id=c\n  data-x='id=\"no\"'>\n\n## In it\n\n</div>\n\n`id=\"d\"`\n";
        let expected =
            ["again", "again-1", "c", "in-it", "mine", "task-tasks", "term-b", "what-poll-asks-twice"];
        assert_eq!(ids(page), expected.map(str::to_owned).into());
    }

    #[test]
    fn html_leads_where_its_attributes_say() {
        let html = "<a class=b href=\"a.md\">href=\"no\"</a><img src='b.png'><!-- <a href=c> --><use xlink:href=\"#d\"/>";
        assert_eq!(addresses(html), ["a.md", "b.png", "#d"]);
    }
}
