//! The book, built once for all of these tests.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex};

use book_tests::{copy_tree, root, xtask};
use browser::{Browser, Engine, Feature, Options, Site, VARIABLE};
use tempfile::TempDir;
use walkdir::WalkDir;

use crate::page::Page;

/// A reader with a browser, and the book on a plain static server. Its address is another one for each reader,
/// so what a browser keeps for an address is empty for each.
pub struct Reader {
    pub browser: Browser,
    pub site: Site,
    /// Whether the browser is like any other, and can be another reader's next.
    usual: bool,
}

/// Browsers that nobody uses now: to start one takes longer than most tests.
static IDLE: Mutex<Vec<Browser>> = Mutex::new(Vec::new());

impl Reader {
    pub async fn new() -> Self {
        Self::of(Site::serve(book()).await.expect("the book can be served")).await
    }

    /// A reader with a browser of their own, made to their wishes.
    pub async fn with(options: &Options) -> Self {
        let site = Site::serve(book()).await.expect("the book can be served");
        Self { browser: launch(options).await, site, usual: false }
    }

    /// A reader whose pages come in pieces.
    pub async fn on_a_slow_line() -> Self {
        Self::of(Site::serve_slowly(book()).await.expect("the book can be served")).await
    }

    /// A reader of a copy that was built where nothing could be compiled for the browser.
    pub async fn without_programs(folder: &Path) -> Self {
        copy_tree(book(), folder);
        fs::remove_dir_all(folder.join("run")).expect("the book has a folder of programs");
        Self::of(Site::serve(folder).await.expect("the book can be served")).await
    }

    async fn of(site: Site) -> Self {
        let idle = IDLE.lock().expect("no test panics while it takes a browser").pop();
        let browser = match idle {
            Some(browser) => browser,
            None => launch(&Options::default()).await,
        };
        browser.renew().await.expect("the browser opens a tab");
        Self { browser, site, usual: true }
    }

    /// Opens a page and waits until its players are awake.
    pub async fn open(&self, page: &str) -> Page<'_> {
        Page::open(&self.browser, &self.site.url(page)).await
    }

    /// Leaves the browser to the next reader. One whose test has failed is not left: nobody knows what it shows.
    pub async fn leave(self) {
        if self.usual {
            // What still runs in the page, runs no longer.
            self.browser.goto("about:blank").await.expect("the browser leaves the book");
            IDLE.lock().expect("no test panics while it leaves a browser").push(self.browser);
        } else {
            self.browser.quit().await.expect("the browser ends");
        }
    }
}

/// Opens a browser of the engine that was asked for.
pub async fn launch(options: &Options) -> Browser {
    let options = Options { engine: engine(), ..options.clone() };
    Browser::launch(&options).await.expect("the browser starts")
}

fn engine() -> Engine {
    Engine::asked().unwrap_or_else(|error| panic!("{VARIABLE}: {error}"))
}

/// Whether a test is spared the engine that was asked for, since that lacks what the test needs. Then the test says
/// so, and `cargo xtask browsers` counts it as skipped.
pub fn is_spared(needs: Feature) -> bool {
    let Some(why) = engine().lacks(needs) else { return false };
    let thread = std::thread::current();
    println!("skipped: {}: {why}", thread.name().unwrap_or("a test"));
    true
}

/// The folder of the built book.
pub fn book() -> &'static Path {
    static BOOK: LazyLock<(TempDir, PathBuf)> = LazyLock::new(|| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let book = folder.path().join("book");
        let status = xtask(&root()).args(["build", "--dest-dir"]).arg(&book).status().expect("xtask runs");
        assert!(status.success(), "the book builds");
        (folder, book)
    });
    &BOOK.1
}

/// It repeats all other pages, in sections that are found below them.
const TO_PRINT: &str = "print.html";

/// Every page that somebody reads, found in the folder of the built book: what is no page has no `<main>`.
pub fn built() -> Vec<String> {
    let mut pages = Vec::new();
    for file in WalkDir::new(book()).sort_by_file_name() {
        let file = file.expect("the book can be read").into_path();
        if file.extension().is_none_or(|extension| extension != "html") {
            continue;
        }
        let page = file.strip_prefix(book()).expect("it is in the book").to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(&file).expect("a page can be read");
        if text.contains("<main") && page != TO_PRINT {
            pages.push(page);
        }
    }
    pages
}
