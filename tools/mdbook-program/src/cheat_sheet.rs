//! The cheat sheet: tasks, and how each language does them, in lines of programs that ran.
//!
//! ````text
//! ```cheat-sheet
//! [[task]]
//! title = "Wait for all"
//! program = "both_at_once"
//! anchor = "wait_for_all"
//! note = "A sentence of Markdown, where the languages truly differ."
//! ```
//! ````
//!
//! Each task becomes a heading and six cells, a language each: the anchor's lines from that language's file,
//! or the reason for which it has none. All cells are there without a script; with one, a narrow page shows
//! the reader's own language.

use std::fmt::Write as _;
use std::path::Path;

use catalog::{Catalog, Flavor, Program, Source, did_you_mean};
use serde::Deserialize;
use toml::Spanned;

use crate::code;
use crate::directive::{self, Flaw};
use crate::highlight::{Highlighter, extension};
use crate::overview::{escape, link};
use crate::render::wake;
use crate::shown::Figures;

/// The body of a `cheat-sheet` fence.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sheet {
    #[serde(default)]
    task: Vec<Task>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Task {
    title: String,
    /// The program whose lines are shown.
    program: Spanned<String>,
    /// Which of its lines; the anchor may be there several times in a file.
    anchor: Spanned<String>,
    /// In which the languages differ, in Markdown.
    #[serde(default)]
    note: String,
}

/// What chooses the reader's language, before the first cell is painted and later: `web/player/sheet.js`.
const SCRIPT: &str = wake!("sheet.js");

/// The sheet as Markdown, with `boot` before the first cell.
pub fn render(
    body: &str,
    page: &Path,
    boot: &str,
    figures: &Figures,
    catalog: &Catalog,
    highlighter: &Highlighter,
) -> Result<String, Vec<Flaw>> {
    let takes = "a cheat sheet takes [[task]], each with title, program and anchor";
    let sheet: Sheet = directive::read(body, takes).map_err(|flaw| vec![flaw])?;
    let mut flaws = Vec::new();
    let mut text = format!("{}\n<script>{boot}</script>\n", tabs());
    for task in &sheet.task {
        let _ = write!(text, "\n## {}\n\n", task.title);
        match cells(task, page, figures, catalog, highlighter) {
            Ok(cells) => text.push_str(&cells),
            Err(more) => flaws.extend(more),
        }
    }
    if sheet.task.is_empty() {
        let message = "a cheat sheet without a task".to_owned();
        flaws.push(Flaw { span: None, message, help: Some("add a [[task]]".to_owned()) });
    }
    let _ = write!(text, "\n{SCRIPT}");
    if flaws.is_empty() { Ok(text) } else { Err(flaws) }
}

/// The sheet without its code, as Markdown: a heading for each task, as in the page. Nothing of one that is wrong.
pub fn in_words(body: &str) -> String {
    let sheet: Sheet = toml::from_str(body).unwrap_or(Sheet { task: Vec::new() });
    let tasks = sheet.task.iter().map(|task| format!("## {}\n\n{}", task.title, task.note));
    tasks.collect::<Vec<_>>().join("\n\n")
}

/// Buttons that choose a language; only a script can make use of them.
fn tabs() -> String {
    let buttons = Flavor::languages().map(|language| {
        let label = Flavor::named(language);
        format!(
            "<button type=\"button\" data-language=\"{language}\" aria-pressed=\"false\">{}</button>",
            escape(label.language_label())
        )
    });
    format!(
        "<div class=\"sheet-tabs\" role=\"group\" aria-label=\"Language\">{}</div>",
        buttons.collect::<String>()
    )
}

