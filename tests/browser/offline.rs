//! The book without a network, and its next edition: on a host of its own, for on a machine's own addresses no page
//! asks for a service worker.

use std::fs;
use std::path::Path;
use std::time::Duration;

use book_tests::{copy_tree, root};
use browser::thirtyfour::WindowHandle;
use browser::{Browser, Host, Options};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::book::{Reader, book};
use crate::page::Page;
use crate::reading::pages;

/// A reader with a browser of their own, and the site that they read.
struct Away {
    browser: Browser,
    host: Host,
}

impl Away {
    async fn reading(folder: &Path) -> Self {
        let browser = Browser::launch(&Options::default()).await.expect("the browser starts");
        Self { browser, host: Host::publish(folder).await.expect("the book can be served") }
    }

    async fn open(&self, page: &str) -> Page<'_> {
        Page::open(&self.browser, &self.host.url(page)).await
    }

    /// Waits until the answer of an `async` function in the page is true.
    async fn wait_for(&self, body: &str) {
        // A worker is installed when the browser has nothing better to do, and on a loaded machine that is late.
        for _ in 0..1200 {
            if self.browser.script_async(body, Vec::new()).await.expect("the script runs") {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("never became true: {body}");
    }

    /// Opens a page for the first time, and waits until the worker is there and keeps it.
    async fn visit(&self, page: &str) {
        self.open(page).await;
        let active = "(await navigator.serviceWorker.getRegistration())?.active?.state === 'activated'";
        self.wait_for(&format!("return {active} && {}", kept(page))).await;
    }

    /// Presses a button of a parcel, and waits for what the reader is told.
    async fn press(&self, parcel: &str, button: &str) -> String {
        let page = Page { browser: &self.browser };
        page.await_script("return document.querySelector('.keeping[data-awake]') !== null").await;
        let row = format!("document.querySelector('[data-parcel={parcel}]')");
        let press = format!(
            "const row = {row}; row.querySelector('output').textContent = ''; \
             row.querySelector('[data-do={button}]').click(); return true"
        );
        let _: bool = page.script(&press).await;
        page.await_script(&format!("return {row}.querySelector('output').textContent !== ''")).await;
        page.script(&format!("return {row}.querySelector('output').textContent")).await
    }

    /// The size of a parcel, as the reader is told.
    async fn size(&self, parcel: &str) -> String {
        let size = format!("return document.querySelector('[data-parcel={parcel}] .size').textContent");
        self.browser.script(&size, Vec::new()).await.expect("the script runs")
    }

    async fn new_tab(&self) -> WindowHandle {
        let tab = self.browser.driver().new_tab().await.expect("a tab opens");
        self.show(&tab).await;
        tab
    }

    async fn show(&self, tab: &WindowHandle) {
        self.browser.driver().switch_to_window(tab.clone()).await.expect("the tab is there");
    }
}

/// Whether a page is kept, as part of a script.
fn kept(page: &str) -> String {
    let files =
        "caches.keys().then((names) => caches.open(names.find((name) => name.startsWith('cake files '))))";
    format!(
        "(await (await {files}).match(new URL('/shelf/{page}', location.href), {{ ignoreSearch: true }})) !== undefined"
    )
}

#[tokio::test]
async fn a_page_that_was_read_opens_without_a_network_and_all_do_after_one_click() {
    let away = Away::reading(book()).await;
    away.visit("blocking/index.html").await;
    away.host.cut().await;
    let player = away.open("blocking/").await.player(0);
    player.skip_question().await;
    player.scrub_to(10).await;
    assert!(!player.transcript(0).await.is_empty(), "the player works");
    let page = away.open("async-await/index.html").await;
    let told: String = page.script("return document.querySelector('h1').textContent").await;
    assert_eq!(told, "This page is not kept on this device", "nobody has asked for it");

    away.host.join().await.expect("the host comes back");
    away.open("progress.html").await;
    assert!(away.press("pages", "keep").await.starts_with("All of it is kept on this device."));
    assert!(away.size("pages").await.ends_with("MB, all kept"));
    away.host.cut().await;
    let missing: Vec<String> = away
        .browser
        .script_async(
            "const pages = arguments[0]; const answers = await Promise.all(pages.map((page) => fetch('/shelf/' + page).catch(() => {}))); \
             return pages.filter((_, n) => !answers[n]?.ok)",
            vec![json!(pages())],
        )
        .await
        .expect("the script runs");
    assert_eq!(missing, Vec::<String>::new());

    let page = away.open("async-await/index.html").await;
    let _: bool = page.script("document.getElementById('mdbook-search-toggle').click(); return true").await;
    page.await_script("return document.activeElement.id === 'mdbook-searchbar'").await;
    let focus = away.browser.driver().active_element().await.expect("the search has the focus");
    focus.send_keys("executor").await.expect("it takes keys");
    page.await_script("return document.querySelectorAll('#mdbook-searchresults li').length > 0").await;
}

#[tokio::test]
async fn programs_run_without_a_network_once_what_runs_them_is_kept() {
    let away = Away::reading(book()).await;
    away.visit("async-await/index.html").await;
    away.host.cut().await;
    let player = away.open("async-await/index.html?flavor=javascript").await.player(0);
    player.skip_question().await;
    player.click(".run").await;
    assert!(
        player.await_told("network").await.contains("the network does not answer"),
        "nobody has asked for it"
    );

    away.host.join().await.expect("the host comes back");
    away.open("progress.html").await;
    assert!(away.press("runners", "keep").await.starts_with("All of it is kept on this device."));
    away.host.cut().await;
    for flavor in ["javascript", "python", "rust-tokio", "go"] {
        let player = away.open(&format!("async-await/index.html?flavor={flavor}")).await.player(0);
        player.skip_question().await;
        player.run().await;
        assert!(player.origin(0).await.starts_with("Ran here, just now"), "{flavor}");
    }
}

#[tokio::test]
async fn what_breaks_off_says_why_and_goes_on_from_there_and_what_is_kept_can_be_removed() {
    let away = Away::reading(book()).await;
    away.visit("progress.html").await;
    away.host.cut().await;
    let told = away.press("pages", "keep").await;
    assert!(told.starts_with("A file could not be fetched: the network does not answer"), "{told}");
    away.host.join().await.expect("the host comes back");

    let quota = async |bytes: Option<u64>| {
        let origin = away.host.url("").replace("/shelf/", "");
        let asked = bytes.map_or_else(
            || json!({ "origin": origin }),
            |bytes| json!({ "origin": origin, "quotaSize": bytes }),
        );
        let answer = away.browser.driver().cdp().send_raw("Storage.overrideQuotaForOrigin", asked).await;
        let _: Value = answer.expect("the browser takes a limit");
    };
    quota(Some(4_000_000)).await;
    let told = away.press("pages", "keep").await;
    assert!(told.starts_with("There is no more room on this device"), "{told}");
    assert!(away.size("pages").await.ends_with("MB of them kept"), "{}", away.size("pages").await);
    let label = "return document.querySelector('[data-parcel=pages] [data-do=keep]').textContent";
    assert_eq!(away.browser.script::<String>(label, Vec::new()).await.expect("the script runs"), "Go on");
    quota(None).await;
    assert!(away.press("pages", "keep").await.starts_with("All of it is kept on this device."));

    assert!(away.press("pages", "remove").await.starts_with("Removed."));
    assert!(!away.size("pages").await.contains("kept"), "{}", away.size("pages").await);
    away.wait_for(&format!("return !({})", kept("glossary.html"))).await;
}

/// A copy of the built book in which each page, and scripts that are loaded early and late, have a mark.
fn edition(mark: &str) -> TempDir {
    let folder = unkept_edition(mark);
    offline::publish(folder.path(), &root().join("target/run/service-worker.js")).expect("it has a worker");
    folder
}

fn unkept_edition(mark: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy_tree(book(), folder.path());
    for page in pages() {
        let file = folder.path().join(page);
        let text = fs::read_to_string(&file).expect("the page is there");
        fs::write(file, text.replacen("<html", &format!("<html data-edition=\"{mark}\""), 1))
            .expect("it can be written");
    }
    for script in ["player/reading.js", "player/live/live.js"] {
        let file = folder.path().join(script);
        let text = fs::read_to_string(&file).expect("the script is there");
        let text = format!("{text}\n(globalThis.scripts ??= []).push(\"{mark}\");\n");
        fs::write(file, text).expect("it can be written");
    }
    folder
}

/// The mark of the page, and those of its scripts.
async fn marks(page: &Page<'_>) -> (String, Vec<String>) {
    page.await_script("return globalThis.scripts !== undefined").await;
    page.script("return [document.documentElement.dataset.edition, scripts]").await
}

fn all(mark: &str, scripts: usize) -> (String, Vec<String>) {
    (mark.to_owned(), vec![mark.to_owned(); scripts])
}

#[tokio::test]
async fn a_new_edition_waits_for_its_reader_and_no_page_is_of_two() {
    let (first, second) = (edition("A"), edition("B"));
    let away = Away::reading(first.path()).await;
    away.visit("blocking/index.html").await;
    let reading = away.browser.driver().window().await.expect("a tab is open");
    assert_eq!(marks(&away.open("async-await/index.html").await).await, all("A", 1));
    away.open("blocking/index.html").await;

    // The site has another edition now; this browser does not know yet.
    away.host.publish_anew(second.path());
    let page = away.open("futures/index.html").await;
    assert_eq!(marks(&page).await, all("B", 1), "what is not kept comes from the site, with its own scripts");
    // With one tab: chromedriver holds each new worker until it is asked for something in the right one of several.
    away.wait_for("return (await navigator.serviceWorker.getRegistration()).waiting !== null").await;

    // The page that is being read stays as it is, until the reader asks for the new edition.
    let other = away.new_tab().await;
    assert_eq!(marks(&away.open("blocking/index.html").await).await, all("A", 1), "what is kept stays");
    away.show(&reading).await;
    let page = away.open("async-await/index.html").await;
    let note = "return document.querySelector('.new-edition button') !== null";
    away.wait_for(note).await;
    let told: String = page.script("return document.querySelector('.new-edition').textContent").await;
    assert!(told.starts_with("A new edition of this book is here. Reload"), "{told}");
    assert_eq!(marks(&page).await, all("A", 1));
    let _: bool = page.script("document.querySelector('.new-edition button').click(); return true").await;
    page.await_script(
        "return document.documentElement.dataset.edition === 'B' && globalThis.scripts !== undefined",
    )
    .await;
    assert_eq!(marks(&page).await, all("B", 1));

    // The other tab is not reloaded, and gets what it still needs of its own edition.
    away.show(&other).await;
    let player = page.player(0);
    player.skip_question().await;
    player.run().await;
    assert_eq!(marks(&page).await, all("A", 2));
    away.wait_for(note).await;
    away.host.cut().await;
    assert_eq!(
        marks(&away.open("blocking/index.html").await).await,
        all("B", 1),
        "it was kept, and is again"
    );
    away.show(&reading).await;
    let page = away.open("index.html").await;
    assert_eq!(marks(&page).await, all("B", 1));

    // When the worker starts again, and nobody has been opening a page for a while, the old edition goes.
    let _: bool = away.browser.script_async(LONG_AGO, Vec::new()).await.expect("the notes can be changed");
    for command in ["ServiceWorker.enable", "ServiceWorker.stopAllWorkers"] {
        let answer = away.browser.driver().cdp().send_raw(command, json!({})).await;
        let _: Value = answer.expect("the browser stops its workers");
    }
    let twice: Vec<String> =
        away.browser.script_async(KEPT_TWICE, Vec::new()).await.expect("the script runs");
    assert!(twice.iter().any(|file| file.ends_with("player/reading.js")), "{twice:?}");
    away.open("blocking/index.html").await;
    away.wait_for(&format!("return (await (async () => {{ {KEPT_TWICE} }})()).length === 0")).await;
    assert_eq!(marks(&page).await, all("B", 1));
}

/// Makes what the worker has noted of pages old enough to be forgotten.
const LONG_AGO: &str = "
const notes = await caches.open((await caches.keys()).find((name) => name.startsWith('cake notes ')));
const pages = (await notes.keys()).filter(({ url }) => url.includes('?page='));
for (const page of pages) await notes.put(page, new Response(JSON.stringify({ ...await (await notes.match(page)).json(), since: 0 })));
return pages.length > 0";

/// The files that are kept for more than one edition.
const KEPT_TWICE: &str = "
const files = await caches.open((await caches.keys()).find((name) => name.startsWith('cake files ')));
const paths = (await files.keys()).map(({ url }) => new URL(url).pathname);
return paths.filter((path, n) => paths.indexOf(path) !== n)";

#[tokio::test]
async fn a_site_that_is_built_without_a_worker_gets_rid_of_the_one_from_before() {
    let (kept, stock) = (edition("A"), unkept_edition("stock"));
    for file in ["service-worker.js", "player/edition.js"] {
        let source =
            file.replace("service-worker.js", "src/service-worker.js").replace("player/", "web/player/");
        fs::copy(root().join(source), stock.path().join(file)).expect("a file can be copied");
    }
    let away = Away::reading(kept.path()).await;
    away.visit("blocking/index.html").await;
    away.host.publish_anew(stock.path());
    away.open("blocking/index.html").await;
    away.wait_for(
        "return (await navigator.serviceWorker.getRegistrations()).length === 0 && (await caches.keys()).length === 0",
    )
    .await;
    // One that the browser has not seen: others may be what it remembers, as on any site.
    let page = away.open("futures/index.html").await;
    let edition: String = page.script("return document.documentElement.dataset.edition").await;
    assert_eq!(edition, "stock");
}

#[tokio::test]
async fn a_machine_s_own_addresses_which_all_of_its_sites_share_get_no_worker() {
    let reader = Reader::new().await;
    let page = reader.open("progress.html").await;
    page.await_script(
        "return document.querySelector('.keeping .why').textContent.includes('your own machine')",
    )
    .await;
    let workers: usize = reader
        .browser
        .script_async("return (await navigator.serviceWorker.getRegistrations()).length", Vec::new())
        .await
        .expect("the script runs");
    assert_eq!(workers, 0);
    reader.leave().await;
}
