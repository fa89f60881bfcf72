//! Whether this machine has a browser, and how it gets one.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::engine::{Engine, minibrowser};
use crate::session::try_out;
use crate::{Error, apt, geckodriver};

/// What a browser consists of, and what Debian calls it.
struct Parts {
    /// The names under which distributions install it, in the order in which they are tried.
    browsers: &'static [&'static str],
    driver: &'static str,
    /// What else has to be on `PATH`.
    display: Option<&'static str>,
    packages: &'static [&'static str],
}

impl Parts {
    fn of(engine: Engine) -> Self {
        match engine {
            Engine::Chromium => Self {
                browsers: &["chromium", "chromium-browser", "google-chrome"],
                driver: "chromedriver",
                display: None,
                packages: &["chromium", "chromium-driver"],
            },
            Engine::Firefox => Self {
                browsers: &["firefox-esr", "firefox"],
                driver: "geckodriver",
                display: None,
                packages: &["firefox-esr"],
            },
            Engine::WebKit => Self {
                browsers: &["MiniBrowser"],
                driver: "WebKitWebDriver",
                display: Some("Xvfb"),
                packages: &["webkit2gtk-driver", "xvfb"],
            },
        }
    }
}

/// A browser and the program that drives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Installed {
    pub browser: PathBuf,
    pub driver: PathBuf,
    /// Whether the browser can shut in the processes that run pages.
    pub sandbox: bool,
    /// What the browser says of itself when it is opened: `140.10.2`.
    pub version: String,
}

/// Whether the browser and its driver are here, and work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Presence {
    Found(Installed),
    /// There is none that works; the text says, in one line, why and what to install.
    Missing(String),
}

/// What was found, for as long as the process lives: to find out takes a second.
static KNOWN: Mutex<Vec<(Engine, Presence)>> = Mutex::new(Vec::new());

/// Looks for a browser and its driver on `PATH` and where they are brought to, and tries whether they work.
pub fn find(engine: Engine) -> Presence {
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, presence)) = known.iter().find(|(other, _)| *other == engine) {
        return presence.clone();
    }
    let presence = search(engine);
    known.push((engine, presence.clone()));
    presence
}

/// Looks for a browser and, where none works, brings what is missing: as root on Debian, its packages; and
/// geckodriver, which Debian does not have, into the user's cache folder.
///
/// Elsewhere the system is not touched: the error says what to install.
pub fn provision(engine: Engine) -> Result<Installed, Error> {
    match bring(engine, find(engine)) {
        Ok(Presence::Found(installed)) => Ok(installed),
        Ok(Presence::Missing(missing)) => Err(Error::Missing(missing)),
        Err(error) => Err(error),
    }
}

fn bring(engine: Engine, presence: Presence) -> Result<Presence, Error> {
    if matches!(presence, Presence::Found(_)) {
        return Ok(presence);
    }
    let places = Places::of_this_machine();
    if engine == Engine::Firefox && !places.browsers(engine).is_empty() && places.driver(engine).is_none() {
        geckodriver::ensure()?;
        return Ok(anew(engine));
    }
    if !apt::may_install() {
        return Ok(presence);
    }
    apt::install(Parts::of(engine).packages)?;
    if engine == Engine::Firefox && places.driver(engine).is_none() {
        geckodriver::ensure()?;
    }
    Ok(anew(engine))
}

/// Looks again, for something was brought.
fn anew(engine: Engine) -> Presence {
    KNOWN.lock().unwrap_or_else(PoisonError::into_inner).retain(|(other, _)| *other != engine);
    find(engine)
}

/// Where browsers and drivers can be.
struct Places {
    /// `PATH`.
    path: OsString,
    /// `MiniBrowser`, which is in no folder of `PATH`.
    minibrowser: Option<PathBuf>,
    /// geckodriver in the cache.
    geckodriver: Option<PathBuf>,
}

