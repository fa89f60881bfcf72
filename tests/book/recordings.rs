//! What holds for every recording.

use std::fs;

use catalog::{Catalog, Program};
use trace::{EventKind, Recording};

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
fn the_flavors_of_a_program_print_the_same_lines_at_the_same_times() {
    for (program, recording) in programs() {
        let mut transcripts = recording.flavors.iter().map(|(flavor, recorded)| {
            (
                flavor,
                recorded
                    .transcript()
                    .map(|(at, who, text)| (at, who.to_owned(), text.to_owned()))
                    .collect::<Vec<_>>(),
            )
        });
        let (_, first) = transcripts.next().expect("a recording has a flavor");
        for (flavor, transcript) in transcripts {
            assert_eq!(transcript, first, "{} in {flavor}", program.name);
        }
    }
}

#[test]
fn every_activity_that_begins_ends() {
    for (program, recording) in programs() {
        for (flavor, recorded) in &recording.flavors {
            let count = |kind: fn(&EventKind) -> bool| {
                recorded.events.iter().filter(|event| kind(&event.kind)).count()
            };
            let begun = count(|kind| matches!(kind, EventKind::Begin { .. }));
            let ended = count(|kind| matches!(kind, EventKind::End { .. }));
            assert_eq!(begun, ended, "{} in {flavor}", program.name);
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
