//! One page: its fences, and what becomes of each.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;
use catalog::{Catalog, Problem};

use crate::diagram;
use crate::directive::{Directive, Flaw};
use crate::fence::{Fence, fences};
use crate::figure;
use crate::highlight::Highlighter;
use crate::render::{POSTAMBLE, Renderer};

/// What pages are made with.
pub struct Kit<'a> {
    /// The book's folder.
    pub root: &'a Path,
    pub catalog: &'a Catalog,
    pub highlighter: Highlighter,
    pub renderer: Renderer,
    /// A diagram that is not rendered yet is left to mermaid in the browser.
    pub writing: bool,
}

impl<'a> Kit<'a> {
    /// Loads grammars and player, which takes a few milliseconds.
    pub fn load(root: &'a Path, catalog: &'a Catalog, writing: bool) -> Result<Self> {
        Ok(Self { root, catalog, highlighter: Highlighter::new(), renderer: Renderer::load(root)?, writing })
    }
}

/// Replaces the fences of a page. `file` is the page's file from the book's folder, `page` the
/// same from `src`. What is wrong goes to `problems`.
pub fn replace(text: &str, file: &Path, page: &Path, kit: &Kit<'_>, problems: &mut Vec<Problem>) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut end = 0;
    let mut figures = 0;
    for fence in fences(text) {
        let html = match fence.language() {
            "program" => program(&fence, page, figures, kit).map_err(|flaws| {
                problems.extend(flaws.into_iter().map(|flaw| in_fence(flaw, &fence, file)));
            }),
            "mermaid" => mermaid(&fence, page, kit).map_err(|(message, help)| {
                problems.push(Problem::new(file, fence.line, message).help(help));
            }),
            language => illustration(&fence, language, kit).map_err(|message| {
                problems.push(Problem::new(file, fence.line, message).help(
                    "show a program, or say why not on the line before: <!-- illustration: the reason -->",
                ));
            }),
        };
        let Ok(Some(html)) = html else { continue };
        replaced.push_str(&text[end..fence.place.start]);
        if html.starts_with("<program-player") {
            if figures == 0 {
                replaced.push_str(&kit.renderer.preamble);
                replaced.push('\n');
            }
            figures += 1;
        }
        let _ = write!(replaced, "{html}\n\n");
        end = fence.place.end;
    }
    replaced.push_str(&text[end..]);
    if figures > 0 {
        let _ = write!(replaced, "\n\n{POSTAMBLE}\n");
    }
    check_includes(text, file, problems);
    replaced
}

fn program(fence: &Fence, page: &Path, number: usize, kit: &Kit<'_>) -> Result<Option<String>, Vec<Flaw>> {
    let directive = Directive::parse(&fence.body).map_err(|flaw| vec![flaw])?;
    // The page is part of it: the print page holds the figures of all pages.
    let page = page.with_extension("").to_string_lossy().replace(['/', '\\'], "-");
    let id = format!("{page}-{}-{}", directive.name.get_ref(), number + 1);
    let Some(figure) = figure::gather(id, &directive, kit.catalog, &kit.highlighter)? else {
        return Ok(None);
    };
    match kit.renderer.render(&figure) {
        // No program's own braces are for mdBook.
        Ok(html) => Ok(Some(html.replace("{{#", "&#123;{#"))),
        Err(error) => Err(vec![Flaw::at(&directive.name, format!("{error:#}"), "mend the player")]),
    }
}

fn mermaid(fence: &Fence, page: &Path, kit: &Kit<'_>) -> Result<Option<String>, (String, String)> {
    match diagram::committed(kit.root, page, &fence.body) {
        Ok(html) => Ok(Some(html)),
        Err(flaw) if kit.writing && flaw.is_stale() => Ok(None),
        Err(flaw) => Err((flaw.to_string(), flaw.help())),
    }
}

/// A fence that is not from `code/` has to say why; then its code is highlighted as a program's is.
fn illustration(fence: &Fence, language: &str, kit: &Kit<'_>) -> Result<Option<String>, String> {
    match &fence.illustration {
        None => Err("code that is not from code/, and so that nobody has run".to_owned()),
        Some(reason) if reason.is_empty() => Err("an illustration without a reason".to_owned()),
        Some(_) => {
            // Markdown takes the first line for an HTML block up to `</pre>`, blank lines included.
            let lines = kit.highlighter.lines(&fence.body, language).join("\n");
            Ok(Some(format!("<pre><code class=\"illustration\">{lines}</code></pre>")))
        }
    }
}

fn in_fence(flaw: Flaw, fence: &Fence, file: &Path) -> Problem {
    let start = flaw.span.map_or(0, |span| span.start.min(fence.body.len()));
    let line = fence.line + 1 + fence.body[..start].matches('\n').count();
    let problem = Problem::new(file, line, flaw.message);
    match flaw.help {
        Some(help) => problem.help(help),
        None => problem,
    }
}

/// mdBook's own includes give nothing, without an error, when an anchor is missing.
fn check_includes(text: &str, file: &Path, problems: &mut Vec<Problem>) {
    for (n, line) in text.lines().enumerate() {
        if ["{{#include", "{{#rustdoc_include", "{{#playground"]
            .iter()
            .any(|directive| line.contains(directive))
        {
            problems.push(
                Problem::new(file, n + 1, "mdBook's include says nothing when what it includes is not there")
                    .help("show the code with a `program` fence"),
            );
        }
    }
}
