//! A part of a library of the book: code without a run of its own, which the programs around it use.
//!
//! ````text
//! ```library
//! crate = "executor"
//! file = "timers.rs"
//! show = ["wake"]
//! ```
//! ````
//!
//! - `crate`: the name by which programs know it, a chapter's own library or the kitchen.
//! - `file`: one of the files in its `src`; without it, `lib.rs`.
//! - `show`: the anchors whose lines are shown first; without it, the whole file.
//!
//! It becomes a `<figure>` that needs no script: the rest of the file is behind a checkbox, as in a player.

use std::fmt::Write as _;
use std::path::Path;

use catalog::{Catalog, did_you_mean};
use serde::Deserialize;
use toml::Spanned;

use crate::code;
use crate::directive::{self, Flaw};
use crate::fence::fences;
use crate::highlight::{Highlighter, extension};
use crate::overview::{escape, slashed};

/// The body of a `library` fence.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Directive {
    #[serde(rename = "crate")]
    name: Spanned<String>,
    file: Option<Spanned<String>>,
    #[serde(default)]
    show: Vec<Spanned<String>>,
}

/// A file of a library.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    /// The library's name.
    name: &'a str,
    /// Its folder, from the book's.
    folder: &'a Path,
    /// The file, from that folder.
    file: &'a str,
    text: &'a str,
}

impl Directive {
    pub fn parse(body: &str) -> Result<Self, Flaw> {
        directive::read(body, "a library fence takes crate, file and show")
    }

    /// The library's name.
    pub fn name(&self) -> &str {
        self.name.get_ref()
    }

    /// The file that it names.
    pub fn find<'a>(&self, catalog: &'a Catalog) -> Result<Found<'a>, Flaw> {
        let name = self.name.get_ref();
        let Some(library) = catalog.libraries.get(name) else {
            let names = catalog.libraries.keys().map(String::as_str);
            return Err(Flaw::at(
                &self.name,
                format!("no library `{name}` under code/"),
                did_you_mean(name, names),
            ));
        };
        let file = self.file.as_ref().map_or("lib.rs", |file| file.get_ref().as_str());
        let Some((file, text)) = library.files.get_key_value(file) else {
            let files = library.files.keys().map(String::as_str);
            let message = format!("no file `{file}` in {}", slashed(&library.folder));
            return Err(Flaw::at(
                self.file.as_ref().unwrap_or(&self.name),
                message,
                did_you_mean(file, files),
            ));
        };
        Ok(Found { name: &library.name, folder: &library.folder, file, text })
    }
}

impl Found<'_> {
    /// The figure in a page.
    pub fn render(&self, id: &str, directive: &Directive, highlighter: &Highlighter) -> Result<String, Flaw> {
        let path = slashed(&self.folder.join(self.file));
        let code = code::render(self.text, extension(Path::new(self.file)), &directive.show, highlighter)
            .map_err(|flaw| Flaw { message: format!("{}: {path}", flaw.message), ..flaw })?;
        let name = escape(self.name);
        let mut html = format!("<figure class=\"library\" id=\"{id}\">\n<div class=\"listing\">");
        if code.partial {
            let _ = write!(
                html,
                "<input type=\"checkbox\" class=\"whole\" id=\"{id}-whole\"><label for=\"{id}-whole\">whole file</label>"
            );
        }
        let _ = write!(
            html,
            "<pre class=\"code\" tabindex=\"0\" role=\"group\" aria-label=\"Library {name}, {}\">{}</pre></div>\n\
             <figcaption>Library <b>{name}</b> · <span class=\"path\">{}</span></figcaption>\n</figure>",
            escape(self.file),
            code.with_breaks(),
            escape(&path)
        );
        // No file's own braces are for mdBook.
        Ok(html.replace("{{#", "&#123;{#"))
    }
}

/// The id of a page's figure of a library.
pub fn figure_id(page: &Path, library: &str, number: usize) -> String {
    let page = page.with_extension("").to_string_lossy().replace(['/', '\\'], "-");
    format!("{page}-library-{library}-{number}")
}

