//! One page: its fences, and what becomes of each.

use std::cell::{LazyCell, OnceCell};
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use catalog::{Catalog, Problem};

use crate::cache::Cache;
use crate::diagram;
use crate::directive::{Directive, Flaw};
use crate::fence::{Fence, fences};
use crate::figure::{self, Figure};
use crate::highlight::Highlighter;
use crate::misconception;
use crate::overview::Overview;
use crate::progress;
use crate::render::{POSTAMBLE, Renderer};

/// What pages are made with. Grammars and player take time to load, and are only needed for what has not
/// been rendered before.
pub struct Kit<'a> {
    /// The book's folder.
    pub root: &'a Path,
    pub catalog: &'a Catalog,
    /// What the other pages say.
    pub overview: &'a Overview,
    pub cache: &'a Cache,
    /// What a page with a figure needs before the first of them.
    pub preamble: &'a str,
    highlighter: LazyCell<Highlighter>,
    renderer: OnceCell<Renderer>,
    /// A diagram that is not rendered yet is left to mermaid in the browser.
    pub writing: bool,
}

impl<'a> Kit<'a> {
    pub fn new(
        root: &'a Path,
        catalog: &'a Catalog,
        overview: &'a Overview,
        cache: &'a Cache,
        preamble: &'a str,
        writing: bool,
    ) -> Self {
        let (highlighter, renderer) =
            (LazyCell::new(Highlighter::new as fn() -> Highlighter), OnceCell::new());
        Self { root, catalog, overview, cache, preamble, highlighter, renderer, writing }
    }

    /// A figure as HTML.
    fn render(&self, figure: &Figure) -> Result<String> {
        if self.renderer.get().is_none() {
            let _ = self.renderer.set(Renderer::load(self.root)?);
        }
        self.renderer.get().context("the renderer is loaded")?.render(figure)
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
                problems.extend(flaws.into_iter().map(|flaw| flaw.in_fence(&fence, file)));
            }),
            "mermaid" => mermaid(&fence, page, kit).map_err(|(message, help)| {
                problems.push(Problem::new(file, fence.line, message).help(help));
            }),
            "misconception" => Ok(misconception(&fence, page, kit)),
            "misconceptions" => {
                misconception::index(&fence, page, kit.overview, kit.catalog).map(Some).map_err(|flaw| {
                    problems.push(flaw.in_fence(&fence, file));
                })
            }
            "progress" => {
                progress::table(&fence, page, kit.overview, kit.catalog).map(Some).map_err(|flaw| {
                    problems.push(flaw.in_fence(&fence, file));
                })
            }
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
                replaced.push_str(kit.preamble);
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
    let id = misconception::figure_id(page, directive.name.get_ref(), number + 1);
    let programs: Vec<_> =
        directive.programs().map(|named| kit.catalog.programs.get(named.name.get_ref())).collect();
    kit.cache.html(&[&id, &fence.body, &programs], || {
        let Some(figure) = figure::gather(id.clone(), &directive, kit.catalog, &kit.highlighter)? else {
            return Ok(None);
        };
        match kit.render(&figure) {
            // No program's own braces are for mdBook.
            Ok(html) => Ok(Some(html.replace("{{#", "&#123;{#"))),
            Err(error) => Err(vec![Flaw::at(&directive.name, format!("{error:#}"), "mend the player")]),
        }
    })
}

fn mermaid(fence: &Fence, page: &Path, kit: &Kit<'_>) -> Result<Option<String>, (String, String)> {
    match diagram::committed(kit.root, page, &fence.body) {
        Ok(html) => Ok(Some(html)),
        Err(flaw) if kit.writing && flaw.is_stale() => Ok(None),
        Err(flaw) => Err((flaw.to_string(), flaw.help())),
    }
}

/// Nothing for one that is wrong, which has been told.
fn misconception(fence: &Fence, page: &Path, kit: &Kit<'_>) -> Option<String> {
    let told = &kit.overview.misconceptions;
    let this = told.iter().find(|told| told.page == page && told.line == fence.line)?;
    Some(this.aside(kit.catalog))
}

/// A fence that is not from `code/` has to say why; then its code is highlighted as a program's is.
fn illustration(fence: &Fence, language: &str, kit: &Kit<'_>) -> Result<Option<String>, String> {
    match &fence.illustration {
        None => Err("code that is not from code/, and so that nobody has run".to_owned()),
        Some(reason) if reason.is_empty() => Err("an illustration without a reason".to_owned()),
        Some(_) => {
            // Markdown takes the first line for an HTML block up to `</pre>`, blank lines included.
            kit.cache.html(&[&language, &fence.body], || {
                let lines = kit.highlighter.lines(&fence.body, language).join("\n");
                Ok(Some(format!("<pre><code class=\"illustration\">{lines}</code></pre>")))
            })
        }
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
