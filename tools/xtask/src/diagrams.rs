//! `cargo xtask diagrams`: draw the mermaid fences of the book, and commit the drawings.
//!
//! Only what is not fresh is drawn, so only the author of a diagram needs npm and a browser.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use browser::Browser;
use catalog::{Problem, Problems};
use clap::Args;
use mdbook_program::diagram::{self, Diagram, Flaw};
use serde_json::Value;
use walkdir::{DirEntry, WalkDir};

use crate::{npm, progress};

/// mermaid in one file, in its npm package.
const MERMAID: &str = "mermaid/dist/mermaid.min.js";

#[derive(Args)]
pub struct Options {
    /// Say what is not up to date, and write nothing
    #[arg(long)]
    check: bool,
}

pub fn run(root: &Path, options: &Options) -> Result<()> {
    if options.check {
        return Ok(Problems::check(root, stale(root)?)?);
    }
    let survey = Survey::take(root)?;
    let mut problems = survey.problems.clone();
    let outdated: Vec<&Place> = survey.places.iter().filter(|place| place.flaw.is_some()).collect();
    if !outdated.is_empty() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        problems.extend(runtime.block_on(draw(root, &survey.mermaid, &outdated))?);
    }
    for file in &survey.superfluous {
        fs::remove_file(root.join(file)).with_context(|| format!("cannot remove {}", file.display()))?;
        println!("removed {}", file.display());
        // Succeeds for the last one of a folder only.
        let _ = file.parent().map(|folder| fs::remove_dir(root.join(folder)));
    }
    Problems::check(root, problems)?;
    println!("{} diagrams, {} of them drawn anew", survey.places.len(), outdated.len());
    Ok(())
}

/// What `--check` reports: diagrams that have no name or text, drawings that are missing, stale, or
/// of no diagram. Needs neither npm nor a browser.
pub fn stale(root: &Path) -> Result<Vec<Problem>> {
    let survey = Survey::take(root)?;
    let mut problems = survey.problems;
    for place in survey.places {
        let problem = |flaw: &Flaw| Problem::new(&place.page, place.line, flaw.to_string()).help(flaw.help());
        problems.extend(place.flaw.as_ref().map(problem));
    }
    for file in survey.superfluous {
        problems.push(Problem::new(file, 1, "a drawing of no diagram").help("cargo xtask diagrams"));
    }
    Ok(problems)
}

/// mermaid for pages whose diagrams are still being written; fetched if it is not there.
pub fn mermaid_script(root: &Path) -> Result<Vec<u8>> {
    let script = npm::require(root)?.join(MERMAID);
    fs::read(&script).with_context(|| format!("cannot read {}", script.display()))
}

/// A diagram in the book.
#[derive(Debug)]
struct Place {
    /// The page, relative to the book's folder.
    page: PathBuf,
    /// The line of the fence.
    line: usize,
    diagram: Diagram,
    /// The drawing, relative to the book's folder; it need not exist.
    file: PathBuf,
    /// Why it has to be drawn.
    flaw: Option<Flaw>,
}

/// All diagrams and all drawings.
#[derive(Debug)]
struct Survey {
    /// Version of mermaid.
    mermaid: String,
    places: Vec<Place>,
    /// Diagrams that cannot be drawn as they are.
    problems: Vec<Problem>,
    /// Drawings that no diagram has.
    superfluous: Vec<PathBuf>,
}

impl Survey {
    fn take(root: &Path) -> Result<Self> {
        let mermaid = diagram::mermaid_version(root)?;
        let mut survey = Self { mermaid, places: Vec::new(), problems: Vec::new(), superfluous: Vec::new() };
        let mut drawings = Vec::new();
        for entry in WalkDir::new(root.join("src")).sort_by_file_name() {
            let entry = entry.context("cannot walk through src/")?;
            if entry.path().extension().is_some_and(|extension| extension == "md") {
                survey.read(root, entry.path())?;
            } else if is_drawing(&entry) {
                drawings.push(entry.path().strip_prefix(root)?.to_owned());
            }
        }
        survey.refuse_second_names();
        drawings.retain(|drawing| survey.places.iter().all(|place| place.file != *drawing));
        survey.superfluous = drawings;
        Ok(survey)
    }

    fn read(&mut self, root: &Path, page: &Path) -> Result<()> {
        let text = fs::read_to_string(page).with_context(|| format!("cannot read {}", page.display()))?;
        let page = page.strip_prefix(root)?;
        for fence in mdbook_program::fences(&text).iter().filter(|fence| fence.language() == "mermaid") {
            match Diagram::parse(&fence.body) {
                Ok(diagram) => {
                    let file = diagram.file(page);
                    let flaw = match fs::read_to_string(root.join(&file)) {
                        Ok(text) => diagram.drawing_in(&text, &self.mermaid).err(),
                        Err(_) => Some(Flaw::Missing),
                    };
                    self.places.push(Place { page: page.to_owned(), line: fence.line, diagram, file, flaw });
                }
                Err(flaw) => {
                    self.problems.push(Problem::new(page, fence.line, flaw.to_string()).help(flaw.help()));
                }
            }
        }
        Ok(())
    }

