//! What the standard library has no word for.

use std::fs;
use std::path::Path;

use anyhow::Result;
use walkdir::WalkDir;

/// Copies a file, or a folder with all that is in it; what a link leads to is copied as itself.
pub fn copy_tree(from: &Path, to: &Path) -> Result<()> {
    for entry in WalkDir::new(from).follow_links(true) {
        let entry = entry?;
        let inside = entry.path().strip_prefix(from)?;
        let target = if inside.as_os_str().is_empty() { to.to_owned() } else { to.join(inside) };
        if entry.file_type().is_dir() {
            fs::create_dir_all(target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
