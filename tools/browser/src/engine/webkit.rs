//! WebKitGTK: its driver opens `MiniBrowser`, a window with a page and little else. That has no headless mode, so
//! the keeper gives it a display that nobody sees.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;
use thirtyfour::{Capabilities, WebDriver};

use crate::{ColorScheme, Error, Options};

/// A window may be as narrow as a phone: what stands around the page takes next to no room.
const STYLE: &str = "* { min-width: 0; min-height: 0; padding: 0; margin: 0; font-size: 1px; }\n\
                     image { -gtk-icon-transform: scale(0.1); margin: -8px; }\n";

/// Where distributions have `MiniBrowser`, which is in no folder of `PATH`.
const LIBRARIES: [&str; 3] = ["/usr/lib", "/usr/libexec", "/usr/lib64"];

/// Finds `MiniBrowser` below the folders of the system's libraries; that of GTK 3, whose window
/// [can be made small](STYLE).
pub fn minibrowser() -> Option<PathBuf> {
    LIBRARIES.iter().find_map(|folder| minibrowser_in(Path::new(folder)))
}

/// In `webkit2gtk-4.1` itself, or in the folder of an architecture, such as `x86_64-linux-gnu/webkit2gtk-4.1`.
fn minibrowser_in(folder: &Path) -> Option<PathBuf> {
    let subfolders = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut folders: Vec<_> = entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
        // The newest first.
        folders.sort_by(|one, other| other.cmp(one));
        folders
    };
    let near = subfolders(folder);
    let far = near.iter().filter(|path| path.to_string_lossy().ends_with("-linux-gnu"));
    let all: Vec<PathBuf> = far.flat_map(|path| subfolders(path)).chain(near.clone()).collect();
    all.into_iter()
        .filter(|path| {
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("webkit2gtk-4."))
        })
        .map(|path| path.join("MiniBrowser"))
        .find(|file| file.is_file())
}

/// What the window's toolkit reads at its start, in a folder that stands for the user's settings.
pub fn desktop(config: &Path) -> std::io::Result<()> {
    let folder = config.join("gtk-3.0");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("gtk.css"), STYLE)?;
    fs::write(folder.join("settings.ini"), settings(false))
}

/// A reader who asks for little motion is one whose desktop has no animations.
fn settings(reduced_motion: bool) -> String {
    format!("[Settings]\ngtk-enable-animations={}\n", u8::from(!reduced_motion))
}

pub fn capabilities(profile: &Path, options: &Options) -> Result<Capabilities, Error> {
    // Read when the window opens, so in time.
    let file = profile.join("gtk-3.0/settings.ini");
    fs::write(&file, settings(options.reduced_motion))
        .map_err(Error::io(format!("cannot write {}", file.display())))?;
    let mut arguments = vec!["--automation".to_owned()];
    if options.color_scheme == ColorScheme::Dark {
        arguments.push("--dark-mode".to_owned());
    }
    // Scripts of the driver run all the same.
    arguments.push(format!("--enable-javascript={}", options.javascript));
    let mut capabilities = Capabilities::new();
    let browser = minibrowser().unwrap_or_default();
    capabilities.set("webkitgtk:browserOptions", json!({ "binary": browser, "args": arguments }))?;
    capabilities.set("timeouts", super::timeouts())?;
    Ok(capabilities)
}

pub async fn prepare(driver: &WebDriver, options: &Options) -> Result<(), Error> {
    resize(driver, options.window).await
}

/// Makes the page that large, in CSS pixels.
pub async fn resize(driver: &WebDriver, (width, height): (u32, u32)) -> Result<(), Error> {
    driver.set_window_rect(0, 0, width, height).await?;
    super::await_width(driver, &[width]).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_minibrowser_is_found_in_the_folder_of_an_architecture() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(minibrowser_in(folder.path()), None);
        for version in ["webkit2gtk-4.0", "webkit2gtk-4.1", "webkitgtk-6.0"] {
            let home = folder.path().join("aarch64-linux-gnu").join(version);
            fs::create_dir_all(&home).unwrap();
            fs::write(home.join("MiniBrowser"), "").unwrap();
        }
        let found = minibrowser_in(folder.path()).unwrap();
        assert!(found.ends_with("aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser"), "{}", found.display());
    }
}
