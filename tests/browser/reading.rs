//! The pages: with JavaScript and without, on a phone, in every theme.

use std::collections::BTreeSet;

use book_tests::root;
use browser::{Feature, Options, Viewport};
use tokio::task::JoinSet;

use crate::book::{Reader, built, is_spared};

/// Every page of the book.
pub fn pages() -> Vec<String> {
    let pages = mdbook_program::pages(&root().join("src")).expect("the summary can be read");
    pages.iter().map(|page| page.with_extension("html").to_string_lossy().into_owned()).collect()
}

#[tokio::test]
async fn without_javascript_a_page_has_everything_but_the_controls() {
    let reader = Reader::with(&Options { javascript: false, ..Options::default() }).await;
    reader.browser.goto(&reader.site.url("async-await/index.html")).await.expect("the page opens");
    let driver = reader.browser.driver();
    let visible = async |selector: &str| {
        let mut count = 0;
        for element in driver.find_all(browser::thirtyfour::By::Css(selector)).await.expect("a selector") {
            count += usize::from(element.is_displayed().await.expect("an element"));
        }
        count
    };
    // cake_and_book in all its flavors, then some of them side by side.
    let tracks = visible("program-player .track").await;
    assert!(tracks >= 10, "{tracks}");
    assert_eq!(visible("program-player .code").await, tracks);
    assert_eq!(visible("program-player .transcript").await, tracks);
    assert_eq!(visible("program-player .timeline svg[role=img]").await, tracks);
    assert_eq!(visible("program-player .words").await, tracks);
    assert!(visible("program-player .differs").await >= 1, "what differs is said to everybody");
    assert_eq!(visible("program-player :is(.controls, .live)").await, 0, "nothing that does not work");
    assert_eq!(visible("program-player [role=tab]").await, 0);
    reader.leave().await;
}

#[tokio::test]
async fn a_page_does_not_jump_when_its_players_wake() {
    if is_spared(Feature::LayoutShifts) {
        return;
    }
    stay_where_they_are(async || Reader::new().await).await;
}

#[tokio::test]
async fn a_page_that_comes_in_pieces_does_not_jump_either() {
    if is_spared(Feature::LayoutShifts) {
        return;
    }
    stay_where_they_are(async || Reader::on_a_slow_line().await).await;
}

/// Nearly all of the time goes by in waiting for what might still move: several readers wait no longer than one.
async fn stay_where_they_are(reader: impl AsyncFn() -> Reader) {
    let pages = pages();
    let mut readers = JoinSet::new();
    for share in pages.chunks(pages.len().div_ceil(4)) {
        readers.spawn(stays_where_it_is(reader().await, share.to_vec()));
    }
    readers.join_all().await;
}

async fn stays_where_it_is(reader: Reader, pages: Vec<String>) {
    reader.open("async-await/index.html").await.player(0).choose_flavor("Rust, smol").await;
    for page in pages {
        reader.open(&page).await;
        let shifts: Vec<String> =
            reader.browser.script_async(SHIFTS, Vec::new()).await.expect("the script runs");
        assert_eq!(shifts, Vec::<String>::new(), "{page}");
    }
    reader.leave().await;
}

/// A phone of that width in CSS pixels.
pub fn phone(width: u32) -> Viewport {
    Viewport { width, height: 800, scale: 2.0, mobile: true }
}

/// The boxes that scroll sideways and cannot be reached by Tab, or have no name there. An editor is one by itself.
const UNREACHED: &str = r"
const boxes = [...document.querySelectorAll('main *')].filter((box) => box.scrollWidth > box.clientWidth + 1
  && /auto|scroll/.test(getComputedStyle(box).overflowX) && box.checkVisibility({ visibilityProperty: true }) && !box.closest('.cm-editor'));
return boxes.filter((box) => !(box.tabIndex >= 0 && box.role && box.ariaLabel)).map((box) => box.outerHTML.slice(0, 120));
";

/// As narrow as a small phone, and as a window on a desk whose text is twice as large.
#[tokio::test]
async fn no_page_scrolls_sideways_and_what_does_is_reached_by_keyboard() {
    let reader = Reader::new().await;
    for page in built() {
        let narrow = Viewport { width: 640, height: 450, scale: 2.0, mobile: false };
        reader.browser.viewport(Some(narrow)).await.expect("the browser takes the size");
        let opened = reader.open(&page).await;
        for screen in [narrow, phone(390), phone(320)] {
            reader.browser.viewport(Some(screen)).await.expect("the browser takes the size");
            let overflow: i64 = opened
                .script("const { scrollWidth, clientWidth } = document.scrollingElement; return scrollWidth - clientWidth")
                .await;
            assert!(overflow <= 0, "{page} is {overflow} px too wide at {}", screen.width);
        }
        opened.await_script(&format!("return (() => {{ {UNREACHED} }})().length === 0")).await;
    }
    reader.leave().await;
}

#[tokio::test]
async fn code_and_timeline_can_be_read_in_every_theme() {
    let reader = Reader::new().await;
    let page = reader.open("async-await/index.html").await;
    for theme in ["light", "rust", "coal", "navy", "ayu"] {
        let worst: Vec<(String, f64)> =
            page.script(&format!("{}dress('{theme}'); {CONTRASTS}", include_str!("colors.js"))).await;
        let colors: Vec<String> = page
            .script(
                "return ['.line', '.hl-keyword', '.hl-string', '.hl-function'].map((kind) => \
                 getComputedStyle(document.querySelector('program-player .code ' + kind)).color)",
            )
            .await;
        assert_eq!(colors.iter().collect::<BTreeSet<_>>().len(), 4, "{theme}: kinds of code look alike");
        for (what, contrast) in worst {
            assert!(contrast >= 4.5, "{theme}: {what} has a contrast of {contrast:.2}");
        }
    }
    reader.leave().await;
}

/// Every layout shift since the page was opened, and what shifted.
const SHIFTS: &str = r"
const shifts = [];
const name = (node) => node?.nodeType === 1 ? node.tagName + '.' + node.className : 'text: ' + node?.textContent.slice(0, 40);
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) shifts.push(entry.value + ': ' + entry.sources.map(({ node, previousRect, currentRect }) => name(node) + JSON.stringify([previousRect, currentRect])));
}).observe({ type: 'layout-shift', buffered: true });
return new Promise((done) => setTimeout(() => done(shifts), 600));
";

/// The contrast of each kind of code, of transcript and controls against what is behind them.
const CONTRASTS: &str = r"
const selectors = ['.code .line', '.hl-keyword', '.hl-string', '.hl-constant', '.hl-function', '.hl-comment', '.hl-type',
  '.transcript li', '.transcript .at', '.source', '.controls .now', '.words summary', '[role=tab]', '.live .run', '.live .knob', '.live .quiet'];
return selectors.flatMap((selector) => {
  const element = [...document.querySelectorAll('program-player ' + selector)].find((found) => found.offsetParent);
  if (!element) return [];
  return [[selector, contrast(getComputedStyle(element).color, behind(element))]];
});
";
