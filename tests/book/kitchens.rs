//! The kitchen is the same in all languages.

use std::fs;

use book_tests::root;
use trace::EventKind;

use crate::scratch::{LANGUAGES, Scratch};

const MANIFEST: &str = "title = \"The same in all\"\ngrid = 10\n\n\
    [[lanes]]\nname = \"alice\"\ntitle = \"Alice\"\nkind = \"thread\"\n\n\
    [[lanes]]\nname = \"oven\"\ntitle = \"Oven\"\nkind = \"world\"\n\n\
    [knobs.pages]\ntitle = \"pages\"\ndefault = 6\nmin = 0\nmax = 9\n";

/// Each language's kitchen.
const KITCHENS: [(&str, &str); 6] = [
    ("javascript", "code/kitchen/kitchen.js"),
    ("python", "code/kitchen/kitchen.py"),
    ("rust", "code/kitchen/src/lib.rs"),
    ("swift", "code/kitchen/Kitchen.swift"),
    ("csharp", "code/kitchen/Kitchen.cs"),
    ("go", "code/kitchen/kitchen.go"),
];

#[test]
fn every_function_of_the_kitchen_means_the_same_in_every_language() {
    let book = Scratch::empty();
    book.write("code/scratch/examples/same_in_all/program.toml", MANIFEST);
    for (_, file) in LANGUAGES {
        let text = fs::read_to_string(root().join("tests/book/same_in_all").join(file));
        book.tell("same_in_all", file, &text.expect("each language has its program"));
    }
    let run = book.run();
    assert_eq!(run.problems, []);
    assert_eq!(run.outcomes.len() + run.skipped.len(), LANGUAGES.len());
    for outcome in &run.outcomes {
        let recorded = outcome.result.as_ref().unwrap_or_else(|problem| panic!("{problem:?}"));
        let told: Vec<String> = recorded
            .events
            .iter()
            .map(|event| {
                let what = match &event.kind {
                    EventKind::Say { text } => format!("says {text}"),
                    EventKind::Begin { activity, work } => format!("begins {activity}, work {work}"),
                    EventKind::End { activity } => format!("ends {activity}"),
                    EventKind::Spawn { task } => format!("spawns {task}"),
                    EventKind::Block { on } => format!("blocked on {on}"),
                    EventKind::Unblock { by } => format!("unblocked by {by}"),
                    EventKind::Send { to, what } => format!("sends {what} to {to}"),
                    EventKind::Receive { from, what } => format!("receives {what} from {from}"),
                    EventKind::Cancel { by } => format!("canceled by {by}"),
                    EventKind::Drop => "dropped".to_owned(),
                    other => format!("{other:?}"),
                };
                format!("{} {} {what}", event.at, event.lane)
            })
            .collect();
        let expected = [
            "0 alice begins mix, work true",
            "20 alice ends mix",
            "20 alice spawns oven",
            "20 oven begins bake, work false",
            "20 alice blocked on oven",
            "50 alice unblocked by oven",
            "50 oven ends bake",
            "50 alice sends a \"note\" to oven",
            "50 oven receives a note from alice",
            "50 oven canceled by alice",
            "50 oven dropped",
            "50 alice says It is 50: \"done\" \\ für Zoë.",
        ];
        // Which line of the kitchen that comes from nobody knows: it is told what it does.
        let kitchen = KITCHENS.iter().find(|(language, _)| outcome.flavor == *language);
        let kitchen = kitchen.map_or("code/kitchen", |(_, file)| file);
        assert_eq!(told, expected, "{kitchen} does not do what the others do, in {}", outcome.flavor);
        check_lines(&outcome.flavor, recorded.events.iter().map(|event| event.line));
    }
}

/// The events name the lines that caused them, which stand one below the other.
fn check_lines(flavor: &str, lines: impl Iterator<Item = u32>) {
    let lines: Vec<u32> = lines.collect();
    let [mix, ended, spawn, begin, block, unblock, end, send, receive, cancel, dropped, say] = lines[..]
    else {
        panic!("{lines:?}")
    };
    assert!(mix == ended && block == unblock, "{flavor}: {lines:?}");
    assert_eq!([spawn - mix, begin - spawn, block - begin], [1, 1, 1], "{flavor}: {lines:?}");
    assert!((1..=3).contains(&(end - block)), "{flavor}: {lines:?}");
    assert_eq!([send, receive, cancel, dropped, say], [1, 2, 3, 4, 5].map(|n| end + n), "{flavor}");
}