    /// A name is in ids, and the print page holds the diagrams of all pages.
    fn refuse_second_names(&mut self) {
        let mut first: BTreeMap<String, (PathBuf, usize)> = BTreeMap::new();
        let problems = &mut self.problems;
        self.places.retain(|place| {
            let name = place.diagram.name();
            let Some((page, line)) = first.get(&name) else {
                first.insert(name, (place.page.clone(), place.line));
                return true;
            };
            let message = format!("a second diagram named `{name}`");
            let help = format!("the other is in {}:{line}; names are unique in the book", page.display());
            problems.push(Problem::new(&place.page, place.line, message).help(help));
            false
        });
    }
}

fn is_drawing(entry: &DirEntry) -> bool {
    let folder = entry.path().parent().and_then(Path::file_name);
    folder.is_some_and(|folder| folder == diagram::FOLDER)
        && entry.path().extension().is_some_and(|extension| extension == "svg")
}

/// Draws and writes; gives what mermaid does not understand.
async fn draw(root: &Path, version: &str, places: &[&Place]) -> Result<Vec<Problem>> {
    let packages = npm::require(root)?;
    browser::provision(browser::Engine::Chromium)?;
    let mermaid = packages.join(MERMAID);
    let mermaid =
        fs::read_to_string(&mermaid).with_context(|| format!("cannot read {}", mermaid.display()))?;
    let browser = Browser::launch(&browser::Options::default()).await?;
    browser.goto("about:blank").await?;
    let load = "const script = document.createElement('script'); script.textContent = arguments[0]; document.head.append(script)";
    browser.script::<()>(load, vec![mermaid.into()]).await?;

    let mut problems = Vec::new();
    let bar = progress::bar("drawing diagrams");
    bar.set_length(places.len() as u64);
    for place in places {
        bar.set_message(place.diagram.title.clone());
        let Diagram { source, title, description } = &place.diagram;
        let name = place.diagram.name();
        let arguments = [source, &name, title, description].map(|text| Value::from(text.as_str()));
        let answer: Value = browser.script_async(diagram::RENDERER, arguments.to_vec()).await?;
        match answer["drawing"].as_str() {
            Some(drawing) => write(root, &place.file, &place.diagram.file_text(version, drawing))?,
            None => problems.push(mermaid_problem(place, answer["error"].as_str().unwrap_or_default())),
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    browser.quit().await?;
    Ok(problems)
}

fn write(root: &Path, file: &Path, text: &str) -> Result<()> {
    let path = root.join(file);
    let context = || format!("cannot write {}", file.display());
    fs::create_dir_all(path.parent().unwrap_or(root)).with_context(context)?;
    fs::write(&path, text).with_context(context)?;
    println!("wrote {}", file.display());
    Ok(())
}

/// mermaid names a line of the diagram: `Parse error on line 3:`.
fn mermaid_problem(place: &Place, error: &str) -> Problem {
    let line = error.split_once(" on line ").and_then(|(_, rest)| {
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        rest[..end].parse::<usize>().ok()
    });
    Problem::new(&place.page, place.line + line.unwrap_or(0), format!("mermaid cannot draw this:\n{error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIAGRAM: &str = "flowchart TD\n  accTitle: Who waits\n  accDescr: The cook waits.\n  A --> B\n";

    /// A book with one page, of these fences, and one drawing of no diagram.
    fn book(fences: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| write(folder.path(), Path::new(name), text).unwrap();
        file("web/package.json", r#"{ "devDependencies": { "mermaid": "11.0.0" } }"#);
        file("src/baking/diagrams/old.svg", "");
        let fences: Vec<String> = fences.iter().map(|fence| format!("```mermaid\n{fence}```\n")).collect();
        file("src/baking/index.md", &format!("# Baking\n\n{}", fences.join("\n")));
        folder
    }

    fn told(problems: &[Problem]) -> Vec<String> {
        problems.iter().map(|it| format!("{}:{}: {}", it.file.display(), it.line, it.message)).collect()
    }

    #[test]
    fn tells_what_is_missing_stale_and_superfluous() {
        let book = book(&[DIAGRAM, "flowchart TD\n  A --> B\n", DIAGRAM]);
        let expected = [
            "src/baking/index.md:10: a diagram without `accTitle`",
            "src/baking/index.md:15: a second diagram named `who-waits`",
            "src/baking/index.md:3: the diagram is not drawn yet",
            "src/baking/diagrams/old.svg:1: a drawing of no diagram",
        ];
        assert_eq!(told(&stale(book.path()).unwrap()), expected);
    }

    #[test]
    fn a_fresh_drawing_is_put_into_the_page_and_an_old_one_is_not() {
        let book = book(&[DIAGRAM]);
        let file = Path::new("src/baking/diagrams/who-waits.svg");
        let committed = |source| diagram::committed(book.path(), Path::new("baking/index.md"), source);
        assert_eq!(committed(DIAGRAM), Err(Flaw::Missing));
        write(book.path(), file, &Diagram::parse(DIAGRAM).unwrap().file_text("11.0.0", "<svg/>")).unwrap();
        assert_eq!(committed(DIAGRAM).unwrap(), "<div class=\"diagram\">\n<svg/>\n</div>");
        assert_eq!(stale(book.path()).unwrap().len(), 1, "the superfluous one is left");
        assert_eq!(committed(&DIAGRAM.replace('B', "C")), Err(Flaw::Stale));
    }

    #[test]
    fn a_syntax_error_is_at_its_line() {
        let book = book(&[DIAGRAM]);
        let survey = Survey::take(book.path()).unwrap();
        assert_eq!(mermaid_problem(&survey.places[0], "Parse error on line 4:\n...").line, 7);
        assert_eq!(mermaid_problem(&survey.places[0], "No diagram type detected").line, 3);
    }
}
