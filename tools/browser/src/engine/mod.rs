//! The browsers by what renders their pages, and what each cannot do for a test.

mod chromium;
mod firefox;
mod webkit;

use std::fmt;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver};

use crate::installed::Installed;
use crate::{Error, Options, Viewport};

pub(crate) use webkit::{desktop, minibrowser};

/// The variable that names the browser which the tests are to use.
pub const VARIABLE: &str = "BOOK_BROWSER";

/// What renders pages. Its browser is driven through a program of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Chromium or Chrome, through chromedriver.
    Chromium,
    /// Firefox, through geckodriver.
    Firefox,
    /// WebKitGTK's `MiniBrowser`, through `WebKitWebDriver`: the engine of Safari, in a window of its own.
    WebKit,
}

/// What a test may need and not every engine's driver has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feature {
    /// What the browser complains about can be read: [`Browser::complaints`](crate::Browser::complaints).
    Complaints,
    /// A script can be run in a page before all of the page's own.
    EarlyScripts,
    /// The browser can pretend a system whose own colors are forced on pages.
    ForcedColors,
    /// A page can ask how far its parts have jumped while it was loaded.
    LayoutShifts,
    /// A page can be shown as it is printed, without a dialog.
    Paper,
    /// A finger can be put on the page.
    Touch,
    /// A page's policy says whether it can compile WebAssembly (`wasm-unsafe-eval`).
    WebAssemblyPolicy,
    /// The workers that live can be counted from outside.
    Workers,
}

impl Engine {
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The one that [`VARIABLE`] names; Chromium where it names none.
    pub fn asked() -> Result<Self, Error> {
        match std::env::var(VARIABLE) {
            Ok(name) => Self::named(&name).ok_or(Error::Unknown(name)),
            Err(_) => Ok(Self::Chromium),
        }
    }

    /// The engine of that [name](Self::name).
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|engine| engine.name() == name)
    }

    /// As it is written in commands: `firefox`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// As people write it: `Firefox`.
    pub fn label(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKit",
        }
    }

    /// Why this engine cannot do something for a test, if it cannot. Every test that an engine is spared is spared
    /// for one of these reasons.
    pub fn lacks(self, feature: Feature) -> Option<&'static str> {
        match (self, feature) {
            (Self::Chromium, _)
            | (Self::Firefox, Feature::Complaints | Feature::Touch | Feature::WebAssemblyPolicy) => None,
            (Self::WebKit, Feature::Complaints) => {
                Some("WebKit keeps no log of a session that is driven, for it is a private one")
            }
            (Self::WebKit, Feature::WebAssemblyPolicy) => {
                Some("WebKit 2.50 compiles WebAssembly whatever a page's policy says")
            }
            (Self::WebKit, Feature::Touch) => Some("WebKitWebDriver has a mouse and keys, and no finger"),
            (Self::Firefox | Self::WebKit, Feature::EarlyScripts) => {
                Some("only Chromium's driver runs a script before a page's own (DevTools protocol)")
            }
            (Self::Firefox | Self::WebKit, Feature::ForcedColors) => {
                Some("only Chromium's driver pretends forced colors (DevTools protocol)")
            }
            (Self::Firefox | Self::WebKit, Feature::LayoutShifts) => {
                Some("only Chromium measures layout shifts (Layout Instability API)")
            }
            (Self::Firefox | Self::WebKit, Feature::Paper) => Some(
                "only Chromium's driver shows a page as on paper, and without the dialog (DevTools protocol)",
            ),
            (Self::Firefox | Self::WebKit, Feature::Workers) => {
                Some("only Chromium's driver lists the workers of a page (DevTools protocol)")
            }
        }
    }

    /// What a session is asked to be.
    pub(crate) fn capabilities(
        self,
        installed: &Installed,
        profile: &Path,
        options: &Options,
    ) -> Result<Capabilities, Error> {
        match self {
            Self::Chromium => chromium::capabilities(installed, profile, options),
            Self::Firefox => firefox::capabilities(installed, options),
            Self::WebKit => webkit::capabilities(profile, options),
        }
    }

    /// Makes a session that was just opened what its reader is, as far as its capabilities could not.
    pub(crate) async fn prepare(self, driver: &WebDriver, options: &Options) -> Result<(), Error> {
        match self {
            Self::Chromium => chromium::prepare(driver, options).await,
            Self::Firefox => firefox::prepare(driver, options).await,
            Self::WebKit => webkit::prepare(driver, options).await,
        }
    }

    pub(crate) async fn viewport(
        self,
        driver: &WebDriver,
        viewport: Option<Viewport>,
        window: (u32, u32),
    ) -> Result<(), Error> {
        match self {
            Self::Chromium => chromium::viewport(driver, viewport).await,
            Self::Firefox => firefox::viewport(driver, viewport, window.0).await,
            Self::WebKit => webkit::resize(driver, viewport.map_or(window, |it| (it.width, it.height))).await,
        }
    }

    pub(crate) async fn complaints(self, driver: &WebDriver) -> Result<Vec<String>, Error> {
        match self {
            Self::Chromium => chromium::complaints(driver).await,
            Self::Firefox => firefox::complaints(driver).await,
            Self::WebKit => Ok(Vec::new()),
        }
    }
}

/// How long a browser may take to give a page another size.
const RESIZING: Duration = Duration::from_secs(10);

/// Waits until the page is that wide, in CSS pixels, or one of those widths: Firefox and WebKit answer before it is.
async fn await_width(driver: &WebDriver, widths: &[u32]) -> Result<(), Error> {
    let started = Instant::now();
    loop {
        let answer = driver.execute("return innerWidth", Vec::new()).await?;
        let is = answer.json().as_u64();
        if widths.iter().any(|width| is == Some((*width).into())) {
            return Ok(());
        }
        if started.elapsed() > RESIZING {
            return Err(Error::Size { wanted: widths[0], is: is.unwrap_or_default() });
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// How long a script of a test may take, in milliseconds, and a page.
fn timeouts() -> Value {
    let patience = u64::try_from(crate::session::PATIENCE.as_millis()).unwrap_or(u64::MAX);
    json!({ "script": patience, "pageLoad": patience })
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_engine_is_found_by_its_name() {
        for engine in Engine::ALL {
            assert_eq!(Engine::named(engine.name()), Some(engine));
        }
        assert_eq!(Engine::named("Firefox"), None);
    }

    #[test]
    fn there_is_an_engine_that_runs_every_test() {
        use Feature::{Complaints, LayoutShifts, Touch, Workers};
        for feature in [Complaints, LayoutShifts, Touch, Workers] {
            assert!(Engine::ALL.iter().any(|engine| engine.lacks(feature).is_none()), "{feature:?}");
        }
    }
}
