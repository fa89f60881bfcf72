//! `recording.json`: what the flavors of one program did.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ts_rs::TS;

use crate::{Event, EventKind, Manifest};

/// All recorded flavors of one program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Recording {
    /// Version of this format: 1.
    pub version: u32,
    /// Name of the program, unique in the book.
    pub program: String,
    /// The timeline's lanes, from top to bottom.
    pub lanes: Vec<Lane>,
    /// What each flavor did, by flavor (`rust`, `rust-tokio`, `python` …).
    pub flavors: BTreeMap<String, FlavorRecording>,
}

/// One row of the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Lane {
    /// The name that events use.
    pub name: String,
    /// The name that readers see.
    pub title: String,
    /// What the lane stands for.
    pub kind: LaneKind,
}

/// What a lane stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "lowercase")]
pub enum LaneKind {
    /// Somebody who can do one thing at a time: a thread, a cook.
    Thread,
    /// A piece of work that somebody has to carry on: a task, a coroutine.
    Task,
    /// What polls the tasks.
    Executor,
    /// What turns the outside world's news into wakes; an event loop's waiting half.
    Reactor,
    /// What goes on without any of us: an oven, a timer, a socket.
    World,
}

/// What one flavor of a program did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct FlavorRecording {
    /// Names and versions of what compiled and ran it.
    pub toolchain: String,
    /// Where story time came from.
    pub clock: ClockKind,
    /// Fingerprint of the source and of the settings that reach the run; another one means that
    /// the recording is older than its program.
    pub source: String,
    /// What the compiler said that refused it. Then it did not run, and there are no events.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Refusal>>", optional)]
    pub refused: Vec<Refusal>,
    /// The events, in order.
    pub events: Vec<Event>,
}

/// An error for which a compiler refused a program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Refusal {
    /// Line in the program's file, counted from 1.
    pub line: u32,
    /// The error's code, if it has one, and its message.
    pub message: String,
}

/// Where story time came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "lowercase")]
pub enum ClockKind {
    /// The machine's clock; a story minute is a few milliseconds, and times are snapped to the
    /// program's grid.
    Scaled,
    /// A number that moves when everybody waits.
    Virtual,
}

/// Why a `recording.json` cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordingError {
    /// Line of the file, counted from 1.
    pub line: usize,
    pub message: String,
}

impl Recording {
    /// The version of the format that this code reads and writes.
    pub const VERSION: u32 = 1;

    /// Reads the text of a `recording.json`.
    ///
    /// Fails on text that is not such a recording, on another version, on time that runs backwards
    /// and on events of a lane that the recording does not have.
    pub fn parse(text: &str) -> Result<Self, RecordingError> {
        let recording: Self = serde_json::from_str(text)
            .map_err(|error| RecordingError { line: error.line(), message: error.to_string() })?;
        match recording.first_flaw() {
            None => Ok(recording),
            Some((place, message)) => Err(RecordingError { line: line_of(text, &place), message }),
        }
    }

    /// The line of an event of a flavor in the text of a recording, counted from 1.
    pub fn line_of_event(&self, flavor: &str, place: usize) -> Option<usize> {
        let event = self.flavors.get(flavor)?.events.get(place)?;
        let text = self.to_text().ok()?;
        let begin = text.find(&format!("\n    {}: {{", json(&flavor).ok()?))?;
        // The same event may be there several times.
        let events = begin + text[begin..].find("\n      \"events\": [")?;
        let lines_before = 2 + text[..events].matches('\n').count();
        debug_assert!(text.lines().nth(lines_before + place)?.contains(&json(event).ok()?));
        Some(1 + lines_before + place)
    }

    /// What is wrong, and the text at which it is.
    fn first_flaw(&self) -> Option<(String, String)> {
        if self.version != Self::VERSION {
            let message =
                format!("version {} of the format; this book reads version {}", self.version, Self::VERSION);
            return Some(("\"version\"".to_owned(), message));
        }
        for (flavor, recorded) in &self.flavors {
            if let Some(pair) = recorded.events.windows(2).find(|pair| pair[0].at > pair[1].at) {
                let (before, after) = (pair[0].at, pair[1].at);
                let message = format!("in `{flavor}` time runs backwards, from minute {before} to {after}");
                return Some((json(&pair[1]).unwrap_or_default(), message));
            }
            if let Some(event) = recorded.events.iter().find(|event| !self.has_lane(&event.lane)) {
                let message = format!(
                    "`{flavor}` has an event on the lane `{}`, which the recording does not list",
                    event.lane
                );
                return Some((json(event).unwrap_or_default(), message));
            }
        }
        None
    }

