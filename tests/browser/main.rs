//! The built book in a real browser, as a reader meets it.

mod book;
mod page;
mod playing;
mod reading;
