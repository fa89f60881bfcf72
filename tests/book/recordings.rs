//! What holds for every recording.

use std::fs;

use catalog::{Catalog, Program};
use trace::{Event, EventKind, FlavorRecording, Recording};

use book_tests::root;

fn programs() -> Vec<(Program, Recording)> {
    let mut problems = Vec::new();
    let catalog = Catalog::walk(&root(), &mut problems).expect("code/ can be read");
    assert_eq!(problems, []);
    let programs = catalog.programs.into_values();
    programs.map(|program| (program.clone(), program.recording.expect("every program is recorded"))).collect()
}

#[test]
fn a_recording_is_written_as_the_recorder_writes_it() {
    for (program, recording) in programs() {
        let text = fs::read_to_string(root().join(program.recording_file())).expect("the recording is there");
        let written = recording.to_text().expect("a recording is JSON");
        let mut pairs = written.lines().zip(text.lines());
        let line = 1 + pairs.position(|(written, there)| written != there).unwrap_or(0);
        let place = format!("{}:{line}", program.recording_file().display());
        assert_eq!(written, text, "{place}: it was edited by hand: cargo xtask record {}", program.name);
    }
}

#[test]
fn every_program_is_told_in_all_six_languages_or_says_why_not() {
    for (program, _) in programs() {
        let missing = program.missing_languages();
        let place = program.folder.join("program.toml");
        let mend = format!("tell it in {}, or say why not under [without]", missing.join(", "));
        assert!(missing.is_empty(), "{}:1: {mend}", place.display());
    }
}

/// The flavors that their compiler took.
fn ran(recording: &Recording) -> impl Iterator<Item = (&String, &FlavorRecording)> {
    recording.flavors.iter().filter(|(_, recorded)| recorded.refused.is_empty())
}

type Transcript = Vec<(u32, String, String)>;

fn transcript(recorded: &FlavorRecording) -> Transcript {
    recorded.transcript().map(|(at, who, text)| (at, who.to_owned(), text.to_owned())).collect()
}

#[test]
fn the_flavors_of_a_program_print_the_same_lines_at_the_same_times_unless_it_says_that_they_differ() {
    for (program, recording) in programs() {
        let (differing, same): (Vec<_>, Vec<_>) =
            ran(&recording).partition(|(flavor, _)| program.manifest.differs.contains_key(*flavor));
        let Some((first, one_story)) = same.first() else {
            assert_eq!(ran(&recording).count(), 0, "{}: one flavor at least tells the story", program.name);
            continue;
        };
        for (flavor, recorded) in &same {
            let place = place_of_difference(&program, &recording, flavor, one_story);
            let message = format!("{place}: {} in {flavor} (left) and in {first} (right)", program.name);
            assert_eq!(transcript(recorded), transcript(one_story), "{message}");
        }
        for (flavor, recorded) in differing {
            let manifest = program.folder.join("program.toml");
            let text = fs::read_to_string(root().join(&manifest)).expect("the manifest is there");
            let table = text.find("[differs]").expect("it says so");
            let key = table + text[table..].find(&format!("\n{flavor} =")).expect("it is said of it");
            let place = format!("{}:{}", manifest.display(), 2 + text[..key].matches('\n').count());
            let message = format!("{place}: {} in {flavor} is said to differ, and does not", program.name);
            assert_ne!(transcript(recorded), transcript(one_story), "{message}");
        }
    }
}

/// Where a flavor first says something else than another one.
fn place_of_difference(
    program: &Program,
    recording: &Recording,
    flavor: &str,
    other: &FlavorRecording,
) -> String {
    let recorded = &recording.flavors[flavor];
    let events = recorded.events.iter().enumerate();
    let said: Vec<usize> =
        events.filter(|(_, event)| matches!(event.kind, EventKind::Say { .. })).map(|(n, _)| n).collect();
    let (lines, others) = (transcript(recorded), transcript(other));
    let same = lines.iter().zip(&others).take_while(|(one, other)| one == other).count();
    place(program, recording, flavor, said.get(same).or(said.last()).copied().unwrap_or(0))
}

/// The file and line of an event.
fn place(program: &Program, recording: &Recording, flavor: &str, event: usize) -> String {
    let line = recording.line_of_event(flavor, event).unwrap_or(1);
    format!("{}:{line}", program.recording_file().display())
}

/// In these, something is still going on when the program is over: who waits for what never comes, who serves.
const WITHOUT_AN_END: [&str; 3] = ["nobody_resumes", "own_runtime", "readiness"];

#[test]
fn every_activity_that_begins_ends() {
    for (program, recording) in programs() {
        let goes_on = WITHOUT_AN_END.contains(&program.name.as_str());
        for (flavor, recorded) in &recording.flavors {
            let mut open: Vec<(&str, &str, usize)> = Vec::new();
            for (n, event) in recorded.events.iter().enumerate() {
                match &event.kind {
                    EventKind::Begin { activity, .. } => open.push((&event.lane, activity, n)),
                    EventKind::End { activity } => {
                        let is_it =
                            |(lane, begun, _): &(&str, &str, usize)| *lane == event.lane && begun == activity;
                        let begun = open.iter().position(is_it);
                        let place = || place(&program, &recording, flavor, n);
                        open.remove(
                            begun.unwrap_or_else(|| panic!("{}: {activity:?} has not begun", place())),
                        );
                    }
                    _ => {}
                }
            }
            let place = place(&program, &recording, flavor, open.first().map_or(0, |(_, _, n)| *n));
            let message = format!("{place}: {} in {flavor} does not end {open:?}", program.name);
            assert_eq!(!open.is_empty(), goes_on, "{message}");
        }
    }
}

#[test]
fn every_time_is_on_the_program_s_grid() {
    for (program, recording) in programs() {
        let grid = program.manifest.grid;
        for (flavor, recorded) in &recording.flavors {
            for (n, Event { at, .. }) in recorded.events.iter().enumerate() {
                let place = || place(&program, &recording, flavor, n);
                assert_eq!(*at % grid, 0, "{}: minute {at} is not on the grid of {grid} minutes", place());
            }
        }
    }
}
