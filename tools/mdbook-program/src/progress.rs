//! A `progress` fence, its body empty: all pages of the book, with what there is to predict and to solve on
//! each. A script marks what the reader has done; without it, the table is an index.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use catalog::Catalog;

use crate::directive::{Directive, Flaw};
use crate::exercise;
use crate::fence::{Fence, fences};
use crate::overview::{Overview, escape, link, slashed};
use crate::render::wake;

/// What there is to do on a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tasks {
    /// The page, from the text's folder.
    pub page: PathBuf,
    /// The programs before which the reader is asked.
    pub predictions: Vec<String>,
    /// The exercises, by name.
    pub exercises: Vec<String>,
}

/// What there is to do on these pages.
pub fn gather(pages: &[(&Path, &str)]) -> Vec<Tasks> {
    pages.iter().map(|(page, text)| tasks(page, text)).collect()
}

fn tasks(page: &Path, text: &str) -> Tasks {
    let mut tasks = Tasks { page: page.to_owned(), ..Tasks::default() };
    for fence in fences(text) {
        match fence.language() {
            "program" => {
                // One that cannot be read is told where the figure is made.
                let asks = Directive::parse(&fence.body).ok().filter(|directive| directive.predict.is_some());
                tasks.predictions.extend(asks.map(|directive| directive.name.into_inner()));
            }
            "exercise" => {
                let named = exercise::Directive::parse(&fence.body).ok();
                tasks.exercises.extend(named.map(|directive| directive.name.into_inner()));
            }
            _ => {}
        }
    }
    tasks
}

/// The table, as HTML without blank lines.
pub fn table(fence: &Fence, page: &Path, overview: &Overview, catalog: &Catalog) -> Result<String, Flaw> {
    if !fence.body.trim().is_empty() {
        let help = Some("leave its body empty".to_owned());
        return Err(Flaw { span: None, message: "the table makes itself".to_owned(), help });
    }
    let mut html = String::from(
        "<div class=\"progress\">\n<table><thead><tr><th>Page</th><th>Predictions</th><th>Exercises</th></tr></thead><tbody>\n",
    );
    for tasks in overview.tasks.iter().filter(|tasks| tasks.page != page) {
        let built = tasks.page.with_extension("html");
        let name = slashed(&built);
        let address = link(page, &built, "");
        let title = plain(overview.title(&tasks.page));
        let predictions = list(&tasks.predictions, "prediction", |name| {
            catalog.programs.get(name).map(|program| program.manifest.title.clone())
        });
        let exercises = list(&tasks.exercises, "exercise", |name| {
            catalog.exercises.get(name).map(|exercise| exercise.manifest.title.clone())
        });
        let _ = writeln!(
            html,
            "<tr data-page=\"{name}\"><th scope=\"row\"><a href=\"{}\">{title}</a></th><td>{predictions}</td><td>{exercises}</td></tr>",
            address.trim_end_matches('#')
        );
    }
    html.push_str(TOOLS);
    Ok(html)
}

const TOOLS: &str = concat!(
    "</tbody></table>\n",
    "<p class=\"tools\"><button type=\"button\" data-do=\"save\">Save as a file</button> ",
    "<button type=\"button\" data-do=\"load\">Add from a file</button> ",
    "<input type=\"file\" accept=\".json,application/json\" hidden> ",
    "<button type=\"button\" data-do=\"erase\">Erase everything</button> ",
    "<span class=\"sure\" hidden>Erase all of it? <button type=\"button\" data-do=\"erase-now\">Yes, erase</button> ",
    "<button type=\"button\" data-do=\"keep\">No, keep it</button></span></p>\n",
    "<output></output>\n",
    wake!("progress-page.js"),
    "\n",
    "</div>"
);

fn list(names: &[String], kind: &str, title: impl Fn(&str) -> Option<String>) -> String {
    names.iter().fold(String::new(), |mut html, name| {
        let title = title(name).unwrap_or_else(|| name.clone());
        let _ = write!(html, "<div data-{kind}=\"{name}\">{} </div>", plain(&title));
        html
    })
}

/// Text for HTML, without Markdown's signs for code.
fn plain(text: &str) -> String {
    escape(&text.replace('`', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_there_is_to_do_is_found_in_the_fences() {
        let text = "```program\nname = \"a\"\n```\n\n```program\nname = \"b\"\n[predict]\nquestion = \"?\"\n```\n\n\
                    ```exercise\nname = \"c\"\n```\n";
        let tasks = tasks(Path::new("blocking/index.md"), text);
        assert_eq!((tasks.predictions, tasks.exercises), (vec!["b".to_owned()], vec!["c".to_owned()]));
    }
}
