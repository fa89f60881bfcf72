//! The exercises: `code/<slug>/exercises/<name>/`.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;
use trace::{Knob, Lane, Manifest};

use crate::program::{check_knobs, name_of, sorted_entries};
use crate::{Flavor, Problem, Program, Source, did_you_mean};

/// One exercise: something to change, in JavaScript or Rust, until the checks hold.
#[derive(Debug, Clone)]
pub struct Exercise {
    /// Unique in the book, among the programs too.
    pub name: String,
    /// The chapter that it belongs to.
    pub slug: String,
    /// The folder, relative to the book's.
    pub folder: PathBuf,
    /// What there is to do, in Markdown.
    pub task: String,
    /// Slugs of the chapters that it builds on.
    pub needs: Vec<String>,
    /// What a program of it has: title, grid, lanes, knobs.
    pub manifest: Manifest,
    /// What readers begin with.
    pub start: Vec<Source>,
    /// What passes all checks.
    pub solution: Vec<Source>,
    /// The file of the checks, relative to the book's folder, and its text.
    pub test: (PathBuf, String),
}

/// One of the two committed versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    Start,
    Solution,
}

impl Version {
    /// Its name, and that of its files: `start.js`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Solution => "solution",
        }
    }
}

/// The contents of an `exercise.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    title: String,
    task: Spanned<String>,
    #[serde(default)]
    needs: Vec<Spanned<String>>,
    rust: Spanned<String>,
    grid: NonZeroU32,
    #[serde(default = "ten")]
    limit_seconds: u32,
    lanes: Vec<Lane>,
    #[serde(default)]
    knobs: BTreeMap<String, Knob>,
    /// A flavor that no browser can run, and why.
    #[serde(default)]
    recorded_only: BTreeMap<String, Spanned<String>>,
}

fn ten() -> u32 {
    10
}

const MANIFEST: &str = "exercise.toml";
const TEST: &str = "test.js";
/// The flavors that Rust files can have: those that a page can run.
const RUST: [&str; 2] = ["rust", "rust-tokio"];

impl Exercise {
    /// The exercise in that folder; `None`, and a problem, where it cannot be used at all.
    pub(crate) fn read(
        root: &Path,
        slug: &str,
        folder: &Path,
        slugs: &[String],
        problems: &mut Vec<Problem>,
    ) -> io::Result<Option<Self>> {
        let relative = folder.strip_prefix(root).unwrap_or(folder).to_owned();
        let file = relative.join(MANIFEST);
        let Ok(text) = fs::read_to_string(root.join(&file)) else {
            let problem = Problem::new(&relative, 1, "an exercise without an exercise.toml");
            problems.push(problem.help("CONTRIBUTING.md shows what goes in"));
            return Ok(None);
        };
        let told: Told = match toml::from_str(&text) {
            Ok(told) => told,
            Err(error) => {
                problems.push(Problem::in_text(file, &text, error.span(), error.message()));
                return Ok(None);
            }
        };
        let before = problems.len();
        check_told(&told, slug, slugs, &file, &text, problems);
        check_files(root, &relative, problems)?;
        if problems.len() > before {
            return Ok(None);
        }
        let read = |name: &str| fs::read_to_string(root.join(&relative).join(name));
        let rust = told.rust.into_inner();
        let sources = |version: Version| -> io::Result<Vec<Source>> {
            let source = |(flavor, extension): (&str, &str)| {
                let name = format!("{}.{extension}", version.as_str());
                let flavor = Flavor::named(flavor);
                Ok(Source { flavor, file: relative.join(&name), text: read(&name)?, refused: false })
            };
            [("javascript", "js"), (&rust, "rs")].into_iter().map(source).collect()
        };
        let manifest = Manifest {
            title: told.title,
            grid: told.grid,
            limit_seconds: told.limit_seconds,
            lanes: told.lanes,
            knobs: told.knobs,
            without: BTreeMap::new(),
            differs: BTreeMap::new(),
            recorded_only: inner(told.recorded_only),
            refused: BTreeMap::new(),
        };
        check_knobs(&manifest, &file, &text, problems);
        Ok(Some(Self {
            name: name_of(folder),
            slug: slug.to_owned(),
            start: sources(Version::Start)?,
            solution: sources(Version::Solution)?,
            test: (relative.join(TEST), read(TEST)?),
            task: told.task.into_inner(),
            needs: told.needs.into_iter().map(Spanned::into_inner).collect(),
            manifest,
            folder: relative,
        }))
    }