impl Places {
    fn of_this_machine() -> Self {
        Self {
            path: std::env::var_os("PATH").unwrap_or_default(),
            minibrowser: minibrowser(),
            geckodriver: geckodriver::ready(),
        }
    }

    fn browsers(&self, engine: Engine) -> Vec<PathBuf> {
        let names = Parts::of(engine).browsers.iter();
        let found = names.filter_map(|name| program(&self.path, name));
        if engine == Engine::WebKit { self.minibrowser.iter().cloned().collect() } else { found.collect() }
    }

    fn driver(&self, engine: Engine) -> Option<PathBuf> {
        let cached = self.geckodriver.clone().filter(|_| engine == Engine::Firefox);
        program(&self.path, Parts::of(engine).driver).or(cached)
    }

    fn search(
        &self,
        engine: Engine,
        root: bool,
        works: impl Fn(&Installed) -> Result<String, String>,
    ) -> Presence {
        let parts = Parts::of(engine);
        let browsers = self.browsers(engine);
        let driver = self.driver(engine);
        let display = parts.display.filter(|name| program(&self.path, name).is_none());
        let absent: Vec<String> = [
            browsers.is_empty().then(|| engine.to_string()),
            driver.is_none().then(|| parts.driver.to_owned()),
            display.map(ToOwned::to_owned),
        ]
        .into_iter()
        .flatten()
        .collect();
        let why = match driver {
            Some(driver) if absent.is_empty() => {
                match first_that_works(engine, &browsers, &driver, root, works) {
                    Ok(installed) => return Presence::Found(installed),
                    Err(why) => why,
                }
            }
            _ => format!("no {} on PATH", absent.join(" and no ")),
        };
        Presence::Missing(format!("{why}: {}", how_to_install(engine)))
    }
}

/// What to do where a browser or its driver is missing, or the two do not go together.
fn how_to_install(engine: Engine) -> String {
    let packages = Parts::of(engine).packages.join(" ");
    match engine {
        Engine::Chromium => format!("install both in the same version (Debian: apt-get install {packages})"),
        Engine::Firefox => format!(
            "install it (Debian: apt-get install {packages}) and its driver (cargo install --locked \
             geckodriver@{})",
            geckodriver::VERSION
        ),
        Engine::WebKit => format!("install them (Debian: apt-get install {packages})"),
    }
}

fn search(engine: Engine) -> Presence {
    if !cfg!(unix) {
        return Presence::Missing("a browser can be driven on Linux and macOS only".to_owned());
    }
    Places::of_this_machine().search(engine, is_root(), |installed| try_out(engine, installed))
}

/// That a browser is there does not say that it starts: it may have another version than the driver,
/// or no right to make the namespaces that its sandbox consists of.
///
/// The latter is so in most containers, and on Ubuntu since 23.10 for every browser but those that
/// `AppArmor` knows. Then the browser runs without a sandbox, but only if none runs with one. What that
/// gives up is little here: the sandbox protects from pages of strangers, and all that is opened is the
/// book's own, from loopback. Chromium never has one as root. The other two see to theirs by themselves.
fn first_that_works(
    engine: Engine,
    browsers: &[PathBuf],
    driver: &Path,
    root: bool,
    works: impl Fn(&Installed) -> Result<String, String>,
) -> Result<Installed, String> {
    let mut failures = Vec::new();
    for sandbox in [true, false] {
        let is_chromium = engine == Engine::Chromium;
        if (sandbox && root && is_chromium) || (!sandbox && !is_chromium) {
            continue;
        }
        failures.clear();
        for browser in browsers {
            let (browser, driver) = (browser.clone(), driver.to_owned());
            let mut installed = Installed { browser, driver, sandbox, version: String::new() };
            match works(&installed) {
                Ok(version) => {
                    installed.version = version;
                    return Ok(installed);
                }
                Err(why) => failures.push(format!("{} does not work ({why})", installed.browser.display())),
            }
        }
    }
    Err(failures.join(", "))
}

