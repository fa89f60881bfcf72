//! What holds for every recording.

use std::fs;

use catalog::{Catalog, Program};
use trace::{EventKind, FlavorRecording, Recording};

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
        assert_eq!(
            recording.to_text().expect("a recording is JSON"),
            text,
            "{} was edited by hand",
            program.name
        );
    }
}

#[test]
fn every_program_is_told_in_all_six_languages_or_says_why_not() {
    for (program, _) in programs() {
        assert_eq!(
            program.missing_languages(),
            [""; 0],
            "{}: tell it, or say why under [without]",
            program.name
        );
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
            let message = format!("{} in {flavor} and in {first}", program.name);
            assert_eq!(transcript(recorded), transcript(one_story), "{message}");
        }
        for (flavor, recorded) in differing {
            let message = format!("{} in {flavor} is said to differ", program.name);
            assert_ne!(transcript(recorded), transcript(one_story), "{message}");
        }
    }
}

/// In these, something is still going on when the program is over: who waits for what never comes, who serves.
const WITHOUT_AN_END: [&str; 3] = ["nobody_resumes", "own_runtime", "readiness"];

#[test]
fn every_activity_that_begins_ends() {
    for (program, recording) in programs() {
        let goes_on = WITHOUT_AN_END.contains(&program.name.as_str());
        for (flavor, recorded) in &recording.flavors {
            let mut open: Vec<(&str, &str)> = Vec::new();
            for event in &recorded.events {
                match &event.kind {
                    EventKind::Begin { activity, .. } => open.push((&event.lane, activity)),
                    EventKind::End { activity } => {
                        let begun =
                            open.iter().position(|it| *it == (event.lane.as_str(), activity.as_str()));
                        let message =
                            format!("{} in {flavor} ends {activity:?} at {}", program.name, event.at);
                        open.remove(begun.unwrap_or_else(|| panic!("{message}, which has not begun")));
                    }
                    _ => {}
                }
            }
            assert_eq!(!open.is_empty(), goes_on, "{} in {flavor} does not end {open:?}", program.name);
        }
    }
}

#[test]
fn every_time_is_on_the_program_s_grid() {
    for (program, recording) in programs() {
        for event in recording.flavors.values().flat_map(|recorded| &recorded.events) {
            assert_eq!(event.at % program.manifest.grid.get(), 0, "{} at {}", program.name, event.at);
        }
    }
}
