//! The book's own command, as an author calls it.

mod build;
mod doctor;
mod run;
mod serve;
mod served;
