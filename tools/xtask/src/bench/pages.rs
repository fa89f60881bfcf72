//! What a page weighs, also beside the same text in stock mdBook; whom it asks, what blocks its first paint, and
//! whether it jumps.

use std::path::Path;

use anyhow::Result;
use browser::{Browser, Options, Site, Weight};
use serde::Deserialize;
use serde_json::{Value, json};

use super::plain;
use crate::build::{Purpose, build};

/// What the browser has to say of a page that it has loaded.
#[derive(Deserialize)]
struct Loaded {
    /// What had to be there before anything was painted.
    blocking: Vec<String>,
    /// Cumulative layout shift.
    shift: f64,
}

/// Asks after the player has woken, and after a while in which a late jump would have shown.
const ASK: &str = r"
let shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) shift += entry.value;
}).observe({ type: 'layout-shift', buffered: true });
return new Promise((done) => setTimeout(() => {
  const resources = performance.getEntriesByType('resource');
  done({
    blocking: resources.filter((resource) => resource.renderBlockingStatus === 'blocking').map((resource) => resource.name),
    shift,
  });
}, 1500));
";

pub fn measure(root: &Path) -> Result<Value> {
    let folder = tempfile::tempdir()?;
    let book = build(root, Some(folder.path()), Purpose::Publish)?;
    let plain = plain::build(root)?;
    browser::provision(browser::Engine::Chromium)?;
    tokio::runtime::Runtime::new()?.block_on(async {
        let (ours, stock) = (Site::serve(&book).await?, Site::serve(plain.path()).await?);
        let mut figures = serde_json::Map::new();
        for page in mdbook_program::pages(&root.join("src"))? {
            let page = page.with_extension("html").to_string_lossy().replace('\\', "/");
            let (weight, loaded) = load(&ours, &book, &page).await?;
            let (stock, _) = load(&stock, plain.path(), &page).await?;
            figures.insert(page, told(&weight, &stock, &loaded));
        }
        Ok(Value::Object(figures))
    })
}

/// In a new browser: nothing is cached.
async fn load(site: &Site, folder: &Path, page: &str) -> Result<(Weight, Loaded)> {
    let browser = Browser::launch(&Options::default()).await?;
    browser.goto(&site.url(page)).await?;
    let loaded = browser.script_async(ASK, Vec::new()).await?;
    let weight = Weight::of(&browser, site, folder).await?;
    browser.quit().await?;
    Ok((weight, loaded))
}

fn told(weight: &Weight, stock: &Weight, loaded: &Loaded) -> Value {
    let blocking_ours: Vec<&String> = loaded.blocking.iter().filter(|url| url.contains("/player/")).collect();
    let with_program = weight.files.iter().any(|file| file == "player/element.js");
    json!({
        "with_program": with_program,
        "whole_page_gzip_bytes": weight.total(),
        "stock_mdbook_gzip_bytes": stock.total(),
        "part_of_stock_mdbook": super::hundredths(weight.total(), stock.total()),
        "our_script_and_style_gzip_bytes": weight.player,
        "by_kind_gzip_bytes": weight.kinds,
        "stock_mdbook_by_kind_gzip_bytes": stock.kinds,
        "requests": weight.files.len() + weight.elsewhere.len(),
        "requests_to_other_hosts": weight.elsewhere,
        "ours_that_block_first_paint": blocking_ours,
        "cumulative_layout_shift": loaded.shift,
    })
}
