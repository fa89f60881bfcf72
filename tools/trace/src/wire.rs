//! What a running program writes to its trace channel: a file of JSON Lines.

use serde::Deserialize;

use crate::Event;

/// One line of the trace channel.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum WireLine {
    Event(WireEvent),
    Knob(WireKnob),
}

/// An event, and what only the recorder needs to know of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct WireEvent {
    #[serde(flatten)]
    pub event: Event,
    /// A number for the operating system's thread that it happened on.
    pub thread: u64,
    /// Milliseconds of real time between the event's place on the grid and the event itself.
    pub late_ms: u32,
}

/// The program asked for a knob.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct WireKnob {
    pub knob: String,
    /// The number that the program falls back to.
    pub default: i64,
}
