//! What a page makes a browser fetch, in bytes as a static host sends them.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde::Deserialize;

use crate::{Browser, Error, Site};

/// What has been fetched for one page.
#[derive(Debug, Clone, Default)]
pub struct Weight {
    /// Bytes after gzip, by the kind of file: `html`, `css`, `js`, `font`, `image`, `json`, `other`.
    pub kinds: BTreeMap<&'static str, usize>,
    /// Those of the player's files, and of the style and script that it has inside the page.
    pub player: usize,
    /// The files, from the book's folder.
    pub files: Vec<String>,
    /// Addresses that are not the book's.
    pub elsewhere: Vec<String>,
}

/// What the browser has to say of a page.
#[derive(Deserialize)]
struct Fetched {
    urls: Vec<String>,
    inline: Vec<String>,
}

/// Where the player's files are, from the book's folder.
const PLAYER: &str = "player/";

const ASK: &str = r#"
return {
  // Each once: WebKit names what it has had in its memory again.
  urls: [...new Set([location.href, ...performance.getEntriesByType("resource").map((resource) => resource.name)])],
  inline: [...document.querySelectorAll('main style, main script:not([type="application/json"])')].map((part) => part.textContent),
};
"#;

impl Weight {
    /// Of the page that is open, whose book is in `folder`.
    pub async fn of(browser: &Browser, site: &Site, folder: &Path) -> Result<Self, Error> {
        let fetched: Fetched = browser.script(ASK, Vec::new()).await?;
        let mut weight = Self::default();
        for url in &fetched.urls {
            let Some(path) = site.path(url) else {
                // What the page has inside of itself, is fetched from nowhere.
                if !url.starts_with("data:") {
                    weight.elsewhere.push(url.clone());
                }
                continue;
            };
            let file =
                if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path };
            // One that is not there is a complaint of the browser's.
            let Ok(content) = fs::read(folder.join(&file)) else { continue };
            let size = gzipped(&content).map_err(Error::io("cannot compress"))?;
            *weight.kinds.entry(kind(&file)).or_default() += size;
            if file.starts_with(PLAYER) {
                weight.player += size;
            }
            weight.files.push(file);
        }
        weight.player += match fetched.inline.concat() {
            none if none.is_empty() => 0,
            inline => gzipped(inline.as_bytes()).map_err(Error::io("cannot compress"))?,
        };
        Ok(weight)
    }

    /// All of it, in bytes after gzip.
    pub fn total(&self) -> usize {
        self.kinds.values().sum()
    }
}

fn kind(file: &str) -> &'static str {
    match file.rsplit('.').next().unwrap_or_default() {
        "html" => "html",
        "css" => "css",
        "js" => "js",
        "woff2" | "woff" => "font",
        "svg" | "png" => "image",
        "json" => "json",
        _ => "other",
    }
}

/// Size of `content` after gzip at the level that static hosts use.
pub fn gzipped(content: &[u8]) -> io::Result<usize> {
    Ok(gzip(content)?.len())
}

/// `content` after gzip at the level that static hosts use.
pub(crate) fn gzip(content: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(content)?;
    encoder.finish()
}
