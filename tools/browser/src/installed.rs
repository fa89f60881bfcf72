//! Whether this machine has a browser, and how it gets one.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::Error;
use crate::session::try_out;

/// The names under which distributions install Chromium, in the order in which they are tried.
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];
const DRIVER: &str = "chromedriver";
/// What Debian calls the two.
const PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];

/// A browser and the program that drives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Installed {
    pub browser: PathBuf,
    pub driver: PathBuf,
    /// Whether the browser can shut in the processes that run pages.
    pub sandbox: bool,
}

/// Whether the browser and its driver are here, and work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Presence {
    Found(Installed),
    /// There is none that works; the text says, in one line, why and what to install.
    Missing(String),
}

/// What was found, for as long as the process lives: to find out takes a second.
static KNOWN: Mutex<Option<Presence>> = Mutex::new(None);

/// Looks for Chromium and chromedriver on `PATH`, and tries whether they work.
pub fn find() -> Presence {
    known().get_or_insert_with(search).clone()
}

/// Looks for the browser and, where none works and this is root on Debian, installs it.
///
/// Elsewhere the system is not touched: the error says what to install.
pub fn provision() -> Result<Installed, Error> {
    let mut known = known();
    match known.get_or_insert_with(search) {
        Presence::Found(installed) => return Ok(installed.clone()),
        Presence::Missing(missing) if !may_install() => return Err(Error::Missing(missing.clone())),
        Presence::Missing(_) => {}
    }
    let install = ["install", "--yes", PACKAGES[0], PACKAGES[1]];
    // The lists of packages are often absent (images) or old; they are fetched only if they must be.
    if apt_get(&install).is_err() {
        apt_get(&["update"])?;
        apt_get(&install)?;
    }
    match known.insert(search()) {
        Presence::Found(installed) => Ok(installed.clone()),
        Presence::Missing(missing) => Err(Error::Missing(missing.clone())),
    }
}

fn known() -> MutexGuard<'static, Option<Presence>> {
    KNOWN.lock().unwrap_or_else(PoisonError::into_inner)
}

fn search() -> Presence {
    if !cfg!(unix) {
        return Presence::Missing("a browser can be driven on Linux and macOS only".to_owned());
    }
    search_in(&std::env::var_os("PATH").unwrap_or_default(), is_root(), try_out)
}

fn search_in(path: &OsStr, root: bool, works: impl Fn(&Installed) -> Result<(), String>) -> Presence {
    let browsers: Vec<PathBuf> = BROWSERS.iter().filter_map(|name| program(path, name)).collect();
    let why = match (browsers.is_empty(), program(path, DRIVER)) {
        (true, None) => "no Chromium and no chromedriver on PATH".to_owned(),
        (true, Some(_)) => "no Chromium on PATH".to_owned(),
        (false, None) => "no chromedriver on PATH".to_owned(),
        (false, Some(driver)) => match first_that_works(&browsers, &driver, root, works) {
            Ok(installed) => return Presence::Found(installed),
            Err(why) => why,
        },
    };
    Presence::Missing(format!(
        "{why}: install both in the same version (Debian: apt-get install {})",
        PACKAGES.join(" ")
    ))
}

/// That a browser is there does not say that it starts: it may have another version than the driver,
/// or no right to make the namespaces that its sandbox consists of.
///
/// The latter is so in most containers, and on Ubuntu since 23.10 for every browser but those that
/// `AppArmor` knows. Then the browser runs without a sandbox, but only if none runs with one. What that
/// gives up is little here: the sandbox protects from pages of strangers, and all that is opened is the
/// book's own, from loopback. Chromium never has one as root.
fn first_that_works(
    browsers: &[PathBuf],
    driver: &Path,
    root: bool,
    works: impl Fn(&Installed) -> Result<(), String>,
) -> Result<Installed, String> {
    let mut failures = Vec::new();
    for sandbox in [true, false] {
        if sandbox && root {
            continue;
        }
        failures.clear();
        for browser in browsers {
            let installed = Installed { browser: browser.clone(), driver: driver.to_owned(), sandbox };
            match works(&installed) {
                Ok(()) => return Ok(installed),
                Err(why) => failures.push(format!("{} does not work ({why})", browser.display())),
            }
        }
    }
    Err(failures.join(", "))
}

fn may_install() -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    is_root() && Path::new("/etc/debian_version").exists() && program(&path, "apt-get").is_some()
}

#[cfg(unix)]
fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
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

    /// A folder with these programs, and what is found in it if those that are `good` work.
    fn found(programs: &[&str], root: bool, good: fn(&Installed) -> bool) -> Presence {
        let folder = tempfile::tempdir().unwrap();
        for program in programs {
            fs::write(folder.path().join(program), "").unwrap();
        }
        let works = |it: &Installed| if good(it) { Ok(()) } else { Err("Chrome instance exited".to_owned()) };
        search_in(folder.path().as_os_str(), root, works)
    }

    #[track_caller]
    fn name_of(presence: &Presence) -> (&str, bool) {
        let Presence::Found(it) = presence else { panic!("{presence:?}") };
        (it.browser.file_name().unwrap().to_str().unwrap(), it.sandbox)
    }

    #[track_caller]
    fn missing(presence: Presence) -> String {
        let Presence::Missing(line) = presence else { panic!("{presence:?}") };
        assert!(line.ends_with("(Debian: apt-get install chromium chromium-driver)"), "{line}");
        assert!(!line.contains('\n'), "{line}");
        line
    }

    #[test]
    fn names_what_is_missing() {
        assert!(missing(found(&[], false, |_| true)).starts_with("no Chromium and no chromedriver"));
        assert!(missing(found(&["chromium"], false, |_| true)).starts_with("no chromedriver"));
        assert!(missing(found(&["chromedriver"], false, |_| true)).starts_with("no Chromium on"));
        let line = missing(found(&["chromium", "google-chrome", "chromedriver"], false, |_| false));
        assert_eq!(line.matches("does not work (Chrome instance exited)").count(), 2, "{line}");
    }

    #[test]
    fn takes_the_first_browser_that_works_and_rather_one_with_a_sandbox() {
        let both = ["chromium", "google-chrome", "chromedriver"];
        assert_eq!(name_of(&found(&both, false, |_| true)), ("chromium", true));
        let only_chrome = |it: &Installed| it.browser.ends_with("google-chrome") || !it.sandbox;
        assert_eq!(name_of(&found(&both, false, only_chrome)), ("google-chrome", true));
        assert_eq!(name_of(&found(&both, false, |it| !it.sandbox)), ("chromium", false));
        assert_eq!(name_of(&found(&both, true, |_| true)), ("chromium", false));
        assert_eq!(name_of(&found(&both[1..], false, |_| true)), ("google-chrome", true));
    }
}
