//! A browser, and the few things that diagrams and tests do with it.

use std::path::Path;
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::cdp::domains::emulation::{
    ClearDeviceMetricsOverride, MediaFeature, SetDeviceMetricsOverride, SetEmulatedMedia,
};
use thirtyfour::common::capabilities::chrome::ChromeCapabilities;
use thirtyfour::error::{WebDriverError, WebDriverErrorInner};
use thirtyfour::{ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver};
use tokio::runtime::Builder;

use crate::Error;
use crate::installed::{Installed, Presence, find};
use crate::keeper::Keeper;

/// No update, no search for news, nothing that a test did not ask for.
const FLAGS: [&str; 7] = [
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// Above what a page or a script of the book takes, below what a person waits.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long a browser may take to open when it is tried out; it takes half a second on an idle machine.
const TRIAL: Duration = Duration::from_secs(30);

/// What kind of reader opens the browser.
#[derive(Debug, Clone)]
pub struct Options {
    /// Width and height of the window in pixels.
    pub window: (u32, u32),
    /// Whether pages may run scripts. [`Browser::script`] works either way.
    pub javascript: bool,
    pub color_scheme: ColorScheme,
    /// Whether the reader asks for little motion.
    pub reduced_motion: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            window: (1280, 900),
            javascript: true,
            color_scheme: ColorScheme::Light,
            reduced_motion: false,
        }
    }
}

/// What the reader's system prefers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColorScheme {
    Light,
    Dark,
}

/// A screen to pretend.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Viewport {
    /// In CSS pixels.
    pub width: u32,
    /// In CSS pixels.
    pub height: u32,
    /// Device pixels to a CSS pixel.
    pub scale: f64,
    /// Whether the page's `<meta name="viewport">` counts, and scroll bars lie on top.
    pub mobile: bool,
}

/// A browser with one page; it ends when this is dropped, or the process is gone.
#[derive(Debug)]
pub struct Browser {
    driver: WebDriver,
    _keeper: Keeper,
}

impl Browser {
    /// Starts the browser that is installed. [`provision`](crate::provision) first where one may be
    /// installed for this; here a missing one is an error.
    pub async fn launch(options: &Options) -> Result<Self, Error> {
        let installed = match find() {
            Presence::Found(installed) => installed,
            Presence::Missing(missing) => return Err(Error::Missing(missing)),
        };
        Self::open(&installed, options).await
    }

    async fn open(installed: &Installed, options: &Options) -> Result<Self, Error> {
        let keeper = Keeper::start(&installed.driver).await?;
        let capabilities = capabilities(installed, keeper.profile(), options)?;
        // No connection is kept from one request to the next: it would belong to the runtime that opened it,
        // and the next reader of this browser may have another.
        let client = reqwest::Client::builder()
            .pool_max_idle_per_host(0)
            .timeout(PATIENCE)
            .build()
            .map_err(WebDriverError::from)?;
        let driver = WebDriver::builder(keeper.address(), capabilities).client(client).await?;
        let browser = Self { driver, _keeper: keeper };
        browser.media(options.color_scheme, options.reduced_motion).await?;
        if !options.javascript {
            // The browser's own setting would stop `script` as well, and let it wait for ever.
            let off = json!({ "value": true });
            browser.driver.cdp().send_raw("Emulation.setScriptExecutionDisabled", off).await?;
        }
        Ok(browser)
    }

    /// Puts a new tab in the place of all that are open: no page, no screen and no preference of before is left
    /// in it. What the browser keeps for an address, it keeps.
    pub async fn renew(&self) -> Result<(), Error> {
        let before = self.driver.windows().await?;
        let new = self.driver.new_tab().await?;
        for old in before {
            self.driver.switch_to_window(old).await?;
            self.driver.close_window().await?;
        }
        self.driver.switch_to_window(new).await?;
        self.complaints().await?;
        Ok(())
    }

    /// Opens a page and waits until it has loaded.
    pub async fn goto(&self, url: &str) -> Result<(), Error> {
        Ok(self.driver.goto(url).await?)
    }

    /// Runs the body of a function in the page and gives what it returns. It sees `arguments`.
    pub async fn script<T: DeserializeOwned>(&self, body: &str, arguments: Vec<Value>) -> Result<T, Error> {
        let answer = self.driver.execute(body, arguments).await?;
        Ok(serde_json::from_value(answer.json().clone())?)
    }

    /// Runs the body of an `async` function in the page and gives what it returns in the end; what
    /// it throws is the error. It sees `arguments`.
    pub async fn script_async<T: DeserializeOwned>(
        &self,
        body: &str,
        arguments: Vec<Value>,
    ) -> Result<T, Error> {
        // A promise that a script returns is waited for, so this needs no callback.
        self.script(&format!("return (async function () {{ {body}\n}}).apply(null, arguments)"), arguments)
            .await
    }

