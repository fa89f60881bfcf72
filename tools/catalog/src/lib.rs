//! Which programs, exercises and libraries the book has: a walk through `code/`, never a list.

mod example;
mod exercise;
mod flavor;
mod library;
pub mod package;
mod problem;
mod program;

pub use example::example_name;
pub use exercise::{Exercise, Version};
pub use flavor::Flavor;
pub use library::{Library, names};
pub use problem::{Problem, Problems, did_you_mean};
pub use program::{Catalog, Program, Source};
