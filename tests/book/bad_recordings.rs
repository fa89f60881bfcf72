//! Mistakes in what a program says of itself, and in what is recorded of it.

use crate::bad_input::expect;

#[test]
fn a_recording_older_than_its_program_is_an_error() {
    expect(
        |copy| copy.replace("code/blocking/examples/cake_then_book/main.rs", "page {page}", "leaf {page}"),
        &[&[
            "code/blocking/examples/cake_then_book/main.rs:1:",
            "older than the program",
            "record cake_then_book",
        ]],
    );
}

#[test]
fn a_reworded_title_makes_no_recording_stale() {
    expect(
        |copy| {
            copy.replace(
                "code/blocking/examples/cake_then_book/program.toml",
                "Cake, then book",
                "First the cake",
            );
        },
        &[],
    );
}

#[test]
fn a_recording_with_other_lanes_is_an_error() {
    expect(
        |copy| {
            copy.replace(
                "code/blocking/examples/who_waits/program.toml",
                "kind = \"world\"",
                "kind = \"thread\"",
            );
        },
        &[&["code/blocking/examples/who_waits/program.toml:1:", "other lanes", "record who_waits"]],
    );
}

#[test]
fn a_grid_of_no_minutes_is_an_error() {
    expect(
        |copy| copy.replace("code/blocking/examples/who_waits/program.toml", "grid = 10", "grid = 0"),
        &[&["code/blocking/examples/who_waits/program.toml:2:", "nonzero"]],
    );
}

#[test]
fn a_program_without_a_recording_is_an_error() {
    expect(
        |copy| copy.remove("code/blocking/examples/who_waits/recording.json"),
        &[&[
            "code/blocking/examples/who_waits/program.toml:1:",
            "`who_waits` has no recording",
            "record who_waits",
        ]],
    );
}

#[test]
fn a_malformed_manifest_is_told_with_its_line() {
    expect(
        |copy| copy.replace("code/blocking/examples/who_waits/program.toml", "grid = 10", "grid = ten"),
        &[&["code/blocking/examples/who_waits/program.toml:2:"]],
    );
    expect(
        |copy| copy.replace("code/blocking/examples/cake_then_book/program.toml", "max = 20", "max = 2"),
        &[&[
            "code/blocking/examples/cake_then_book/program.toml:",
            "the default of `pages`, 6, is not from 0 to 2",
        ]],
    );
}

#[test]
fn a_malformed_recording_is_told_with_its_line() {
    let recording = "code/blocking/examples/cake_then_book/recording.json";
    let cases = [
        ("\"kind\":\"say\"", "\"kind\":\"sing\"", 16, "unknown variant `sing`"),
        ("\"version\": 1", "\"version\": 2", 2, "version 2 of the format"),
        // It is the event after the one in the future that is too early.
        ("\"at\":10,", "\"at\":99,", 16, "time runs backwards, from minute 99 to 10"),
        ("\"lane\":\"oven\"", "\"lane\":\"stove\"", 18, "the lane `stove`"),
        ("\"program\": \"cake_then_book\"", "\"program\": \"who_waits\"", 1, "the recording of `who_waits`"),
    ];
    for (old, new, line, told) in cases {
        let place = format!("{recording}:{line}:");
        expect(|copy| copy.replace(recording, old, new), &[&[&place, told, "record cake_then_book"]]);
    }
}