    /// Writes what is visible to a PNG file.
    pub async fn screenshot(&self, file: &Path) -> Result<(), Error> {
        let image = self.driver.screenshot_as_png().await?;
        std::fs::write(file, image).map_err(Error::io(format!("cannot write {}", file.display())))
    }

    /// Pretends a screen; `None` is the window again.
    pub async fn viewport(&self, viewport: Option<Viewport>) -> Result<(), Error> {
        let emulation = self.driver.cdp();
        let Some(Viewport { width, height, scale, mobile }) = viewport else {
            emulation.send_raw("Emulation.setTouchEmulationEnabled", json!({ "enabled": false })).await?;
            emulation.send(ClearDeviceMetricsOverride).await?;
            return Ok(());
        };
        let screen = SetDeviceMetricsOverride {
            width,
            height,
            device_scale_factor: scale,
            mobile,
            scale: None,
            screen_orientation: None,
        };
        emulation.send(screen).await?;
        emulation.send_raw("Emulation.setTouchEmulationEnabled", json!({ "enabled": mobile })).await?;
        Ok(())
    }

    /// Pretends what the reader's system prefers, in this page and those that follow.
    pub async fn media(&self, color_scheme: ColorScheme, reduced_motion: bool) -> Result<(), Error> {
        let feature =
            |name: &str, value: &str| MediaFeature { name: name.to_owned(), value: value.to_owned() };
        let color_scheme = match color_scheme {
            ColorScheme::Light => "light",
            ColorScheme::Dark => "dark",
        };
        let motion = if reduced_motion { "reduce" } else { "no-preference" };
        let features =
            vec![feature("prefers-color-scheme", color_scheme), feature("prefers-reduced-motion", motion)];
        self.driver.cdp().send(SetEmulatedMedia { media: None, features: Some(features) }).await?;
        Ok(())
    }

    /// What the browser has complained about since it was last asked: errors of scripts, files that
    /// were not found.
    pub async fn complaints(&self) -> Result<Vec<String>, Error> {
        Ok(self.driver.browser_log().await?.into_iter().map(|entry| entry.message).collect())
    }

    /// For everything else: elements, keys, the pointer.
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// Lets the browser close by itself and tells what went wrong; dropping it ends it at once.
    pub async fn quit(self) -> Result<(), Error> {
        Ok(self.driver.clone().quit().await?)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Not asked to close: thirtyfour would block this thread for the answer, and on a runtime of
        // one thread nobody is left to receive it. The keeper, dropped next, needs no answer.
        let _ = self.driver.clone().leak();
    }
}

/// Opens a browser as [`Browser::launch`] does, and closes it; the error is one line.
///
/// Blocks for a second. It has a thread of its own, for the caller's may already drive a runtime.
pub fn try_out(installed: &Installed) -> Result<(), String> {
    let attempt = || -> Result<(), String> {
        let runtime =
            Builder::new_current_thread().enable_all().build().map_err(|error| error.to_string())?;
        runtime.block_on(async {
            let opening =
                async { Browser::open(installed, &Options::default()).await?.goto("about:blank").await };
            match tokio::time::timeout(TRIAL, opening).await {
                Ok(opened) => opened.map_err(|error| reason(&error)),
                Err(_) => Err(format!("nothing happened for {} seconds", TRIAL.as_secs())),
            }
        })
    };
    std::thread::scope(|scope| scope.spawn(attempt).join()).unwrap_or_else(|_| Err("it panicked".into()))
}

/// What went wrong, in one line, and not where in chromedriver.
fn reason(error: &Error) -> String {
    let said = match error {
        Error::Driver(error) => match error.as_inner() {
            WebDriverErrorInner::SessionNotCreated(info) => info.value.message.clone(),
            _ => error.to_string(),
        },
        error => error.to_string(),
    };
    let said = said.split("Stacktrace:").next().unwrap_or_default();
    said.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches('.').to_owned()
}

fn capabilities(
    installed: &Installed,
    profile: &Path,
    options: &Options,
) -> Result<ChromeCapabilities, Error> {
    let mut capabilities = DesiredCapabilities::chrome();
    capabilities.set_binary(&installed.browser.to_string_lossy())?;
    for flag in FLAGS {
        capabilities.add_arg(flag)?;
    }
    if !installed.sandbox {
        capabilities.set_no_sandbox()?;
    }
    capabilities.add_arg(&format!("--user-data-dir={}", profile.display()))?;
    let (width, height) = options.window;
    capabilities.add_arg(&format!("--window-size={width},{height}"))?;
    capabilities.set_browser_log_level(LoggingPrefsLogLevel::Severe)?;
    Ok(capabilities)
}
