//! What holds for the book as a whole, and what its author is told when it does not.

mod bad_exercises;
mod bad_input;
mod bad_programs;
mod bad_recordings;
mod bad_text;
mod beginning;
mod compiled_once;
mod costs;
mod executor;
mod exercises;
mod kitchen;
mod kitchens;
mod layout;
mod libraries;
mod links;
mod pinned;
mod prose;
mod recordings;
mod refused;
mod same_story;
mod scratch;
mod security;
mod takeaway;
mod virtual_clock;
mod waiters;
