//! mdBook preprocessor: puts a program, with its code, transcript and timeline, into a page.
//!
//! In a page stands a fenced block, its body TOML:
//!
//! ````text
//! ```program
//! name = "cake_then_book"
//! show = ["main", "bake_cake"]
//! flavors = ["rust"]
//!
//! [beside]
//! name = "cake_and_book"
//! flavors = ["rust-tokio"]
//!
//! [predict]
//! question = "Which line is printed first?"
//! choices = [
//!     { line = "The cake is on the table.", because = "…" },
//!     { line = "The book is finished.", because = "…" },
//! ]
//! ```
//! ````
//!
//! - `show`: the anchors whose lines are shown first; without it, the whole file.
//! - `flavors`: which of the program's flavors; without it, all.
//! - `beside`: a second program, on the same playhead.
//! - `predict`: a question before the first run. `line` is a line of the transcript. Of `choices`, the one
//!   that the recording has first is the right answer; with `order` in place of it, the reader puts three
//!   or more lines in the order of the recording. `because_in` is for flavors that have another answer.
//!
//! In its place the page gets a `<program-player>`: a figure that is complete without JavaScript,
//! rendered by the player's own code (`web/player/figure.js`).
//!
//! Of the other fences, [`misconception`] tells of what a run disproves; [`exercise`] has the name of an
//! exercise, and becomes a `<program-exercise>`; [`library`] shows a part of a library that programs use;
//! [`cheat_sheet`] shows how each language does a task; [`chart`] draws what was measured. In the
//! prose, [`term`] links what the [`glossary`] defines. [`markup`] and [`links`] tell what Markdown itself takes
//! without a word, [`settings`] what mdBook takes so.
//!
//! The way through: [`book`] takes the pages one by one, after [`overview`] has read them all, [`page`]
//! replaces its fences, [`directive`] reads one, [`figure`] gathers what it names, [`render`] makes HTML of
//! that, and [`cache`] keeps it. In the end [`links`] looks where all links lead, and [`rendered`] leaves out what mdBook has
//! written before.
//! Everything that is wrong is collected and told at once.
//!
//! [`SearchText`] makes of the same pages the text that search finds, in their place.

mod book;
mod cache;
mod chart;
mod cheat_sheet;
mod code;
pub mod diagram;
mod directive;
mod exercise;
mod fence;
mod figure;
mod glossary;
mod highlight;
mod keeping;
mod library;
pub mod links;
mod markup;
mod misconception;
mod overview;
mod page;
mod predict;
mod progress;
mod prose;
mod render;
mod rendered;
mod search;
mod settings;
mod shown;
mod summary;
mod term;

pub use book::{ProgramPreprocessor, check};
pub use fence::{Fence, fences, illustrations};
pub use figure::typescript;
pub use library::libraries;
pub use prose::{CodeSpan, code_spans};
pub use render::{POSTAMBLE, preamble};
pub use rendered::Rendered;
pub use search::SearchText;
pub use shown::programs;
pub use summary::pages;
