//! The book, built once for all of these tests.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use book_tests::{copy_tree, root, xtask};
use browser::{Browser, Options, Site};
use tempfile::TempDir;

use crate::page::Page;

/// A reader with a browser of their own, and the book on a plain static server.
pub struct Reader {
    pub browser: Browser,
    pub site: Site,
}

impl Reader {
    pub async fn new() -> Self {
        Self::with(&Options::default()).await
    }

    pub async fn with(options: &Options) -> Self {
        Self::of(Site::serve(book()).await.expect("the book can be served"), options).await
    }

    /// A reader whose pages come in pieces.
    pub async fn on_a_slow_line() -> Self {
        Self::of(Site::serve_slowly(book()).await.expect("the book can be served"), &Options::default()).await
    }

    /// A reader of a copy that was built where nothing could be compiled for the browser.
    pub async fn without_programs(folder: &Path) -> Self {
        copy_tree(book(), folder);
        fs::remove_dir_all(folder.join("run")).expect("the book has a folder of programs");
        Self::of(Site::serve(folder).await.expect("the book can be served"), &Options::default()).await
    }

    async fn of(site: Site, options: &Options) -> Self {
        let browser = Browser::launch(options).await.expect("the browser starts");
        Self { browser, site }
    }

    /// Opens a page and waits until its players are awake.
    pub async fn open(&self, page: &str) -> Page<'_> {
        self.browser.goto(&self.site.url(page)).await.expect("the page opens");
        let page = Page { browser: &self.browser };
        page.await_script(
            "return document.readyState === 'complete' && \
             [...document.querySelectorAll('program-player')].every((player) => player.matches(':defined'))",
        )
        .await;
        page
    }

    pub async fn leave(self) {
        self.browser.quit().await.expect("the browser ends");
    }
}

/// The folder of the built book.
fn book() -> &'static Path {
    static BOOK: LazyLock<(TempDir, PathBuf)> = LazyLock::new(|| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let book = folder.path().join("book");
        let status = xtask(&root()).args(["build", "--dest-dir"]).arg(&book).status().expect("xtask runs");
        assert!(status.success(), "the book builds");
        (folder, book)
    });
    &BOOK.1
}
