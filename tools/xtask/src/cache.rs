//! The user's cache folder: what is expensive to get and the same for all clones.

use std::path::PathBuf;

use anyhow::{Context, Result};

/// The book's folder in the user's cache (XDG), made if it is not there.
pub fn folder() -> Result<PathBuf> {
    let base = match std::env::var_os("XDG_CACHE_HOME").filter(|path| !path.is_empty()) {
        Some(path) => PathBuf::from(path),
        None => std::env::home_dir().context("there is no home folder to keep a cache in")?.join(".cache"),
    };
    let folder = base.join("while-the-cake-bakes");
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(folder)
}
