//! An exercise in a page: complete without a script, as everything is. With one, `web/player/exercise` wakes it.
//!
//! What an author has written in Markdown, the task and the links, stays Markdown between blocks of HTML, so
//! that mdBook does with it what it does with the page.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use catalog::{Catalog, Exercise, Source, Version, did_you_mean};
use serde::{Deserialize, Serialize};
use toml::Spanned;
use trace::{Knob, Lane};

use crate::code;
use crate::directive::{self, Flaw};
use crate::highlight::{Highlighter, extension};
use crate::overview::escape;

/// The body of an `exercise` fence.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Directive {
    pub name: Spanned<String>,
}

impl Directive {
    pub fn parse(body: &str) -> Result<Self, Flaw> {
        directive::read(body, "an exercise fence takes name, and nothing else")
    }

    /// The exercise; `None` when it is broken, which is told once for the exercise.
    pub fn find<'a>(&self, catalog: &'a Catalog) -> Result<Option<&'a Exercise>, Flaw> {
        let name = self.name.get_ref();
        let exercise = catalog.exercises.get(name);
        if exercise.is_some() || catalog.broken.contains(name) {
            return Ok(exercise);
        }
        let names = catalog.exercises.keys().map(String::as_str);
        Err(Flaw::at(&self.name, format!("no exercise `{name}` under code/"), did_you_mean(name, names)))
    }
}

/// The id of a page's exercise.
pub fn figure_id(page: &Path, name: &str) -> String {
    let page = page.with_extension("").to_string_lossy().replace(['/', '\\'], "-");
    format!("{page}-{name}")
}

/// A chapter that an exercise builds on: its slug, and its title.
pub type Need = (String, String);

/// The chapters that it builds on, with their titles. `src` is the text's folder.
pub fn needs(exercise: &Exercise, src: &Path) -> Vec<Need> {
    let title = |slug: &String| {
        let text = fs::read_to_string(src.join(slug).join("index.md")).unwrap_or_default();
        let title = text.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or(slug);
        (slug.clone(), title.trim().to_owned())
    };
    exercise.needs.iter().map(title).collect()
}

/// What a run in the page has to know. A type of its own has its fields in one order, wherever it is built.
#[derive(Serialize)]
struct Data<'a> {
    title: &'a str,
    lanes: &'a [Lane],
    knobs: &'a BTreeMap<String, Knob>,
}

/// The exercise in a page; `up` leads from the page to the text's folder.
pub fn render(
    id: &str,
    up: &str,
    exercise: &Exercise,
    needs: &[Need],
    highlighter: &Highlighter,
) -> serde_json::Result<String> {
    let Exercise { name, task, manifest, .. } = exercise;
    let mut html = format!("<program-exercise id=\"{id}\" data-name=\"{name}\">\n\n<div class=\"task\">\n");
    let _ = writeln!(html, "<p class=\"kind\">Exercise <span class=\"done\"></span></p>");
    let _ = write!(
        html,
        "<p class=\"title\" role=\"heading\" aria-level=\"3\">{}</p>\n\n{}\n\n",
        escape(&manifest.title),
        task.trim()
    );
    if !needs.is_empty() {
        let link = |(slug, title): &Need| format!("[{title}]({up}{slug}/index.md)");
        let _ = write!(html, "It builds on {}.\n\n", in_words(&needs.iter().map(link).collect::<Vec<_>>()));
    }
    html.push_str("</div>\n");
    html.push_str(&tabs(id, exercise));
    for (place, start) in exercise.start.iter().enumerate() {
        html.push_str(&version(id, place, exercise, start, highlighter));
    }
    let data = Data { title: &manifest.title, lanes: &manifest.lanes, knobs: &manifest.knobs };
    let data = serde_json::to_string(&data)?.replace('<', "\\u003c");
    html.push_str("<p class=\"spoken\" aria-live=\"polite\"></p>\n");
    let _ = writeln!(html, "<script type=\"application/json\" class=\"exercise-data\">{data}</script>");
    Ok(html + "</program-exercise>")
}

fn tabs(id: &str, exercise: &Exercise) -> String {
    let title = escape(&exercise.manifest.title);
    let mut html = format!("<div class=\"tabs\" role=\"tablist\" aria-label=\"Language of {title}\">");
    for (place, flavor) in exercise.flavors().enumerate() {
        let unchosen = if place == 0 { "" } else { " tabindex=\"-1\"" };
        let _ = write!(
            html,
            "<button type=\"button\" role=\"tab\" id=\"{id}-{place}-tab\" aria-controls=\"{id}-{place}\" \
             aria-selected=\"{}\"{unchosen} data-key=\"{flavor}\">{}</button>",
            place == 0,
            flavor.label()
        );
    }
    html + "</div>\n"
}