    /// A committed version, in each flavor.
    pub fn version(&self, version: Version) -> &[Source] {
        match version {
            Version::Start => &self.start,
            Version::Solution => &self.solution,
        }
    }

    /// The flavors in which it can be done.
    pub fn flavors(&self) -> impl Iterator<Item = &Flavor> {
        self.start.iter().map(|source| &source.flavor)
    }

    /// The flavor of a language, by its name in flavors.
    pub fn flavor(&self, language: &str) -> Option<&Flavor> {
        self.flavors().find(|flavor| flavor.language() == language)
    }

    /// The exercise as a program of the book that is told in these flavors.
    pub fn as_program(&self, sources: Vec<Source>) -> Program {
        Program {
            name: self.name.clone(),
            slug: self.slug.clone(),
            folder: self.folder.clone(),
            manifest: self.manifest.clone(),
            sources,
            recording: None,
        }
    }

    /// What a reader has made of it, with the name by which compilers know it.
    pub fn readers(&self, flavor: &Flavor, text: impl Into<String>) -> Source {
        let name = if flavor.language() == "rust" { "main.rs".to_owned() } else { flavor.file_name() };
        Source {
            flavor: flavor.clone(),
            file: Path::new("exercises").join(&self.name).join(name),
            text: text.into(),
            refused: false,
        }
    }
}

fn inner(table: BTreeMap<String, Spanned<String>>) -> BTreeMap<String, String> {
    table.into_iter().map(|(name, value)| (name, value.into_inner())).collect()
}

fn check_told(
    told: &Told,
    slug: &str,
    slugs: &[String],
    file: &Path,
    text: &str,
    problems: &mut Vec<Problem>,
) {
    let mut add = |span, message: String, help: String| {
        problems.push(Problem::in_text(file, text, Some(span), &message).help(help));
    };
    let rust = told.rust.get_ref();
    if !RUST.contains(&rust.as_str()) {
        let message = format!("`{rust}` is no flavor that an exercise has in Rust");
        add(told.rust.span(), message, did_you_mean(rust, RUST));
    }
    if told.task.get_ref().trim().is_empty() {
        let help = "say what to change, and so that what";
        add(told.task.span(), "a task that says nothing".to_owned(), help.to_owned());
    }
    for need in &told.needs {
        let name = need.get_ref();
        let names = slugs.iter().map(String::as_str).filter(|other| *other != slug);
        if name == slug {
            let help = "`needs` is about other chapters";
            add(need.span(), format!("`{name}` is the chapter of the exercise"), help.to_owned());
        } else if !slugs.contains(name) {
            add(need.span(), format!("no chapter `{name}` under code/"), did_you_mean(name, names));
        }
    }
    for (name, why) in &told.recorded_only {
        let flavors = ["javascript", rust.as_str()];
        if !flavors.contains(&name.as_str()) {
            add(why.span(), format!("no flavor `{name}` to be recorded only"), did_you_mean(name, flavors));
        }
    }
}

/// Whether all files are there, and no others.
fn check_files(root: &Path, folder: &Path, problems: &mut Vec<Problem>) -> io::Result<()> {
    let expected = [MANIFEST, "start.js", "start.rs", "solution.js", "solution.rs", TEST];
    let there: Vec<String> = sorted_entries(&root.join(folder))?.iter().map(|path| name_of(path)).collect();
    for name in expected.iter().filter(|name| !there.iter().any(|file| file == *name)) {
        let message = format!("an exercise without {name}");
        let problem = Problem::new(folder.join(MANIFEST), 1, message);
        problems.push(problem.help(format!("it has {}", expected.join(", "))));
    }
    for name in there.iter().filter(|name| !expected.contains(&name.as_str())) {
        let problem = Problem::new(folder.join(name), 1, "a file that no exercise has");
        problems.push(problem.help(did_you_mean(name, expected)));
    }
    Ok(())
}
