//! Firefox, whose driver runs scripts in the browser itself, too (`chrome` in its words): there is what pages
//! cannot be told by WebDriver.

use reqwest::Method;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::common::capabilities::firefox::FirefoxPreferences;
use thirtyfour::common::command::{Command, ExtensionCommand};
use thirtyfour::{Capabilities, CapabilitiesHelper, DesiredCapabilities, WebDriver};

use crate::installed::Installed;
use crate::{ColorScheme, Error, Options, Viewport};

/// Gives the page another size than the window's, which cannot be narrower than 450 pixels; the same that
/// `browsingContext.setViewport` of WebDriver BiDi does. No size is the window's again.
const VIEWPORT: &str = r"
const [width, height, scale, mobile] = arguments;
const browser = gBrowser.selectedBrowser;
for (const [side, length] of [['width', width], ['height', height]]) {
  for (const name of [side, 'min-' + side, 'max-' + side]) {
    if (length === null) browser.style.removeProperty(name);
    else browser.style.setProperty(name, length + 'px', 'important');
  }
}
const context = browser.browsingContext;
context.inRDMPane = mobile;
context.touchEventsOverride = mobile ? 'enabled' : 'none';
context.overrideDPPX = scale ?? 0;
";

/// How wide a page is on a phone, in CSS pixels, that does not say that it knows phones: `about:blank`, for one.
const ON_PHONES: u32 = 980;

/// The errors that pages have caused, and none that the browser's own windows have.
const COMPLAINTS: &str = r"
const errors = Services.console.getMessageArray().filter((message) =>
  message instanceof Ci.nsIScriptError && !(message.flags & (Ci.nsIScriptError.warningFlag | Ci.nsIScriptError.infoFlag))
  && /^(https?|data|blob):/.test(message.sourceName));
Services.console.reset();
return errors.map(({ sourceName, lineNumber, errorMessage }) => `${sourceName} ${lineNumber}: ${errorMessage}`);
";

pub fn capabilities(installed: &Installed, options: &Options) -> Result<Capabilities, Error> {
    let mut capabilities = DesiredCapabilities::firefox();
    capabilities.set_firefox_binary(&installed.browser.to_string_lossy())?;
    let (width, height) = options.window;
    for argument in ["-headless", "--width", &width.to_string()] {
        capabilities.add_arg(argument)?;
    }
    capabilities.add_arg("--height")?;
    capabilities.add_arg(&height.to_string())?;
    let mut preferences = FirefoxPreferences::new();
    // 0 is dark, and 1 light, whatever the machine that this runs on prefers.
    let scheme = i32::from(options.color_scheme == ColorScheme::Light);
    preferences.set("layout.css.prefers-color-scheme.content-override", scheme)?;
    preferences.set("ui.prefersReducedMotion", i32::from(options.reduced_motion))?;
    capabilities.set_preferences(preferences)?;
    capabilities.set("timeouts", super::timeouts())?;
    Ok(capabilities.into())
}

pub async fn prepare(driver: &WebDriver, options: &Options) -> Result<(), Error> {
    if !options.javascript {
        // The preference `javascript.enabled` would stop the test's own scripts as well.
        let off = "gBrowser.selectedBrowser.browsingContext.allowJavascript = false";
        let () = in_browser(driver, off, Vec::new()).await?;
    }
    Ok(())
}

pub async fn viewport(driver: &WebDriver, viewport: Option<Viewport>, window: u32) -> Result<(), Error> {
    let arguments = match viewport {
        Some(Viewport { width, height, scale, mobile }) => {
            vec![json!(width), json!(height), json!(scale), json!(mobile)]
        }
        None => vec![Value::Null, Value::Null, Value::Null, json!(false)],
    };
    let () = in_browser(driver, VIEWPORT, arguments).await?;
    match viewport {
        Some(Viewport { width, mobile: true, .. }) => super::await_width(driver, &[width, ON_PHONES]).await,
        Some(Viewport { width, .. }) => super::await_width(driver, &[width]).await,
        None => super::await_width(driver, &[window]).await,
    }
}

pub async fn complaints(driver: &WebDriver) -> Result<Vec<String>, Error> {
    in_browser(driver, COMPLAINTS, Vec::new()).await
}

/// Runs a script in the browser's own window, not in the page.
async fn in_browser<T: DeserializeOwned>(
    driver: &WebDriver,
    body: &str,
    arguments: Vec<Value>,
) -> Result<T, Error> {
    scripts_run_in(driver, "chrome").await?;
    let answer = driver.execute(body, arguments).await;
    scripts_run_in(driver, "content").await?;
    Ok(serde_json::from_value(answer?.json().clone())?)
}

async fn scripts_run_in(driver: &WebDriver, context: &'static str) -> Result<(), Error> {
    driver.cmd(Command::ExtensionCommand(Box::new(Context(context)))).await?;
    Ok(())
}

/// geckodriver's command that says where scripts run from now on.
#[derive(Debug)]
struct Context(&'static str);

impl ExtensionCommand for Context {
    fn parameters_json(&self) -> Option<Value> {
        Some(json!({ "context": self.0 }))
    }

    fn method(&self) -> Method {
        Method::POST
    }

    fn endpoint(&self) -> std::sync::Arc<str> {
        "/moz/context".into()
    }
}
