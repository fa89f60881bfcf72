//! The book's own command, as an author calls it.

mod build;
mod doctor;
mod epub;
mod exercise;
#[cfg(unix)]
mod machine;
#[cfg(unix)]
mod pinned;
mod programs_for_browsers;
mod run;
mod serve;
mod served;
