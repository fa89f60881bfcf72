//! One page: its fences, and what becomes of each.

use std::cell::{LazyCell, OnceCell};
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use catalog::{Catalog, Problem};

use crate::cache::Cache;
use crate::chart;
use crate::cheat_sheet;
use crate::diagram;
use crate::directive::{Directive, Flaw};
use crate::exercise;
use crate::fence::{Fence, fences};
use crate::figure::{self, Figure};
use crate::highlight::Highlighter;
use crate::keeping;
use crate::library;
use crate::markup;
use crate::misconception;
use crate::overview::{Overview, slashed, slug};
use crate::progress;
use crate::render::{self, EXERCISE_POSTAMBLE, POSTAMBLE, Renderer};
use crate::shown::figure_id;
use crate::term::{self, Edit};

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
    /// What a page with an exercise needs besides.
    pub exercise_style: &'a str,
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
        (preamble, exercise_style): (&'a str, &'a str),
        writing: bool,
    ) -> Self {
        let (highlighter, renderer) =
            (LazyCell::new(Highlighter::new as fn() -> Highlighter), OnceCell::new());
        Self { root, catalog, overview, cache, preamble, exercise_style, highlighter, renderer, writing }
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
    let mut edits = term::edits(page, text, kit.overview);
    let (mut figures, mut exercises, mut libraries) = (0, 0, 0);
    for fence in fences(text) {
        let number = 1 + if fence.language() == "library" { libraries } else { figures };
        let Ok(Some(html)) = fence_html(&fence, file, page, number, kit, problems) else { continue };
        let (is_figure, is_exercise) =
            (html.starts_with("<program-player"), html.starts_with("<program-exercise"));
        let mut new = String::new();
        if (is_figure || is_exercise) && figures + exercises == 0 {
            let _ = writeln!(new, "{}", kit.preamble);
        }
        if is_exercise && exercises == 0 {
            let _ = writeln!(new, "{}\n", kit.exercise_style);
        }
        figures += usize::from(is_figure);
        exercises += usize::from(is_exercise);
        libraries += usize::from(fence.language() == "library");
        let _ = write!(new, "{html}\n\n");
        edits.push((fence.place, new));
    }
    let mut replaced = apply(edits, text);
    if figures > 0 {
        let _ = write!(replaced, "\n\n{POSTAMBLE}\n");
    }
    if exercises > 0 {
        let _ = write!(replaced, "\n\n{EXERCISE_POSTAMBLE}\n");
    }
    check_includes(text, file, problems);
    markup::check(text, file, problems);
    replaced
}

/// What becomes of a fence: nothing where it stays as it is, or is wrong, which is told. `number` counts the
/// figures of its kind in the page.
fn fence_html(
    fence: &Fence,
    file: &Path,
    page: &Path,
    number: usize,
    kit: &Kit<'_>,
    problems: &mut Vec<Problem>,
) -> Result<Option<String>, ()> {
    if !fence.is_replaced() {
        return illustration(fence, fence.language(), kit).map_err(|message| {
            problems.push(Problem::new(file, fence.line, message).help(
                "show a program, or say why not on the line before: <!-- illustration: the reason -->",
            ));
        });
    }
    let mut tell = |flaws: Vec<Flaw>| {
        problems.extend(flaws.into_iter().map(|flaw| flaw.in_fence(fence, file)));
    };
    let mut one = |html: Result<String, Flaw>| html.map(Some).map_err(|flaw| tell(vec![flaw]));
    match fence.language() {
        "program" => program(fence, page, number, kit).map_err(tell),
        "library" => library(fence, page, number, kit).map_err(|flaw| tell(vec![flaw])),
        "exercise" => exercise(fence, page, kit).map_err(|flaw| tell(vec![flaw])),
        "mermaid" => mermaid(fence, page, kit).map_err(|(message, help)| {
            problems.push(Problem::new(file, fence.line, message).help(help));
        }),
        "misconception" => Ok(misconception(fence, page, kit)),
        "misconceptions" => one(misconception::index(fence, page, kit.overview, kit.catalog)),
        "progress" => one(progress::table(fence, page, kit.overview, kit.catalog)),
        "keeping" => one(keeping::controls(fence)),
        "chart" => chart(fence, page, kit).map_err(|flaw| tell(vec![flaw])),
        "cheat-sheet" => cheat_sheet(fence, page, kit).map_err(tell),
        language => unreachable!("nothing takes the place of `{language}`"),
    }
}