fn cells(
    task: &Task,
    page: &Path,
    figures: &Figures,
    catalog: &Catalog,
    highlighter: &Highlighter,
) -> Result<String, Vec<Flaw>> {
    let name = task.program.get_ref();
    let Some(program) = catalog.programs.get(name) else {
        let message = format!("no program `{name}` under code/");
        return Err(vec![Flaw::at(&task.program, message, did_you_mean(name, catalog.names()))]);
    };
    // In its own chapter, if it is shown there.
    let shown = figures.get(name).map(Vec::as_slice).unwrap_or_default();
    let Some(shown) =
        shown.iter().find(|shown| shown.page.starts_with(&program.slug)).or_else(|| shown.first())
    else {
        let message = format!("no page shows `{name}`, so that nobody could run it");
        return Err(vec![Flaw::at(&task.program, message, "show it with a `program` fence")]);
    };
    let mut flaws = Vec::new();
    let mut html = String::from("<div class=\"sheet\">\n");
    for language in Flavor::languages() {
        match cell(task, program, language, highlighter) {
            Ok(cell) => {
                let label = Flavor::named(language);
                // The query is the player's: it opens that page in this language.
                let to = link(page, &shown.page.with_extension("html"), &shown.figure);
                let to = to.replacen('#', &format!("?flavor={language}#"), 1);
                let _ = writeln!(
                    html,
                    "<div class=\"cell\" data-language=\"{language}\"><p class=\"language\"><a href=\"{to}\">{}</a></p>{cell}</div>",
                    escape(label.language_label())
                );
            }
            Err(flaw) => flaws.push(flaw),
        }
    }
    flaws.dedup();
    if !flaws.is_empty() {
        return Err(flaws);
    }
    let from = link(page, &shown.page, &shown.figure);
    let note = if task.note.is_empty() { String::new() } else { format!("{} ", task.note.trim()) };
    let _ = write!(html, "</div>\n\n{note}The lines are from [_{}_]({from}).\n", program.manifest.title);
    Ok(html)
}

/// What a language has for a task, or why it has nothing.
fn cell(task: &Task, program: &Program, language: &str, highlighter: &Highlighter) -> Result<String, Flaw> {
    let sources = sources(program, language);
    if sources.is_empty() {
        let Some(reason) = program.manifest.without.get(language) else {
            let label = Flavor::named(language);
            let message = format!("`{}` has no {}", program.name, label.language_label());
            let help = format!("tell it, or say why not in program.toml: [without] {language} = \"…\"");
            return Err(Flaw::at(&task.program, message, help));
        };
        return Ok(format!("<p class=\"none\">{}</p>", code_in(reason)));
    }
    let mut html = String::new();
    for (n, source) in sources.iter().enumerate() {
        let lines = code::excerpt(&source.text, extension(&source.file), &task.anchor, highlighter)
            .map_err(|flaw| in_file(flaw, source))?;
        let code =
            format!("<pre><code class=\"illustration\">{lines}</code></pre>{}", refusal(program, source));
        let runtime = source.flavor.runtime().unwrap_or("std");
        // Of several runtimes, the first is in sight, and the others are a click away.
        match n {
            0 if sources.len() == 1 => html.push_str(&code),
            0 => html.extend([&format!("<p class=\"runtime\">{runtime}</p>"), &*code]),
            _ => html.extend(["<details><summary>", runtime, "</summary>", &code, "</details>"]),
        }
    }
    Ok(html)
}

/// The sources of a language: in Rust tokio's before the others, and those before Rust without a runtime.
fn sources<'a>(program: &'a Program, language: &str) -> Vec<&'a Source> {
    let mut sources: Vec<&Source> =
        program.sources.iter().filter(|source| source.flavor.language() == language).collect();
    sources.sort_by_key(|source| source.flavor.runtime().is_none());
    sources
}

/// What the compiler says to a program that it has to refuse.
fn refusal(program: &Program, source: &Source) -> String {
    let recorded = program.recorded(source.flavor.as_str()).map(|recorded| recorded.refused.as_slice());
    let messages = recorded.unwrap_or_default().iter().map(|refusal| escape(&refusal.message));
    let messages: Vec<String> = messages.collect();
    if messages.is_empty() {
        return String::new();
    }
    format!("<p class=\"none\">The compiler refuses it: {}</p>", messages.join("<br>"))
}

fn in_file(mut flaw: Flaw, source: &Source) -> Flaw {
    flaw.message = format!("{}: {}", flaw.message, source.file.display());
    flaw
}

