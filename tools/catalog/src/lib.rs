//! Which programs the book has: a walk through `code/`, never a list.

mod flavor;
mod problem;
mod program;

pub use flavor::Flavor;
pub use problem::{Problem, Problems, did_you_mean};
pub use program::{Catalog, Program, Source};
