//! The built book in a real browser, as a reader meets it.

mod book;
mod kitchen;
mod page;
mod playing;
mod reading;
mod same_here;
