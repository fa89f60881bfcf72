//! The built book in a real browser, as a reader meets it.

mod axe;
mod book;
mod editing;
mod endless;
mod exercises;
mod frame;
mod keyboard;
mod kitchen;
mod live;
mod misuse;
mod offline;
mod page;
mod playing;
mod print;
mod progress;
mod questions;
mod reading;
mod same_here;
mod search;
#[path = "../commands/served.rs"]
mod served;
mod signs;
mod text;
mod violations;
mod weight;
