//! The same types for other languages.

use schemars::schema_for;
use ts_rs::{Config, TS};

use crate::{ClockKind, Event, EventKind, FlavorRecording, Lane, LaneKind, Recording, Refusal};

/// The JSON Schema of `recording.json`.
pub fn json_schema() -> serde_json::Result<String> {
    let mut text = serde_json::to_string_pretty(&schema_for!(Recording))?;
    text.push('\n');
    Ok(text)
}

/// The types as a TypeScript declaration file, for the player's own type checks.
pub fn typescript() -> String {
    let config = Config::default();
    let declarations = [
        Recording::decl(&config),
        Lane::decl(&config),
        LaneKind::decl(&config),
        FlavorRecording::decl(&config),
        ClockKind::decl(&config),
        Refusal::decl(&config),
        Event::decl(&config),
        EventKind::decl(&config),
    ];
    let mut text = String::from("// Generated from tools/trace by `cargo xtask types`. Do not edit.\n");
    for declaration in declarations {
        text.push_str("\nexport ");
        text.push_str(&declaration);
        text.push('\n');
    }
    text
}
