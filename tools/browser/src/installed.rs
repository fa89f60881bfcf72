//! Whether this machine has a browser, and how it gets one.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Error;

/// The names under which distributions install Chromium; the first that is there is taken.
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];
const DRIVER: &str = "chromedriver";
/// What Debian calls the two.
const PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];

/// A browser and the program that drives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Installed {
    pub browser: PathBuf,
    pub driver: PathBuf,
}

/// Whether the browser and its driver are here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Presence {
    Found(Installed),
    /// One of the two is not; the text says, in one line, what to install.
    Missing(String),
}

/// Looks for Chromium and chromedriver on `PATH`.
pub fn find() -> Presence {
    find_in(&std::env::var_os("PATH").unwrap_or_default())
}

fn find_in(path: &OsStr) -> Presence {
    let browser = BROWSERS.iter().find_map(|name| program(path, name));
    let driver = program(path, DRIVER);
    let missing = match (browser, driver) {
        (Some(browser), Some(driver)) => return Presence::Found(Installed { browser, driver }),
        (None, None) => "no Chromium and no chromedriver on PATH",
        (None, Some(_)) => "no Chromium on PATH",
        (Some(_), None) => "no chromedriver on PATH",
    };
    Presence::Missing(format!(
        "{missing}: install both in the same version (Debian: apt-get install {})",
        PACKAGES.join(" ")
    ))
}

/// Looks for the browser and, where it is missing and this is root on Debian, installs it.
///
/// Elsewhere the system is not touched: the error says what to install.
pub fn provision() -> Result<Installed, Error> {
    let missing = match find() {
        Presence::Found(installed) => return Ok(installed),
        Presence::Missing(missing) => missing,
    };
    if !may_install() {
        return Err(Error::Missing(missing));
    }
    let install = ["install", "--yes", PACKAGES[0], PACKAGES[1]];
    // The lists of packages are often absent (images) or old; they are fetched only if they must be.
    if apt_get(&install).is_err() {
        apt_get(&["update"])?;
        apt_get(&install)?;
    }
    match find() {
        Presence::Found(installed) => Ok(installed),
        Presence::Missing(missing) => Err(Error::Missing(missing)),
    }
}

fn may_install() -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    is_root() && Path::new("/etc/debian_version").exists() && program(&path, "apt-get").is_some()
}

pub fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

fn apt_get(arguments: &[&str]) -> Result<(), Error> {
    let mut command = Command::new("apt-get");
    command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
    let output = command.output().map_err(Error::io("cannot run apt-get"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stdout, output.stderr].concat();
    Err(Error::Provision {
        command: format!("apt-get {}", arguments.join(" ")),
        output: String::from_utf8_lossy(&said).trim().to_owned(),
    })
}

fn program(path: &OsStr, name: &str) -> Option<PathBuf> {
    std::env::split_paths(path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn finds_any_of_the_browsers_and_names_what_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().as_os_str();
        let missing = |presence| match presence {
            Presence::Missing(text) => text,
            Presence::Found(installed) => panic!("found {installed:?}"),
        };
        assert!(missing(find_in(path)).starts_with("no Chromium and no chromedriver"));

        fs::write(folder.path().join("chromium-browser"), "").unwrap();
        let line = missing(find_in(path));
        assert!(line.starts_with("no chromedriver"), "{line}");
        assert!(line.contains("chromium-driver") && !line.contains('\n'), "{line}");

        fs::write(folder.path().join("chromedriver"), "").unwrap();
        let Presence::Found(installed) = find_in(path) else { panic!("not found") };
        assert!(installed.browser.ends_with("chromium-browser"));
    }
}
