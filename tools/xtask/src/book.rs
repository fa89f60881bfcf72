//! Where the book is.

use std::path::PathBuf;

/// The book's folder: the workspace that this command was built from.
pub fn root() -> PathBuf {
    let tools = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    // Cargo tells `cargo run` where the manifest is now; a checkout may have moved since.
    let here = std::env::var_os("CARGO_MANIFEST_DIR").map_or(tools, PathBuf::from);
    here.ancestors().nth(2).map(PathBuf::from).unwrap_or(here)
}