    fn has_lane(&self, name: &str) -> bool {
        self.lanes.iter().any(|lane| lane.name == name)
    }

    /// The text of `recording.json`: an event a line, so that a difference reads well.
    pub fn to_text(&self) -> serde_json::Result<String> {
        let mut text = String::new();
        let _ = write!(
            text,
            "{{\n  \"version\": {},\n  \"program\": {},\n  \"lanes\": [",
            self.version,
            json(&self.program)?
        );
        for (n, lane) in self.lanes.iter().enumerate() {
            let _ = write!(text, "{}\n    {}", comma(n), json(lane)?);
        }
        text.push_str("\n  ],\n  \"flavors\": {");
        for (n, (flavor, recorded)) in self.flavors.iter().enumerate() {
            let _ = write!(
                text,
                "{}\n    {}: {{\n      \"toolchain\": {},\n      \"clock\": {},\n      \"source\": {},",
                comma(n),
                json(flavor)?,
                json(&recorded.toolchain)?,
                json(&recorded.clock)?,
                json(&recorded.source)?
            );
            if !recorded.refused.is_empty() {
                let _ = write!(text, "\n      \"refused\": {},", json(&recorded.refused)?);
            }
            text.push_str("\n      \"events\": [");
            for (n, event) in recorded.events.iter().enumerate() {
                let _ = write!(text, "{}\n        {}", comma(n), json(event)?);
            }
            text.push_str("\n      ]\n    }");
        }
        text.push_str("\n  }\n}\n");
        Ok(text)
    }
}

impl FlavorRecording {
    /// What the program printed: story time, who spoke, and the line.
    pub fn transcript(&self) -> impl Iterator<Item = (u32, &str, &str)> {
        self.events.iter().filter_map(|event| match &event.kind {
            EventKind::Say { text } => Some((event.at, event.lane.as_str(), text.as_str())),
            _ => None,
        })
    }
}

/// The fingerprint of a flavor: SHA-256 over its source and the settings that reach its run.
///
/// The title of a program is not among them: to reword it makes no recording stale.
pub fn fingerprint(source: &str, manifest: &Manifest) -> String {
    let mut hash = Sha256::new();
    hash.update(source.replace("\r\n", "\n"));
    hash.update([0]);
    hash.update(manifest.settings_of_a_run());
    hexadecimal(&hash.finalize())
}

/// Size and date of the executable that runs: with it changes what it makes of the same input.
pub fn this_executable() -> String {
    let executable = std::env::current_exe().and_then(|path| path.metadata());
    executable.map_or_else(|_| String::new(), |file| format!("{} {:?}", file.len(), file.modified().ok()))
}

/// Bytes as text, two digits each.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The line of `text` with `place` in it, counted from 1; the first, if somebody wrote it otherwise.
fn line_of(text: &str, place: &str) -> usize {
    1 + text.lines().position(|line| line.contains(place)).unwrap_or(0)
}

fn comma(n: usize) -> &'static str {
    if n == 0 { "" } else { "," }
}

fn json(value: &impl Serialize) -> serde_json::Result<String> {
    serde_json::to_string(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"{
  "version": 1,
  "program": "cake",
  "lanes": [
    {"name":"alice","title":"Alice","kind":"thread"}
  ],
  "flavors": {
    "go": {
      "toolchain": "go",
      "clock": "virtual",
      "source": "0",
      "events": [
        {"at":0,"lane":"alice","line":1,"kind":"poll"},
        {"at":0,"lane":"alice","line":1,"kind":"poll"}
      ]
    },
    "rust": {
      "toolchain": "rustc",
      "clock": "virtual",
      "source": "0",
      "refused": [{"line":1,"message":"no"}],
      "events": [
        {"at":0,"lane":"alice","line":1,"kind":"poll"}
      ]
    }
  }
}
"#;

    #[test]
    fn an_event_has_a_line_even_where_others_are_like_it() {
        let recording = Recording::parse(TEXT).expect("a recording");
        assert_eq!(recording.to_text().expect("it can be written"), TEXT);
        let line = |flavor: &str, place: usize| recording.line_of_event(flavor, place);
        assert_eq!([line("go", 0), line("go", 1), line("rust", 0)], [Some(13), Some(14), Some(23)]);
        assert_eq!([line("go", 2), line("swift", 0)], [None, None]);
    }
}
