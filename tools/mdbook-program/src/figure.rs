//! What a directive names, gathered: everything that the renderer needs for one figure.

use catalog::{Catalog, Flavor, Program, Source, did_you_mean};
use serde::Serialize;
use toml::Spanned;
use trace::{FlavorRecording, Lane};
use ts_rs::{Config, TS};

use crate::code;
use crate::directive::{Directive, Flaw, Named};
use crate::highlight::{Highlighter, extension};
use crate::overview::slashed;
use crate::predict::{self, Predict};

/// One figure of a page.
#[derive(Debug, Serialize, TS)]
#[ts(optional_fields)]
pub struct Figure {
    /// Unique on the page.
    pub id: String,
    /// Every program and flavor of the figure, in the order of the tabs.
    pub tracks: Vec<Track>,
    /// Keys of the tracks that are shown first: one, or two side by side.
    pub shown: Vec<String>,
    /// A question to answer before the first run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub predict: Option<Predict>,
    /// Flavors that a program does not have, and why.
    pub without: Vec<Without>,
}

/// A flavor that a program does not have.
#[derive(Debug, PartialEq, Eq, Serialize, TS)]
pub struct Without {
    /// The program's name for readers.
    pub title: String,
    /// The flavor's name for readers.
    pub label: String,
    pub reason: String,
}

/// One flavor of one program in a figure.
#[derive(Debug, Serialize, TS)]
pub struct Track {
    /// Unique in the figure: `cake_and_book.rust-tokio`.
    pub key: String,
    pub program: String,
    /// The program's name for readers.
    pub title: String,
    pub flavor: String,
    /// The flavor's name for readers: `Rust, tokio`.
    pub label: String,
    /// The file, from the book's folder.
    pub source: String,
    /// The code as HTML, a `<span class="line" data-line="N">` for each line.
    pub code: String,
    /// Some lines (`line rest`) are not shown first.
    pub partial: bool,
    /// What its transcript has that the other flavors' have not, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub differs: Option<String>,
    /// The timeline's lanes, from top to bottom.
    pub lanes: Vec<Lane>,
    /// Every time in the program is a multiple of this many story minutes.
    pub grid: u32,
    /// The numbers that a reader can change.
    pub knobs: Vec<KnobField>,
    /// Why a browser does not run it; without it, it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub recorded_only: Option<String>,
    /// There is a file of it for the Rust Playground.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub playground: bool,
    pub recording: FlavorRecording,
}

/// A number that a reader can change.
#[derive(Debug, PartialEq, Eq, Serialize, TS)]
pub struct KnobField {
    /// The name that the program uses.
    pub name: String,
    /// The name that readers see, with its unit.
    pub title: String,
    #[ts(type = "number")]
    pub default: i64,
    #[ts(type = "number")]
    pub min: i64,
    #[ts(type = "number")]
    pub max: i64,
}

/// The types of a figure as a TypeScript declaration file, for the player's own type checks.
pub fn typescript() -> String {
    let config = Config::default();
    let mut text = String::from(
        "// Generated from tools/mdbook-program by `cargo xtask types`. Do not edit.\n\n\
         import type { FlavorRecording, Lane } from \"./trace.d.ts\";\n",
    );
    for declaration in [
        Figure::decl(&config),
        Track::decl(&config),
        KnobField::decl(&config),
        Without::decl(&config),
        Predict::decl(&config),
        predict::Answer::decl(&config),
    ] {
        text.push_str("\nexport ");
        text.push_str(&declaration);
        text.push('\n');
    }
    text
}

/// Gathers what a directive names; `None` when a program is broken or has no recording, which is told
/// once for the program and not for each page that shows it.
pub fn gather(
    id: String,
    directive: &Directive,
    catalog: &Catalog,
    highlighter: &Highlighter,
) -> Result<Option<Figure>, Vec<Flaw>> {
    let mut flaws = Vec::new();
    let mut figure = Figure { id, tracks: Vec::new(), shown: Vec::new(), predict: None, without: Vec::new() };
    let mut complete = true;
    for named in directive.programs() {
        match tracks(named, catalog, highlighter) {
            Ok(Some(tracks)) => {
                figure.shown.extend(tracks.first().map(|track| track.key.clone()));
                figure.tracks.extend(tracks);
                for left_out in without(named, catalog) {
                    if !figure.without.contains(&left_out) {
                        figure.without.push(left_out);
                    }
                }
            }
            Ok(None) => complete = false,
            Err(more) => flaws.extend(more),
        }
    }
    if let Some(beside) = &directive.beside
        && let Some(twice) = repeated(&figure.tracks)
    {
        flaws.push(Flaw::at(&beside.name, format!("shows `{twice}` twice"), "name the flavors on each side"));
    }
    let asked: Vec<&Track> =
        figure.tracks.iter().filter(|track| track.program == *directive.name.get_ref()).collect();
    if let Some(question) = &directive.predict
        && complete
        && !asked.is_empty()
    {
        match predict::answer(question, &asked) {
            Ok(predict) => figure.predict = Some(predict),
            Err(more) => flaws.extend(more),
        }
    }
    if flaws.is_empty() { Ok(complete.then_some(figure)) } else { Err(flaws) }
}

