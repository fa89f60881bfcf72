//! Numbers from outside: what a reader changes, and what the recorder sets.

use crate::ledger::write_knob;

/// The number that the reader has set `name` to, or `default`.
///
/// Set on the command line: `cargo run --example cake_then_book -- pages=3`.
///
/// # Panics
///
/// When what the reader has set is not digits alone, or not below 2³¹.
#[track_caller]
pub fn knob(name: &str, default: u32) -> u32 {
    write_knob(name, i64::from(default));
    let set = std::env::args().skip(1).find_map(|argument| {
        let (key, value) = argument.split_once('=')?;
        (key.trim_start_matches('-') == name).then(|| value.to_owned())
    });
    let Some(text) = set else { return default };
    // Not in a closure, which would be where it panics.
    let Some(number) = digits(&text) else {
        panic!("{name} is a whole number from 0, not {text:?}");
    };
    number
}

/// A setting from the environment, `None` if there is none.
///
/// # Panics
///
/// When it is not digits alone, below 1, or not below 2³¹.
pub fn setting(name: &str) -> Option<u32> {
    let text = std::env::var_os(name)?;
    let text = text.to_string_lossy();
    let Some(number) = digits(&text).filter(|number| *number > 0) else {
        panic!("{name} is a whole number from 1, not \"{text}\"");
    };
    Some(number)
}

/// The number that `text` is, `None` if it is not digits alone, or not below 2³¹.
fn digits(text: &str) -> Option<u32> {
    // `parse` alone would take a plus sign, too.
    let number = text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?;
    number.filter(|number| *number < 1 << 31)
}
