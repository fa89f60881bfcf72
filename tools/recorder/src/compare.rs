//! Two results of the same program, told apart in words.

use std::fmt::Write as _;

use similar::{ChangeTag, TextDiff};
use trace::{Event, EventKind, FlavorRecording};

/// How a fresh recording differs from the one that is there. Of two clocks, each has its own polls and
/// wakes; what is printed, and when, is the same on both.
pub fn differs(recorded: &FlavorRecording, fresh: &FlavorRecording) -> Option<String> {
    if recorded.refused != fresh.refused {
        return difference_of_refusals(recorded, fresh);
    }
    if recorded.clock == fresh.clock {
        difference(&recorded.events, &fresh.events)
    } else {
        difference(&said(&recorded.events), &said(&fresh.events))
    }
}

/// The first event of the recording that a run did not do, or did otherwise; its last one, where a run did more.
pub fn first_difference(recorded: &FlavorRecording, fresh: &FlavorRecording) -> Option<usize> {
    let same_clock = recorded.clock == fresh.clock;
    let compared = |event: &Event| same_clock || matches!(event.kind, EventKind::Say { .. });
    let events = |it: &FlavorRecording| -> Vec<(usize, Event)> {
        let compared = it.events.iter().enumerate().filter(|(_, event)| compared(event));
        // On another clock a line is said all the same, by the same line of the program.
        compared.map(|(place, event)| (place, event.clone())).collect()
    };
    let (recorded, fresh) = (events(recorded), events(fresh));
    let mut pairs = recorded.iter().zip(&fresh);
    let differs = pairs.find(|((_, old), (_, new))| old != new).map(|((place, _), _)| *place);
    differs.or_else(|| Some(recorded.get(fresh.len()).or(recorded.last())?.0))
}

/// How compilers differ in what they refuse. Another version may word it anew; the line is the same.
fn difference_of_refusals(recorded: &FlavorRecording, fresh: &FlavorRecording) -> Option<String> {
    let lines = |it: &FlavorRecording| it.refused.iter().map(|refusal| refusal.line).collect::<Vec<_>>();
    if recorded.toolchain != fresh.toolchain && lines(recorded) == lines(fresh) {
        return None;
    }
    let told = |it: &FlavorRecording| match it.refused.as_slice() {
        [] => "compiles".to_owned(),
        refused => refused
            .iter()
            .map(|it| format!("line {}: {}", it.line, it.message))
            .collect::<Vec<_>>()
            .join("\n"),
    };
    Some(format!("- recorded\n{}\n+ now\n{}", told(recorded), told(fresh)))
}

/// The lines that are printed, each with its time and speaker.
pub fn said(events: &[Event]) -> Vec<Event> {
    events.iter().filter(|event| matches!(event.kind, EventKind::Say { .. })).cloned().collect()
}

/// How `fresh` differs from `recorded`, as lines of a diff; `None` when they are the same.
pub fn difference(recorded: &[Event], fresh: &[Event]) -> Option<String> {
    if recorded == fresh {
        return None;
    }
    let (before, after) = (listing(recorded), listing(fresh));
    let diff = TextDiff::from_lines(&before, &after);
    let mut text = String::from("- recorded\n+ fresh run\n");
    for group in diff.grouped_ops(2) {
        text.push_str("  …\n");
        for change in group.iter().flat_map(|operation| diff.iter_changes(operation)) {
            let sign = match change.tag() {
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
                ChangeTag::Equal => ' ',
            };
            let _ = write!(text, "{sign} {change}");
        }
    }
    Some(text)
}

fn listing(events: &[Event]) -> String {
    let mut text = String::new();
    for event in events {
        let _ = writeln!(
            text,
            "{:>4}  {:<10} {}  (line {})",
            event.at,
            event.lane,
            words(&event.kind),
            event.line
        );
    }
    text
}

fn words(kind: &EventKind) -> String {
    match kind {
        EventKind::Say { text } => format!("says {text:?}"),
        EventKind::Begin { activity, work } => {
            format!("begins {activity:?}{}", if *work { " (work)" } else { "" })
        }
        EventKind::End { activity } => format!("ends {activity:?}"),
        EventKind::Spawn { task } => format!("spawns {task}"),
        EventKind::Poll => "is polled".into(),
        EventKind::Pending => "answers pending".into(),
        EventKind::Ready => "answers ready".into(),
        EventKind::Wake { by } => format!("is woken by {by}"),
        EventKind::Send { to, what } => format!("sends {what:?} to {to}"),
        EventKind::Receive { from, what } => format!("receives {what:?} from {from}"),
        EventKind::Block { on } => format!("blocks on {on}"),
        EventKind::Unblock { by } => format!("is unblocked by {by}"),
        EventKind::Cancel { by } => format!("is canceled by {by}"),
        EventKind::Drop => "is dropped".into(),
        EventKind::Panic { message } => format!("panics: {message}"),
    }
}

#[cfg(test)]
mod tests {
    use trace::ClockKind;

    use super::*;

    fn says(at: u32, text: &str) -> Event {
        Event { at, lane: "alice".into(), line: 3, kind: EventKind::Say { text: text.into() } }
    }

    #[test]
    fn the_same_events_have_no_difference() {
        assert_eq!(difference(&[says(1, "Yes.")], &[says(1, "Yes.")]), None);
    }

    #[test]
    fn a_difference_shows_both_sides_in_words() {
        let told = difference(&[says(1, "Yes."), says(2, "Done.")], &[says(1, "No."), says(2, "Done.")]);
        let told = told.expect("they differ");
        assert!(told.contains("-    1  alice      says \"Yes.\"  (line 3)"), "{told}");
        assert!(told.contains("+    1  alice      says \"No.\"  (line 3)"), "{told}");
        assert!(told.contains("     2  alice      says \"Done.\""), "{told}");
    }

    #[test]
    fn the_first_difference_is_a_place_in_the_recording() {
        let of = |events: &[Event], clock| FlavorRecording {
            toolchain: String::new(),
            clock,
            source: String::new(),
            refused: Vec::new(),
            events: events.to_vec(),
        };
        let polled = Event { kind: EventKind::Poll, ..says(1, "") };
        let recorded = of(&[polled, says(1, "Yes."), says(2, "Done.")], ClockKind::Virtual);
        let first = |events: &[Event], clock| first_difference(&recorded, &of(events, clock));
        assert_eq!(first(&[says(1, "Yes."), says(2, "Done.")], ClockKind::Virtual), Some(0));
        // On another clock nothing is said of polls.
        assert_eq!(first(&[says(1, "Yes."), says(2, "No.")], ClockKind::Scaled), Some(2));
        assert_eq!(first(&[says(1, "Yes.")], ClockKind::Scaled), Some(2));
        assert_eq!(first(&[says(1, "Yes."), says(2, "Done."), says(3, "More.")], ClockKind::Scaled), Some(2));
        assert_eq!(first_difference(&of(&[], ClockKind::Scaled), &recorded), None);
    }
}
