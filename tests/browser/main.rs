//! The built book in a real browser, as a reader meets it.

mod book;
mod editing;
mod endless;
mod exercises;
mod kitchen;
mod live;
mod misuse;
mod page;
mod playing;
mod progress;
mod questions;
mod reading;
mod same_here;
mod search;
mod text;
