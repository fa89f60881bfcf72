//! Chromium, whose driver also speaks the DevTools protocol.

use std::path::Path;

use serde_json::json;
use thirtyfour::cdp::domains::emulation::{
    ClearDeviceMetricsOverride, MediaFeature, SetDeviceMetricsOverride, SetEmulatedMedia,
};
use thirtyfour::{
    Capabilities, ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver,
};

use crate::installed::Installed;
use crate::{ColorScheme, Error, Options, Viewport};

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

pub fn capabilities(installed: &Installed, profile: &Path, options: &Options) -> Result<Capabilities, Error> {
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
    Ok(capabilities.into())
}

pub async fn prepare(driver: &WebDriver, options: &Options) -> Result<(), Error> {
    media(driver, options.color_scheme, options.reduced_motion).await?;
    if !options.javascript {
        // The browser's own setting would stop `script` as well, and let it wait for ever.
        let off = json!({ "value": true });
        driver.cdp().send_raw("Emulation.setScriptExecutionDisabled", off).await?;
    }
    Ok(())
}

async fn media(driver: &WebDriver, color_scheme: ColorScheme, reduced_motion: bool) -> Result<(), Error> {
    let feature = |name: &str, value: &str| MediaFeature { name: name.to_owned(), value: value.to_owned() };
    let color_scheme = match color_scheme {
        ColorScheme::Light => "light",
        ColorScheme::Dark => "dark",
    };
    let motion = if reduced_motion { "reduce" } else { "no-preference" };
    let features =
        vec![feature("prefers-color-scheme", color_scheme), feature("prefers-reduced-motion", motion)];
    driver.cdp().send(SetEmulatedMedia { media: None, features: Some(features) }).await?;
    Ok(())
}

pub async fn viewport(driver: &WebDriver, viewport: Option<Viewport>) -> Result<(), Error> {
    let emulation = driver.cdp();
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

pub async fn complaints(driver: &WebDriver) -> Result<Vec<String>, Error> {
    Ok(driver.browser_log().await?.into_iter().map(|entry| entry.message).collect())
}
