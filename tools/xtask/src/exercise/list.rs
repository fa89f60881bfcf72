//! All exercises, chapter by chapter, and how far the reader is.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Result;
use catalog::{Catalog, Exercise, Flavor, Problem, Problems};
use exercises::Attempt;

use super::{desk, kit};
use crate::progress;

/// How far the reader is with an exercise in a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    NotBegun,
    Begun,
    Passed,
}

pub fn run(root: &Path, catalog: &Catalog, problems: Vec<Problem>) -> Result<()> {
    let states = states(root, catalog)?;
    let mut next = None;
    let mut passed = 0;
    for (title, exercises) in by_chapter(root, catalog) {
        println!("{title}");
        for exercise in exercises {
            let mut told = Vec::new();
            let mut best = State::NotBegun;
            for flavor in exercise.flavors() {
                let state = states[&(exercise.name.clone(), flavor.to_string())];
                if state != State::NotBegun {
                    told.push(format!(
                        "{} {}",
                        flavor.language_label(),
                        if state == State::Passed { "✓ passed" } else { "begun" }
                    ));
                }
                if best != State::Passed && state != State::NotBegun {
                    best = state;
                }
            }
            passed += usize::from(best == State::Passed);
            if best != State::Passed {
                next = next.or(Some(&exercise.name));
            }
            let told = if told.is_empty() { "not begun".to_owned() } else { told.join(", ") };
            println!("  {:<28} {:<40} {told}", exercise.name, exercise.manifest.title);
        }
        println!();
    }
    println!("{passed} of {} exercises passed", catalog.exercises.len());
    if let Some(next) = next {
        println!("The next one: cargo xtask exercise {next} (in Rust: --language rust)");
    }
    // An exercise that cannot be read is not in the list.
    let is_of_exercise =
        |problem: &Problem| problem.file.components().any(|part| part.as_os_str() == "exercises");
    Ok(Problems::check(root, problems.into_iter().filter(is_of_exercise).collect())?)
}

type States = BTreeMap<(String, String), State>;

fn states(root: &Path, catalog: &Catalog) -> Result<States> {
    let mut states = States::new();
    let mut begun = Vec::new();
    let key = |exercise: &Exercise, flavor: &Flavor| (exercise.name.clone(), flavor.to_string());
    for exercise in catalog.exercises.values() {
        for flavor in exercise.flavors() {
            let text = fs::read_to_string(desk::file(root, exercise, flavor)).ok();
            states.insert(key(exercise, flavor), State::NotBegun);
            begun.extend(text.map(|text| Attempt { exercise, source: exercise.readers(flavor, text) }));
        }
    }
    // Who has begun none need not have what they are checked with.
    if begun.is_empty() {
        return Ok(states);
    }
    let checking = progress::spinner("checking what you have");
    let passed = kit(root)?.passed(&begun);
    checking.finish_and_clear();
    for (attempt, passed) in begun.iter().zip(passed?) {
        let state = if passed { State::Passed } else { State::Begun };
        states.insert(key(attempt.exercise, &attempt.source.flavor), state);
    }
    Ok(states)
}

/// The exercises by chapter, in the book's order, under the chapters' titles.
fn by_chapter<'a>(root: &Path, catalog: &'a Catalog) -> Vec<(String, Vec<&'a Exercise>)> {
    let summary = fs::read_to_string(root.join("src/SUMMARY.md")).unwrap_or_default();
    let mut chapters: BTreeMap<(usize, &str), Vec<&Exercise>> = BTreeMap::new();
    for exercise in catalog.exercises.values() {
        let place = summary.find(&format!("({}/", exercise.slug)).unwrap_or(usize::MAX);
        chapters.entry((place, &exercise.slug)).or_default().push(exercise);
    }
    let title = |slug: &str| {
        let text = fs::read_to_string(root.join("src").join(slug).join("index.md")).unwrap_or_default();
        let title = text.lines().find_map(|line| line.strip_prefix("# "));
        title.map_or_else(|| slug.to_owned(), str::to_owned)
    };
    chapters.into_iter().map(|((_, slug), exercises)| (title(slug), exercises)).collect()
}
