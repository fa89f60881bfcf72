//! What a run of a program leaves behind, defined once.
//!
//! The recorder writes these types, the preprocessor reads them, and the player reads what is
//! generated from them: the JSON Schema (`src/trace.schema.json`) and the JavaScript types
//! (`web/player/trace.d.ts`). `cargo xtask types` generates both again.

mod event;
mod generate;
mod manifest;
mod recording;
mod wire;

pub use event::{Event, EventKind, Minute};
pub use generate::{json_schema, typescript};
pub use manifest::{Knob, Manifest};
pub use recording::{
    ClockKind, FlavorRecording, Lane, LaneKind, Recording, RecordingError, Refusal, fingerprint, hexadecimal,
    this_executable,
};
pub use wire::{WireEvent, WireKnob, WireLine};