/// What there is in one language: the file to begin with, the command, and the solution.
fn version(id: &str, place: usize, exercise: &Exercise, start: &Source, highlighter: &Highlighter) -> String {
    let (name, flavor) = (&exercise.name, &start.flavor);
    let (label, language) = (flavor.label(), flavor.language());
    let is_rust = language == "rust";
    let why_not = exercise.manifest.recorded_only.get(flavor.as_str());
    let shown = if place == 0 { " data-shown" } else { "" };
    let only = why_not.map(|_| " data-recorded-only").unwrap_or_default();
    // What the page cannot do by itself, the book's own server does; but it runs no JavaScript.
    let served = if is_rust { " served" } else { "" };
    let mut html = format!(
        "<section class=\"version\" id=\"{id}-{place}\" role=\"group\" aria-label=\"{label}\" data-key=\"{flavor}\" \
         data-label=\"{label}\"{only}{shown}>\n<p class=\"name\">{label}</p>\n{}<div class=\"desk\">",
        listing(start, &format!("What to begin with, {label}"), highlighter)
    );
    let note = match why_not {
        Some(why) if !is_rust => format!("<p class=\"note\">No page can check this: {}</p>", escape(why)),
        _ if is_rust => {
            "<p class=\"note unserved\">A browser cannot compile Rust. Where you have the book and \
                         start its own server, <kbd>cargo xtask serve</kbd>, you write and check it here.</p>"
                .to_owned()
        }
        _ => String::new(),
    };
    if is_rust || why_not.is_none() {
        let _ = write!(
            html,
            "<div class=\"tools{served}\"><button type=\"button\" class=\"check\" data-do=\"check\" title=\"Check \
             (Ctrl+Enter)\" aria-keyshortcuts=\"Control+Enter\">Check</button><button type=\"button\" \
             class=\"quiet\" data-do=\"edit\">Edit</button></div>"
        );
    }
    let option = if is_rust { " <span>--language rust</span>" } else { "" };
    let _ = write!(
        html,
        "{note}<div class=\"told\"></div><div class=\"story\"></div></div>\n<p class=\"command\">In a terminal, \
         in the book’s folder: <kbd>cargo xtask exercise {name}{option}</kbd></p>\n"
    );
    let solution = exercise.version(Version::Solution).iter().find(|source| source.flavor == *flavor);
    let code = solution.map(|source| listing(source, &format!("Solution, {label}"), highlighter));
    let compare = format!(
        "<p class=\"tools{served}\"><button type=\"button\" class=\"quiet\" data-do=\"compare\" \
         aria-pressed=\"false\">Compare with yours</button></p>"
    );
    let compare = if is_rust || why_not.is_none() { compare } else { String::new() };
    let _ = write!(
        html,
        "<details class=\"solution\"><summary>Show a solution <span class=\"language\">in {label}</span></summary>\n\
         {compare}{}</details>\n</section>\n",
        code.unwrap_or_default()
    );
    html
}

/// All lines of a file, as a program's are shown.
fn listing(source: &Source, label: &str, highlighter: &Highlighter) -> String {
    let code = code::render(&source.text, extension(&source.file), &[], highlighter);
    let code = code.map(|code| code.with_breaks()).unwrap_or_default();
    format!(
        "<div class=\"listing\"><pre class=\"code\" tabindex=\"0\" role=\"group\" aria-label=\"{label}\">{code}</pre></div>\n"
    )
}

/// `a`, `a and b`, `a, b and c`.
fn in_words(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_it_builds_on_is_told_as_a_sentence() {
        let words =
            |parts: &[&str]| in_words(&parts.iter().map(|part| (*part).to_owned()).collect::<Vec<_>>());
        assert_eq!(words(&["a"]), "a");
        assert_eq!(words(&["a", "b"]), "a and b");
        assert_eq!(words(&["a", "b", "c"]), "a, b and c");
    }

    #[test]
    fn an_exercise_has_a_name_and_nothing_else() {
        let flaw = Directive::parse("name = \"a\"\nflavors = []\n").expect_err("`flavors` is no key");
        assert!(flaw.message.contains("flavors"), "{}", flaw.message);
    }
}