/// The names of the libraries of which a page shows a part.
pub fn libraries(text: &str) -> Vec<String> {
    let all = fences(text);
    let shown = all.iter().filter(|fence| fence.language() == "library");
    // One that cannot be read is told where the figure is made.
    shown.filter_map(|fence| Some(Directive::parse(&fence.body).ok()?.name.into_inner())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIB: &str = "//! Oven.\n\n// ANCHOR: bake\npub fn bake() -> u32 {\n    a::<u32>()\n}\n// ANCHOR_END: bake\n\nmod heat;\n";

    fn book() -> (tempfile::TempDir, Catalog) {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("code/oven");
        std::fs::create_dir_all(folder.join("src")).unwrap();
        std::fs::write(
            folder.join("Cargo.toml"),
            "[package]\nname = \"code-oven\"\n[lib]\nname = \"oven\"\n",
        )
        .unwrap();
        std::fs::write(folder.join("src/lib.rs"), LIB).unwrap();
        std::fs::write(folder.join("src/heat.rs"), "// {{#include x}}\n").unwrap();
        let mut problems = Vec::new();
        let catalog = Catalog::walk(root.path(), &mut problems).unwrap();
        assert_eq!(problems, Vec::new());
        (root, catalog)
    }

    fn figure(body: &str) -> Result<String, Flaw> {
        let (_root, catalog) = book();
        let directive = Directive::parse(body)?;
        directive.find(&catalog)?.render("oven-index-library-oven-1", &directive, &Highlighter::new())
    }

    #[test]
    fn the_lines_of_an_anchor_are_shown_and_the_whole_file_is_a_click_away() {
        let html = figure("crate = \"oven\"\nshow = [\"bake\"]\n").expect("a figure");
        assert!(
            html.contains("class=\"whole\"") && html.contains("<span class=\"line rest\" data-line=\"1\">")
        );
        assert!(html.contains("<span class=\"line\" data-line=\"4\">") && !html.contains("ANCHOR"), "{html}");
        assert!(
            html.contains("Library <b>oven</b> · <span class=\"path\">code/oven/src/lib.rs</span>"),
            "{html}"
        );
        assert!(!html.contains("\n\n"), "a blank line would end it: {html}");
    }

    #[test]
    fn another_file_is_shown_whole_and_says_nothing_to_mdbook() {
        let html = figure("crate = \"oven\"\nfile = \"heat.rs\"\n").expect("a figure");
        assert!(!html.contains("class=\"whole\"") && html.contains("code/oven/src/heat.rs"), "{html}");
        assert!(!html.contains("{{#") && html.contains("&#123;{#include x}}"), "{html}");
    }

    #[test]
    fn what_is_not_there_is_named_with_its_place_and_the_nearest_that_is() {
        for (body, message, help, place) in [
            ("crate = \"oevn\"\n", "no library `oevn` under code/", "did you mean `oven`?", 8),
            (
                "crate = \"oven\"\nfile = \"haet.rs\"\n",
                "no file `haet.rs` in code/oven/src",
                "did you mean `heat.rs`?",
                22,
            ),
            (
                "crate = \"oven\"\nshow = [\"bkae\"]\n",
                "no anchor `bkae`: code/oven/src/lib.rs",
                "did you mean `bake`?",
                23,
            ),
            (
                "crate = \"oven\"\nshwo = []\n",
                "unknown field `shwo`",
                "a library fence takes crate, file and show",
                15,
            ),
        ] {
            let flaw = figure(body).expect_err(message);
            assert!(flaw.message.starts_with(message), "{flaw:?}");
            assert_eq!(flaw.help.as_deref(), Some(help));
            assert_eq!(flaw.span.map(|span| span.start), Some(place), "{message}");
        }
    }

    #[test]
    fn a_page_says_which_libraries_it_shows() {
        let page = "```library\ncrate = \"oven\"\n```\n\n```library\ncrate = 1\n```\n\n```rust\ncrate = \"b\"\n```\n";
        assert_eq!(libraries(page), ["oven"]);
    }
}
