//! Builds and runs the programs of the book, and turns what they did into recordings.
//!
//! The way of a run: [`toolchain`] builds, [`run`] executes under limits, [`interpret`] reads what
//! the program left behind, [`order`] brings it into the one order that every run has,
//! [`batch`] does so for many programs at once, and [`compare`] tells two results apart.

mod batch;
mod cache;
mod compare;
mod group;
mod interpret;
mod order;
mod run;

mod toolchain;

pub use batch::{Outcome, Recorder, Request};
pub use compare::difference;
pub use run::Pace;