#[cfg(unix)]
pub fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

#[cfg(not(unix))]
pub fn is_root() -> bool {
    false
}

pub fn program(path: &OsStr, name: &str) -> Option<PathBuf> {
    std::env::split_paths(path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// A folder with these programs, and what is found in it if those that are `good` work.
    fn found(engine: Engine, programs: &[&str], root: bool, good: fn(&Installed) -> bool) -> Presence {
        let folder = tempfile::tempdir().unwrap();
        for program in programs {
            fs::write(folder.path().join(program), "").unwrap();
        }
        let minibrowser = folder.path().join("MiniBrowser");
        let places = Places {
            path: folder.path().into(),
            minibrowser: Some(minibrowser).filter(|file| file.exists()),
            geckodriver: None,
        };
        let works = |it: &Installed| {
            if good(it) { Ok("140".to_owned()) } else { Err("Chrome instance exited".to_owned()) }
        };
        places.search(engine, root, works)
    }

    #[track_caller]
    fn name_of(presence: &Presence) -> (&str, bool) {
        let Presence::Found(it) = presence else { panic!("{presence:?}") };
        (it.browser.file_name().unwrap().to_str().unwrap(), it.sandbox)
    }

    #[track_caller]
    fn missing(presence: Presence) -> String {
        let Presence::Missing(line) = presence else { panic!("{presence:?}") };
        assert!(!line.contains('\n'), "{line}");
        line
    }

    #[test]
    fn names_what_is_missing() {
        let chromium = |programs: &[&str], good| missing(found(Engine::Chromium, programs, false, good));
        assert!(chromium(&[], |_| true).starts_with("no Chromium and no chromedriver on PATH: install"));
        assert!(chromium(&["chromium"], |_| true).starts_with("no chromedriver on"));
        let line = chromium(&["chromedriver"], |_| true);
        assert!(line.starts_with("no Chromium on"), "{line}");
        assert!(line.ends_with("(Debian: apt-get install chromium chromium-driver)"), "{line}");
        let line = chromium(&["chromium", "google-chrome", "chromedriver"], |_| false);
        assert_eq!(line.matches("does not work (Chrome instance exited)").count(), 2, "{line}");

        let line = missing(found(Engine::Firefox, &["firefox"], false, |_| true));
        assert!(line.starts_with("no geckodriver on PATH") && line.contains("geckodriver@"), "{line}");
        let line = missing(found(Engine::WebKit, &["WebKitWebDriver", "MiniBrowser"], false, |_| true));
        assert!(line.starts_with("no Xvfb on PATH") && line.ends_with("webkit2gtk-driver xvfb)"), "{line}");
    }

    #[test]
    fn takes_the_first_browser_that_works_and_rather_one_with_a_sandbox() {
        let both = ["chromium", "google-chrome", "chromedriver"];
        let chromium = |programs: &[&str], root, good| found(Engine::Chromium, programs, root, good);
        assert_eq!(name_of(&chromium(&both, false, |_| true)), ("chromium", true));
        let only_chrome = |it: &Installed| it.browser.ends_with("google-chrome") || !it.sandbox;
        assert_eq!(name_of(&chromium(&both, false, only_chrome)), ("google-chrome", true));
        assert_eq!(name_of(&chromium(&both, false, |it| !it.sandbox)), ("chromium", false));
        assert_eq!(name_of(&chromium(&both, true, |_| true)), ("chromium", false));
        assert_eq!(name_of(&chromium(&both[1..], false, |_| true)), ("google-chrome", true));

        let firefox = found(Engine::Firefox, &["firefox-esr", "firefox", "geckodriver"], true, |_| true);
        assert_eq!(name_of(&firefox), ("firefox-esr", true));
        let webkit = found(Engine::WebKit, &["MiniBrowser", "WebKitWebDriver", "Xvfb"], true, |_| true);
        assert_eq!(name_of(&webkit), ("MiniBrowser", true));
    }
}
