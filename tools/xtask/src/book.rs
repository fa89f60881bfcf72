//! Where the book is, and the Cargo that it is built with.

use std::path::PathBuf;
use std::process::Command;

/// The book's folder: the workspace of this command.
pub fn root() -> PathBuf {
    // Cargo tells `cargo run` where the manifest is now; a checkout may have moved since.
    let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    PathBuf::from(here).ancestors().nth(2).map(PathBuf::from).unwrap_or_default()
}

/// The Cargo that runs this command, or the one on the path.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}
