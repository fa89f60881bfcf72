//! Builds and runs the programs of the book, and turns what they did into recordings.
//!
//! The way of a run: [`plan`] says what there is to do, [`languages`] compile, [`run`] executes under
//! limits, [`interpret`] reads what the program left behind, [`order`] brings it into the one order that
//! every run has, [`batch`] does so for many programs at once, and [`compare`] tells two results
//! apart. [`refused`] asks compilers about programs that they must not take.

mod attendant;
mod batch;
mod cache;
mod compare;
mod compilers;
mod edited;
mod group;
mod host;
mod interpret;
mod interruption;
mod languages;
mod order;
mod plan;
mod refused;
mod run;
mod virtual_host;

pub use batch::{Outcome, Recorder};
pub use compare::{differs, first_difference};
pub use compilers::Watch;
pub use edited::{Allowance, Compiled, Edited, Ended, Ran};
pub use host::{Host, HostEnd, How, Report};
pub use interpret::events_of;
pub use languages::{Job, Start, namespace};
pub use plan::{Plan, Request, Skipped};
pub use run::Pace;
pub use virtual_host::{Runnable, VirtualHost};

/// How programs are compiled, for those who compile them for something else than this machine.
pub mod compiling {
    pub use crate::compilers::Compilers;
    pub use crate::languages::diagnostics::{Built, build_what_compiles};
    pub use crate::languages::kitchen;

    pub mod go {
        pub use crate::languages::go::{Overlaid, in_module, sources};
    }

    pub mod rust {
        pub use crate::languages::rust::{Build, build, not_built, sources};
    }
}
