//! What a page weighs, whom it asks, what blocks its first paint, and whether it jumps.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use browser::{Browser, Options, Site};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::build::{Purpose, build};

/// What the browser has to say of a page that it has loaded.
#[derive(Deserialize)]
struct Loaded {
    /// Everything that was asked for, the page included.
    urls: Vec<String>,
    /// What had to be there before anything was painted.
    blocking: Vec<String>,
    /// Cumulative layout shift.
    shift: f64,
    /// Bytes of our own script and style inside the page.
    inline: Vec<String>,
}

/// Asks after the player has woken, and after a while in which a late jump would have shown.
const ASK: &str = r#"
let shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) shift += entry.value;
}).observe({ type: 'layout-shift', buffered: true });
return new Promise((done) => setTimeout(() => {
  const resources = performance.getEntriesByType('resource');
  done({
    urls: [location.href, ...resources.map((resource) => resource.name)],
    blocking: resources.filter((resource) => resource.renderBlockingStatus === 'blocking').map((resource) => resource.name),
    shift,
    inline: [...document.querySelectorAll('main style, main script:not([type="application/json"])')].map((part) => part.textContent),
  });
}, 1500));
"#;

pub fn measure(root: &Path) -> Result<Value> {
    let folder = tempfile::tempdir()?;
    let book = build(root, Some(folder.path()), Purpose::Publish)?;
    browser::provision()?;
    tokio::runtime::Runtime::new()?.block_on(async {
        let site = Site::serve(&book).await?;
        let mut figures = serde_json::Map::new();
        for page in mdbook_program::pages(&root.join("src"))? {
            let page = page.with_extension("html").to_string_lossy().replace('\\', "/");
            // A new browser for each page: nothing is cached.
            let browser = Browser::launch(&Options::default()).await?;
            browser.goto(&site.url(&page)).await?;
            let loaded: Loaded = browser.script_async(ASK, Vec::new()).await?;
            browser.quit().await?;
            figures.insert(page, weigh(&book, &site, &loaded)?);
        }
        Ok(Value::Object(figures))
    })
}

fn weigh(book: &Path, site: &Site, loaded: &Loaded) -> Result<Value> {
    let mut bytes: BTreeMap<&str, usize> = BTreeMap::new();
    let mut ours = gzipped(loaded.inline.join("\n").as_bytes())?;
    let mut elsewhere = Vec::new();
    let mut total = 0;
    for url in &loaded.urls {
        let Some(path) = site.path(url) else {
            elsewhere.push(url.clone());
            continue;
        };
        let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path };
        let Ok(content) = fs::read(book.join(&file)) else { continue };
        let size = gzipped(&content)?;
        total += size;
        let kind = file.rsplit('.').next().unwrap_or_default();
        let kind = ["html", "css", "js", "svg", "png", "woff2"]
            .into_iter()
            .find(|known| *known == kind)
            .unwrap_or("other");
        *bytes.entry(kind).or_default() += size;
        if file.starts_with("player/") {
            ours += size;
        }
    }
    let blocking_ours: Vec<&String> = loaded.blocking.iter().filter(|url| url.contains("/player/")).collect();
    Ok(json!({
        "whole_page_gzip_bytes": total,
        "our_script_and_style_gzip_bytes": ours,
        "by_kind_gzip_bytes": bytes,
        "requests": loaded.urls.len(),
        "requests_to_other_hosts": elsewhere,
        "ours_that_block_first_paint": blocking_ours,
        "cumulative_layout_shift": loaded.shift,
    }))
}

/// Size of `content` after gzip at the level that static hosts use.
pub fn gzipped(content: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(content)?;
    Ok(encoder.finish().context("gzip into memory")?.len())
}
