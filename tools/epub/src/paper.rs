//! A page as it can be read without a script: no tabs, no buttons, one language a figure, and links that lead to
//! where their text is in the EPUB.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use anyhow::{Context, Result};
use scraper::node::Node;
use scraper::{ElementRef, Html};

use crate::programs::{self, Programs};
use crate::xhtml::{close, escape, is_any, open, selector};

/// The page of all exercises' solutions, from the book's folder.
pub const SOLUTIONS: &str = "solutions.html";

/// Elements that need a script, or a browser.
const DEAD: [&str; 8] = ["button", "input", "label", "output", "script", "select", "template", "textarea"];
/// The same by their classes: controls, what stands in for a run, and second copies for other screens.
const DEAD_CLASSES: [&str; 14] = [
    "controls",
    "desk",
    "for-dark",
    "live",
    "moves",
    "sheet-tabs",
    "spoken",
    "story",
    "tabs",
    "told",
    "tools",
    "unserved",
    "verdict",
    "whole",
];
/// Attributes that mean something on paper, whatever has them.
const KEPT: [&str; 13] = [
    "alt", "class", "colspan", "dir", "headers", "id", "lang", "reversed", "rowspan", "scope", "src",
    "start", "title",
];

/// Writes one page.
pub struct Paper<'a> {
    /// Its file in the built book: `blocking/index.html`.
    page: &'a str,
    /// The pages that the EPUB has.
    pages: &'a BTreeSet<&'a str>,
    programs: &'a Programs<'a>,
    /// What has been written.
    pub text: String,
    /// The solutions of its exercises, for a page of their own.
    pub solutions: String,
}

impl<'a> Paper<'a> {
    pub fn new(page: &'a str, pages: &'a BTreeSet<&'a str>, programs: &'a Programs<'a>) -> Self {
        Self { page, pages, programs, text: String::new(), solutions: String::new() }
    }

    /// The text of a page.
    pub fn page(&mut self, html: &Html) -> Result<()> {
        let main = html.select(&selector("main")).next().context("a page without `main`")?;
        self.children(main);
        Ok(())
    }

    pub fn children(&mut self, element: ElementRef<'_>) {
        for child in element.children() {
            match child.value() {
                Node::Text(text) => self.text.push_str(&escape(text)),
                _ => {
                    if let Some(child) = ElementRef::wrap(child) {
                        self.element(child);
                    }
                }
            }
        }
    }

    fn element(&mut self, element: ElementRef<'_>) {
        let name = element.value().name();
        let is_dead = DEAD.contains(&name) || is_any(element, &DEAD_CLASSES);
        if is_dead || element.attr("hidden").is_some() {
            return;
        }
        match name {
            "program-player" => self.figure(element),
            "program-exercise" => self.exercise(element),
            "a" => self.link(element),
            // In an HTML page a style sheet of its own is for the page; in a drawing it belongs to that.
            "style" if !in_svg(element) => {}
            "svg" => self.svg(element),
            "fieldset" => self.within(element, "div"),
            "legend" => self.within(element, "p"),
            "pre" if is_any(element, &["code"]) => self.listing(element, false),
            _ => self.within(element, name),
        }
    }

    /// An element under another name, with what is in it.
    fn within(&mut self, element: ElementRef<'_>, name: &str) {
        let svg = in_svg(element);
        let kept = element
            .value()
            .attrs()
            .filter(|(attribute, _)| if svg { is_drawn(name, attribute) } else { KEPT.contains(attribute) });
        open(&mut self.text, name, kept);
        self.children(element);
        close(&mut self.text, name);
    }

    /// A drawing says which language it is in.
    fn svg(&mut self, element: ElementRef<'_>) {
        let kept = element.value().attrs().filter(|(name, _)| is_drawn("svg", name) && *name != "xmlns");
        let outermost = !element.parent().and_then(ElementRef::wrap).is_some_and(in_svg);
        let namespace = outermost.then_some(("xmlns", "http://www.w3.org/2000/svg"));
        open(&mut self.text, "svg", namespace.into_iter().chain(kept));
        self.children(element);
        close(&mut self.text, "svg");
    }

    /// A link to where its text is, or its text alone.
    fn link(&mut self, element: ElementRef<'_>) {
        let to =
            element.attr("href").filter(|_| !is_any(element, &["header"])).and_then(|to| self.target(to));
        let Some(to) = to else { return self.children(element) };
        let class = element.attr("class").map(|class| ("class", class));
        open(&mut self.text, "a", class.into_iter().chain([("href", to.as_str())]));
        self.children(element);
        close(&mut self.text, "a");
    }

