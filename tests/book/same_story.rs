//! What is written by hand does what the compiler's does: two programs, one recording.

use catalog::Catalog;
use trace::{Event, FlavorRecording};

use book_tests::root;

/// Programs that have to leave the same recording in a flavor, the lines of their sources aside.
const PAIRS: [(&str, &str, &str); 4] = [
    ("by_compiler", "by_hand", "rust"),
    ("by_compiler", "cs_state_machine", "csharp"),
    ("by_compiler", "generator_driver", "javascript"),
    ("by_compiler", "generator_driver", "python"),
];

#[test]
fn what_is_written_by_hand_leaves_the_recording_of_what_the_compiler_writes() {
    let catalog = Catalog::walk(&root(), &mut Vec::new()).expect("code/ can be read");
    for (one, other, flavor) in PAIRS {
        let [ours, theirs] = [one, other].map(|name| events(&catalog, name, flavor));
        assert!(!ours.is_empty(), "{one} in {flavor} does something");
        assert_eq!(ours, theirs, "{one} and {other} in {flavor}");
    }
}

/// What happened, without where in the source.
pub fn events(catalog: &Catalog, name: &str, flavor: &str) -> Vec<Event> {
    let recording = catalog.programs.get(name).and_then(|program| program.recording.as_ref());
    let recorded: Option<&FlavorRecording> = recording.and_then(|recording| recording.flavors.get(flavor));
    let recorded = recorded.unwrap_or_else(|| panic!("{name} is recorded in {flavor}"));
    recorded.events.iter().map(|event| Event { line: 0, ..event.clone() }).collect()
}
