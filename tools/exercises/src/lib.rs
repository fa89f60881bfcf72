//! Runs what somebody has written for an exercise, and asks the exercise's checks about it.
//!
//! [`exam`] asks `test.js` what it wants, and what it makes of the runs; [`compile`] compiles what is written in
//! Rust; [`attempt`] runs a text as often as the exam wants it, and [`proof`] shows that an exercise is one: its
//! solution passes, and what readers begin with does not.

mod attempt;
mod compile;
mod exam;
mod proof;

use std::path::{Path, PathBuf};

use anyhow::Result;
use recorder::Host;
use takeaway::Crates;
use toolchains::{Effort, RustWasi, Toolchain};

pub use attempt::{Attempt, Outcome};
pub use compile::Compiled;
pub use exam::{Exam, Knobs, Thrown, Verdict, in_words};
pub use proof::{Proof, prove};

/// What texts are run with.
pub struct Kit<'a> {
    /// The book's folder.
    pub(crate) root: &'a Path,
    pub(crate) host: Host,
    /// What compiles Rust for a clock that is a number; without it, what is written in Rust runs natively.
    pub(crate) wasm: Option<RustWasi>,
    pub(crate) crates: Crates,
    /// Where edited programs and what is made of them are kept.
    pub(crate) scratch: PathBuf,
}

impl<'a> Kit<'a> {
    /// Looks for the compilers. `scratch` is a folder below the book's.
    pub fn new(root: &'a Path, host: Host, effort: Effort, scratch: PathBuf) -> Result<Self> {
        // Without it, what is written in Rust runs natively, which takes longer and says the same.
        let wasm = RustWasi::get(effort).ok();
        Ok(Self { root, host, wasm, crates: Crates::of(root)?, scratch })
    }
}