    /// Where a link of this page leads to in the EPUB; nowhere, if it has no such page.
    pub fn target(&self, to: &str) -> Option<String> {
        if to.starts_with('#') || to.starts_with("https://") || to.starts_with("http://") {
            return Some(to.to_owned());
        }
        let (place, anchor) = to.split_once('#').map_or((to, None), |(place, anchor)| (place, Some(anchor)));
        // A query chooses a language, which needs a script.
        let page = place.split('?').next().unwrap_or_default();
        if !self.pages.contains(resolve(self.page, page).as_str()) {
            return None;
        }
        let anchor = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
        Some(format!("{}{anchor}", page.strip_suffix(".html").map(|page| format!("{page}.xhtml"))?))
    }

    /// A figure: its question, what is shown first of its programs, and where the rest is.
    fn figure(&mut self, element: ElementRef<'_>) {
        let id = element.attr("id").unwrap_or_default();
        open(&mut self.text, "div", [("class", "program"), ("id", id)]);
        for question in element.select(&selector(".predict")) {
            self.question(question);
        }
        let mut told = BTreeSet::new();
        for track in element.select(&selector(".track[data-side]")) {
            self.track(track, false);
            told.extend(track.attr("data-program"));
        }
        for note in element.select(&selector(".without")) {
            self.within(note, "div");
        }
        for (title, name) in told.into_iter().filter_map(|name| Some((self.programs.title(name)?, name))) {
            let to = format!("{}{}", up(self.page), programs::file(name));
            let languages = self.programs.labels(name).join("; ");
            let _ = writeln!(
                self.text,
                "<p class=\"more\"><a href=\"{to}\">{}: the whole program</a>, in {}</p>",
                escape(title),
                escape(&languages)
            );
        }
        close(&mut self.text, "div");
    }

    /// The question before a run, with its answer folded up.
    fn question(&mut self, element: ElementRef<'_>) {
        self.text.push_str("<div class=\"predict\">");
        for part in element.children().filter_map(ElementRef::wrap) {
            match part.value().name() {
                "div" if is_any(part, &["choices"]) => {
                    self.text.push_str("<ul>");
                    for line in part.select(&selector("label span")) {
                        let _ = write!(self.text, "<li>{}</li>", escape(&line.text().collect::<String>()));
                    }
                    self.text.push_str("</ul>");
                }
                _ => self.element(part),
            }
        }
        self.text.push_str("</div>\n");
    }

    /// What a program is and did in one language; `whole`, all of its file, and the story in words.
    pub fn track(&mut self, element: ElementRef<'_>, whole: bool) {
        for part in element.children().filter_map(ElementRef::wrap) {
            if is_any(part, &["listing"]) {
                part.select(&selector("pre.code")).for_each(|code| self.listing(code, whole));
            } else if whole || !is_any(part, &["words", "source"]) {
                self.element(part);
            }
        }
    }

    /// Code, with its lines' numbers: those that are shown first, or all of them.
    pub fn listing(&mut self, code: ElementRef<'_>, whole: bool) {
        self.text.push_str("<pre class=\"code\">");
        for line in code.children().filter_map(ElementRef::wrap) {
            let hidden = if whole { is_any(line, &["gap"]) } else { is_any(line, &["rest", "in"]) };
            if hidden {
                continue;
            }
            let Some(number) = line.attr("data-line") else {
                self.text.push_str("<span class=\"gap\">⋯</span>\n");
                continue;
            };
            let _ = write!(self.text, "<span class=\"number\">{number:>3} </span>");
            self.children(line);
        }
        self.text.push_str("</pre>\n");
    }

    /// An exercise: what there is to do, what to begin with, and where its solution is.
    fn exercise(&mut self, element: ElementRef<'_>) {
        let id = element.attr("id").unwrap_or_default();
        let title: String =
            element.select(&selector(".title")).take(1).flat_map(|title| title.text()).collect();
        open(&mut self.text, "div", [("class", "exercise"), ("id", id)]);
        for task in element.select(&selector(".task")) {
            self.within(task, "div");
        }
        let mut solution = Paper::new(SOLUTIONS, self.pages, self.programs);
        for version in element.select(&selector(".version")) {
            let label = version.attr("data-label").unwrap_or_default();
            let _ = writeln!(self.text, "<p class=\"name\">{}</p>", escape(label));
            let _ = writeln!(solution.text, "<p class=\"name\">{}</p>", escape(label));
            version.select(&selector(".version > .listing pre")).for_each(|code| self.listing(code, true));
            version.select(&selector(".solution pre")).for_each(|code| solution.listing(code, true));
            version.select(&selector(".command")).for_each(|command| self.within(command, "p"));
        }
        let here = self.page.replace(".html", ".xhtml");
        let there = SOLUTIONS.replace(".html", ".xhtml");
        let _ = write!(
            self.text,
            "<p class=\"more\"><a href=\"{}{there}#{id}-solution\">A solution</a> is at the end of the book.</p>\n</div>\n",
            up(self.page)
        );
        let _ = write!(
            self.solutions,
            "<h2 id=\"{id}-solution\"><a href=\"{here}#{id}\">{}</a></h2>\n{}",
            escape(&title),
            solution.text
        );
    }
}