/// The key of a track that is there twice.
fn repeated(tracks: &[Track]) -> Option<&str> {
    let keys: Vec<&str> = tracks.iter().map(|track| track.key.as_str()).collect();
    keys.iter().enumerate().find(|(n, key)| keys[..*n].contains(key)).map(|(_, key)| *key)
}

fn tracks(
    named: Named<'_>,
    catalog: &Catalog,
    highlighter: &Highlighter,
) -> Result<Option<Vec<Track>>, Vec<Flaw>> {
    let name = named.name.get_ref();
    if catalog.broken.contains(name) {
        return Ok(None);
    }
    let Some(program) = catalog.programs.get(name) else {
        let message = format!("no program `{name}` under code/");
        return Err(vec![Flaw::at(named.name, message, did_you_mean(name, catalog.names()))]);
    };
    let mut flaws = unknown_flavors(named.flavors, program);
    let asked = |flavor: &Flavor| {
        named.flavors.is_empty() || named.flavors.iter().any(|name| name.get_ref() == flavor.as_str())
    };
    let mut tracks = Vec::new();
    let mut complete = true;
    for source in program.sources.iter().filter(|source| asked(&source.flavor)) {
        let recording = program.recorded(source.flavor.as_str());
        match (code::render(&source.text, extension(&source.file), named.show, highlighter), recording) {
            (Ok(code), Some(recording)) => {
                let playground = catalog.is_for_playground(program, source);
                tracks.push(Track { playground, ..track(program, source, code, recording) });
            }
            (Ok(_), None) => complete = false,
            (Err(flaw), _) => flaws.push(flaw),
        }
    }
    flaws.dedup();
    if flaws.is_empty() { Ok(complete.then_some(tracks)) } else { Err(flaws) }
}

/// What is left out of the program; nothing where the page has chosen the flavors itself.
fn without(named: Named<'_>, catalog: &Catalog) -> Vec<Without> {
    let Some(program) = catalog.programs.get(named.name.get_ref()).filter(|_| named.flavors.is_empty())
    else {
        return Vec::new();
    };
    let left_out = |(name, reason): (&String, &String)| Without {
        title: program.manifest.title.clone(),
        label: Flavor::named(name).label(),
        reason: reason.clone(),
    };
    program.manifest.without.iter().map(left_out).collect()
}

fn unknown_flavors(asked: &[Spanned<String>], program: &Program) -> Vec<Flaw> {
    let names = || program.sources.iter().map(|source| source.flavor.as_str());
    asked
        .iter()
        .filter(|name| program.source(name.get_ref()).is_none())
        .map(|name| match program.manifest.without.get(name.get_ref()) {
            Some(reason) => {
                Flaw::at(name, format!("`{}` is left out of `{}`", name.get_ref(), program.name), reason)
            }
            None => Flaw::at(
                name,
                format!("`{}` has no flavor `{}`", program.name, name.get_ref()),
                did_you_mean(name.get_ref(), names()),
            ),
        })
        .collect()
}

fn track(program: &Program, source: &Source, code: code::Code, recording: &FlavorRecording) -> Track {
    let knob = |(name, knob): (&String, &trace::Knob)| KnobField {
        name: name.clone(),
        title: knob.title.clone(),
        default: knob.default,
        min: knob.min,
        max: knob.max,
    };
    Track {
        key: format!("{}.{}", program.name, source.flavor),
        program: program.name.clone(),
        title: program.manifest.title.clone(),
        flavor: source.flavor.to_string(),
        label: source.flavor.label(),
        source: slashed(&source.file),
        code: code.html,
        partial: code.partial,
        differs: program.manifest.differs.get(source.flavor.as_str()).cloned(),
        lanes: program.manifest.lanes.clone(),
        grid: program.manifest.grid.get(),
        knobs: program.manifest.knobs.iter().map(knob).collect(),
        recorded_only: program.recorded_only(&source.flavor).map(str::to_owned),
        playground: false,
        recording: recording.clone(),
    }
}
