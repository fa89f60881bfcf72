//! A browser, and the few things that diagrams and tests do with it.

use std::path::Path;
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::Value;
use thirtyfour::WebDriver;
use thirtyfour::error::{WebDriverError, WebDriverErrorInner};
use tokio::runtime::Builder;

use crate::Error;
use crate::engine::Engine;
use crate::installed::{Installed, Presence, find};
use crate::keeper::Keeper;

/// Above what a page or a script of the book takes, below what a person waits.
pub(crate) const PATIENCE: Duration = Duration::from_secs(120);
/// How long a browser may take to open when it is tried out; on an idle machine Chromium takes half a second, and
/// Firefox four.
const TRIAL: Duration = Duration::from_secs(120);

/// What kind of reader opens the browser.
#[derive(Debug, Clone)]
pub struct Options {
    /// Which browser it is.
    pub engine: Engine,
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
            engine: Engine::Chromium,
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
    engine: Engine,
    /// Width and height of its window, in pixels.
    window: (u32, u32),
    driver: WebDriver,
    _keeper: Keeper,
}

impl Browser {
    /// Starts the browser that is installed. [`provision`](crate::provision) first where one may be
    /// installed for this; here a missing one is an error.
    pub async fn launch(options: &Options) -> Result<Self, Error> {
        let installed = match find(options.engine) {
            Presence::Found(installed) => installed,
            Presence::Missing(missing) => return Err(Error::Missing(missing)),
        };
        Self::open(&installed, options).await
    }

    async fn open(installed: &Installed, options: &Options) -> Result<Self, Error> {
        let engine = options.engine;
        let keeper = Keeper::start(engine, &installed.driver).await?;
        let capabilities = engine.capabilities(installed, keeper.profile(), options)?;
        // No connection is kept from one request to the next: it would belong to the runtime that opened it,
        // and the next reader of this browser may have another.
        let client = reqwest::Client::builder()
            .pool_max_idle_per_host(0)
            .timeout(PATIENCE)
            .build()
            .map_err(WebDriverError::from)?;
        let driver = WebDriver::builder(keeper.address(), capabilities).client(client).await?;
        let browser = Self { engine, window: options.window, driver, _keeper: keeper };
        engine.prepare(&browser.driver, options).await?;
        Ok(browser)
    }

    /// What renders its pages.
    pub fn engine(&self) -> Engine {
        self.engine
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
        if self.engine == Engine::WebKit {
            // There a screen is the window's size, and the window stays.
            self.viewport(None).await?;
        }
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
        self.engine.viewport(&self.driver, viewport, self.window).await
    }

    /// What the browser has complained about since it was last asked: errors of scripts, and in Chromium files
    /// that were not found. Nothing in an engine that [lacks](Engine::lacks) that.
    pub async fn complaints(&self) -> Result<Vec<String>, Error> {
        self.engine.complaints(&self.driver).await
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

/// Opens a browser as [`Browser::launch`] does, and closes it. Gives its version; the error is one line.
///
/// Blocks for a second. It has a thread of its own, for the caller's may already drive a runtime.
pub fn try_out(engine: Engine, installed: &Installed) -> Result<String, String> {
    let attempt = || -> Result<String, String> {
        let runtime =
            Builder::new_current_thread().enable_all().build().map_err(|error| error.to_string())?;
        runtime.block_on(async {
            let options = Options { engine, ..Options::default() };
            let opening = async {
                let browser = Browser::open(installed, &options).await?;
                browser.goto("about:blank").await?;
                let version = browser.driver.capabilities().get("browserVersion").and_then(Value::as_str);
                Ok::<_, Error>(version.unwrap_or("of no version").to_owned())
            };
            match tokio::time::timeout(TRIAL, opening).await {
                Ok(opened) => opened.map_err(|error| reason(&error)),
                Err(_) => Err(format!("nothing happened for {} seconds", TRIAL.as_secs())),
            }
        })
    };
    std::thread::scope(|scope| scope.spawn(attempt).join()).unwrap_or_else(|_| Err("it panicked".into()))
}

/// What went wrong, in one line, and not where in the driver.
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
