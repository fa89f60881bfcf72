//! Where the book is.

use std::path::PathBuf;

/// The book's folder: the workspace of this command.
pub fn root() -> PathBuf {
    // Cargo tells `cargo run` where the manifest is now; a checkout may have moved since.
    let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    PathBuf::from(here).ancestors().nth(2).map(PathBuf::from).unwrap_or_default()
}