/// A text with its edits made.
pub fn apply(mut edits: Vec<Edit>, text: &str) -> String {
    edits.sort_by_key(|(place, _)| (place.start, place.end));
    let mut edited = String::with_capacity(text.len());
    let mut end = 0;
    for (place, new) in edits {
        edited.push_str(&text[end..place.start]);
        edited.push_str(&new);
        end = place.end;
    }
    edited.push_str(&text[end..]);
    edited
}

fn program(fence: &Fence, page: &Path, number: usize, kit: &Kit<'_>) -> Result<Option<String>, Vec<Flaw>> {
    let directive = Directive::parse(&fence.body).map_err(|flaw| vec![flaw])?;
    let id = figure_id(page, directive.name.get_ref(), number);
    let programs: Vec<_> =
        directive.programs().map(|named| kit.catalog.programs.get(named.name.get_ref())).collect();
    let sources =
        programs.iter().flatten().flat_map(|program| program.sources.iter().map(move |it| (program, it)));
    let for_playground: Vec<bool> =
        sources.map(|(program, source)| kit.catalog.is_for_playground(program, source)).collect();
    kit.cache.html(&[&id, &fence.body, &programs, &for_playground], || {
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

fn library(fence: &Fence, page: &Path, number: usize, kit: &Kit<'_>) -> Result<Option<String>, Flaw> {
    let directive = library::Directive::parse(&fence.body)?;
    let found = directive.find(kit.catalog)?;
    let id = library::figure_id(page, directive.name(), number);
    kit.cache.html(&[&"library", &id, &fence.body, &found], || {
        found.render(&id, &directive, &kit.highlighter).map(Some)
    })
}

fn exercise(fence: &Fence, page: &Path, kit: &Kit<'_>) -> Result<Option<String>, Flaw> {
    let directive = exercise::Directive::parse(&fence.body)?;
    let Some(found) = directive.find(kit.catalog)? else { return Ok(None) };
    let id = exercise::figure_id(page, &found.name);
    let needs = exercise::needs(found, &kit.root.join("src"));
    let up = "../".repeat(page.components().count().saturating_sub(1));
    kit.cache.html(&[&id, &needs, found], || {
        let html = exercise::render(&id, &up, found, &needs, &kit.highlighter)
            .map_err(|error| Flaw::at(&directive.name, error.to_string(), "mend exercise.toml"))?;
        Ok(Some(html.replace("{{#", "&#123;{#")))
    })
}

fn mermaid(fence: &Fence, page: &Path, kit: &Kit<'_>) -> Result<Option<String>, (String, String)> {
    match diagram::committed(kit.root, page, &fence.body) {
        Ok(html) => Ok(Some(html)),
        Err(flaw) if kit.writing && flaw.is_stale() => Ok(None),
        Err(flaw) => Err((flaw.to_string(), flaw.help())),
    }
}

fn cheat_sheet(fence: &Fence, page: &Path, kit: &Kit<'_>) -> Result<Option<String>, Vec<Flaw>> {
    let boot = render::script(kit.root, "sheet-boot.js").map_err(|error| {
        vec![Flaw { span: None, message: format!("{error:#}"), help: Some("mend the player".to_owned()) }]
    })?;
    let Overview { figures, .. } = kit.overview;
    kit.cache.html(&[&"cheat-sheet", &page, &fence.body, &boot, figures, &kit.catalog.programs], || {
        cheat_sheet::render(&fence.body, page, &boot, figures, kit.catalog, &kit.highlighter).map(Some)
    })
}

fn chart(fence: &Fence, page: &Path, kit: &Kit<'_>) -> Result<Option<String>, Flaw> {
    let directive = chart::Directive::parse(&fence.body)?;
    let measured = directive.read(kit.root)?;
    let id = slug(&format!("chart {} {}", slashed(&page.with_extension("")), fence.line));
    kit.cache.html(&[&id, &fence.body, &measured], || directive.render(&id, &measured).map(Some))
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
