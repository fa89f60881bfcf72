//! Numbers that a reader can change.

use crate::ledger::write_knob;

/// The number that the reader has set `name` to, or `default`.
///
/// Set on the command line: `cargo run --example cake_then_book -- pages=3`.
///
/// # Panics
///
/// When what the reader has set is not a number that fits.
pub fn knob(name: &str, default: u32) -> u32 {
    write_knob(name, i64::from(default));
    let Some(text) = std::env::args().skip(1).find_map(|argument| {
        let (key, value) = argument.split_once('=')?;
        (key.trim_start_matches("--") == name).then(|| value.to_owned())
    }) else {
        return default;
    };
    text.parse().unwrap_or_else(|_| panic!("{name} is a whole number from 0, not {text:?}"))
}
