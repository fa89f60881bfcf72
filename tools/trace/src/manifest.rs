//! `program.toml`: what a program says of itself.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use crate::Lane;

/// The contents of a `program.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The name that readers see.
    pub title: String,
    /// Every time in the program is a multiple of this many story minutes. A real clock is snapped
    /// to it, so a coarse grid records faster.
    pub grid: NonZeroU32,
    /// Seconds after which a run is ended as hanging.
    #[serde(default = "thirty")]
    pub limit_seconds: u32,
    /// The timeline's lanes, from top to bottom.
    pub lanes: Vec<Lane>,
    /// The numbers that a reader can change, by name.
    #[serde(default)]
    pub knobs: BTreeMap<String, Knob>,
    /// Flavors that the program does not have, each with the reason, which the page shows.
    #[serde(default)]
    pub without: BTreeMap<String, String>,
    /// Flavors whose transcript is not that of the others, each with what differs and why, which the
    /// page shows.
    #[serde(default)]
    pub differs: BTreeMap<String, String>,
    /// Flavors that their compiler has to refuse, each with the error's code, or words of its message.
    #[serde(default)]
    pub refused: BTreeMap<String, String>,
    /// Flavors that a browser could run but for something in this program, each with what that is, which
    /// the page shows.
    #[serde(default)]
    pub recorded_only: BTreeMap<String, String>,
}

/// A number that a reader can change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Knob {
    /// The name that readers see, with its unit.
    pub title: String,
    /// What the recordings use; the program names the same number.
    pub default: i64,
    pub min: i64,
    pub max: i64,
}

impl Manifest {
    /// Reads the text of a `program.toml`; the error knows its place in the text.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// What of the manifest changes a run, as text to take a fingerprint of.
    pub(crate) fn settings_of_a_run(&self) -> String {
        let knobs: BTreeMap<&str, i64> =
            self.knobs.iter().map(|(name, knob)| (name.as_str(), knob.default)).collect();
        let lanes: Vec<&str> = self.lanes.iter().map(|lane| lane.name.as_str()).collect();
        format!("{} {lanes:?} {knobs:?}", self.grid)
    }
}

fn thirty() -> u32 {
    30
}