/// Text in which backquotes set off code, as in Markdown.
fn code_in(text: &str) -> String {
    let parts = text.split('`').enumerate();
    let part = |(n, part): (usize, &str)| match n % 2 {
        0 => escape(part),
        _ => format!("<code>{}</code>", escape(part)),
    };
    parts.map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shown;

    fn catalog(files: &[(&str, &str)], without: &str) -> (tempfile::TempDir, Catalog) {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("code/tasks/examples/start");
        std::fs::create_dir_all(&folder).unwrap();
        let lanes = "[[lanes]]\nname = \"alice\"\ntitle = \"Alice\"\nkind = \"thread\"\n";
        std::fs::write(
            folder.join("program.toml"),
            format!("title = \"Start\"\ngrid = 10\n{lanes}[without]\n{without}"),
        )
        .unwrap();
        for (name, text) in files {
            std::fs::write(folder.join(name), text).unwrap();
        }
        let mut problems = Vec::new();
        let catalog = Catalog::walk(root.path(), &mut problems).unwrap();
        assert_eq!(problems, Vec::new());
        (root, catalog)
    }

    fn sheet(body: &str, page: &str, catalog: &Catalog) -> Result<String, Vec<String>> {
        let figures = shown::gather(&[(Path::new("tasks/index.md"), page)]);
        super::render(body, Path::new("sheet/index.md"), "boot()", &figures, catalog, &Highlighter::new())
            .map_err(|flaws| flaws.into_iter().map(|flaw| flaw.message).collect())
    }

    const TASK: &str = "[[task]]\ntitle = \"Start a task\"\nprogram = \"start\"\nanchor = \"go\"\n";
    const SHOWN: &str = "```program\nname = \"start\"\n```\n";
    const WITHOUT: &str = "python = \"`x` < y\"\nswift = \"a\"\ncsharp = \"b\"\ngo = \"c\"\n";
    const JS: &str = "// ANCHOR: go\nlet a = 1;\n\nlet b;\n// ANCHOR_END: go\nlet c;\n";
    const RS: &str = "// ANCHOR: go\nfn main() {}\n// ANCHOR_END: go\n";

    #[test]
    fn a_task_has_six_cells_or_says_why_not() {
        let (_root, catalog) = catalog(
            &[("main.js", JS), ("rust-tokio.rs", RS), ("rust-smol.rs", RS), ("main.rs", RS)],
            WITHOUT,
        );
        let html = sheet(TASK, SHOWN, &catalog).expect("a sheet");
        assert!(html.contains("\n\n## Start a task\n\n<div class=\"sheet\">\n"), "{html}");
        assert_eq!(html.matches("class=\"cell\"").count(), 6, "{html}");
        assert!(html.contains("<p class=\"none\"><code>x</code> &lt; y</p>"), "{html}");
        assert!(
            html.contains(
                "href=\"../tasks/index.html?flavor=javascript#tasks-index-start-1\">JavaScript</a>"
            ),
            "{html}"
        );
        assert!(html.contains("</span>a = <span class=\"hl-constant\">1</span>;\n<wbr>\n"), "{html}");
        let runtimes: Vec<_> =
            ["tokio</p>", "smol</summary>", "std</summary>"].map(|name| html.find(name)).into();
        assert!(runtimes.is_sorted() && runtimes[0].is_some(), "tokio first: {html}");
    }

    #[test]
    fn a_cell_without_a_program_an_anchor_or_a_reason_is_an_error() {
        let (_root, catalog) =
            catalog(&[("main.js", JS), ("main.rs", "fn main() {}\n")], &WITHOUT.replace("go = ", "# "));
        let told = sheet(TASK, SHOWN, &catalog).expect_err("two cells are missing");
        assert_eq!(told, ["no anchor `go`: code/tasks/examples/start/main.rs", "`start` has no Go"]);
        let told = sheet(TASK, "", &catalog).expect_err("the program is shown nowhere");
        assert_eq!(told, ["no page shows `start`, so that nobody could run it"]);
        let told = sheet(&TASK.replace("start", "strat"), SHOWN, &catalog).expect_err("no such program");
        assert_eq!(told, ["no program `strat` under code/"]);
        let told = sheet("[[task]]\ntitel = \"\"\n", SHOWN, &catalog).expect_err("a misspelled key");
        assert!(told[0].starts_with("unknown field `titel`"), "{told:?}");
    }
}