/// From a page to the folder of all pages: `../` for `blocking/index.html`.
pub fn up(page: &str) -> String {
    "../".repeat(page.matches('/').count())
}

/// A page that another one names: `../blocking/index.html` from `threads/spoon.html`.
fn resolve(from: &str, to: &str) -> String {
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    for part in to.split('/') {
        match part {
            ".." => drop(folders.pop()),
            "." => {}
            part => folders.push(part),
        }
    }
    folders.join("/")
}

fn in_svg(element: ElementRef<'_>) -> bool {
    &*element.value().name.ns == "http://www.w3.org/2000/svg"
}

/// Whether an attribute of a drawing means something without a script. Mermaid writes some that SVG does not have.
fn is_drawn(element: &str, name: &str) -> bool {
    let is_unknown = name == "name" || (element == "circle" && matches!(name, "width" | "height"));
    !(is_unknown || name.starts_with("data-") || name == "tabindex" || name == "aria-hidden")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper(page: &str, html: &str) -> (String, String) {
        let html = Html::parse_document(&format!("<main>{html}</main>"));
        let programs = Programs::of([&html]).expect("programs");
        let pages = ["a/index.html", "index.html", "glossary.html"].into();
        let mut paper = Paper::new(page, &pages, &programs);
        paper.page(&html).expect("a page");
        (paper.text, paper.solutions)
    }

    #[test]
    fn links_lead_to_pages_of_the_epub_or_nowhere() {
        let html = "<a class=header href='#a'>A</a> <a href='../glossary.html?x=1#task'>task</a> \
                    <a href='other.html'>b</a> <a href='https://example.org/'>c</a>";
        let expected =
            "A <a href=\"../glossary.xhtml#task\">task</a> b <a href=\"https://example.org/\">c</a>";
        assert_eq!(paper("a/index.html", html).0, expected);
    }

    #[test]
    fn a_figure_has_one_language_and_a_way_to_the_others() {
        let track = |side: &str, language: &str| {
            format!(
                "<section class=track data-key=cake.{language} data-program=cake {side}><p class=name>A cake \
                 <span class=flavor>{language}</span></p><div class=listing><input class=whole><pre class=code>\
                 <span class='line rest' data-line=1>use {language};\n</span><span class=gap>\n</span>\
                 <span class=line data-line=2>bake &amp; eat\n</span></pre></div></section>"
            )
        };
        let html = format!(
            "<program-player id=f><div class=tabs>x</div>{}{}</program-player>",
            track("data-side=0", "Go"),
            track("", "Rust")
        );
        let (text, _) = paper("a/index.html", &html);
        assert!(
            text.contains("<span class=\"gap\">⋯</span>\n<span class=\"number\">  2 </span>bake &amp; eat\n"),
            "{text}"
        );
        assert!(!text.contains("use Go") && !text.contains(">Rust<"), "{text}");
        assert!(
            text.contains("<a href=\"../programs/cake.xhtml\">A cake: the whole program</a>, in Go; Rust"),
            "{text}"
        );
    }

    #[test]
    fn what_needs_a_script_is_left_out_and_drawings_keep_their_attributes() {
        let html =
            "<p>a<button>b</button></p><svg viewBox='0 0 1 1' data-i=1><g aria-hidden=true><br></g></svg>";
        let svg = "<p>a</p><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><g></g></svg>";
        assert!(paper("index.html", html).0.starts_with(svg), "{}", paper("index.html", html).0);
    }

    #[test]
    fn a_solution_goes_to_the_end_of_the_book() {
        let html = "<program-exercise id=e><div class=task><p class=title>Eat it</p></div><section class=version \
                    data-label=Rust><div class=listing><pre class=code><span class=line data-line=1>start</span></pre>\
                    </div><details class=solution><div class=listing><pre class=code><span class=line data-line=1>\
                    solved</span></pre></div></details></section></program-exercise>";
        let (text, solutions) = paper("a/index.html", html);
        assert!(text.contains("start") && !text.contains("solved"), "{text}");
        assert!(text.contains("href=\"../solutions.xhtml#e-solution\""), "{text}");
        assert!(
            solutions.starts_with("<h2 id=\"e-solution\"><a href=\"a/index.xhtml#e\">Eat it</a></h2>"),
            "{solutions}"
        );
        assert!(solutions.contains("solved") && !solutions.contains("start"), "{solutions}");
    }
}
