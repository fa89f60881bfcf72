//! The book on paper: one page of all pages, as it is printed.

use std::collections::BTreeSet;
use std::fs;
use std::time::{Duration, Instant};

use book_tests::root;
use browser::{Feature, Viewport};
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::book::{Reader, is_spared};

/// A sheet of A5 without its margins, at 96 pixels to the inch: narrower than most.
const PAPER: Viewport = Viewport { width: 446, height: 700, scale: 1.0, mobile: false };

const FIVE_MINUTES: Duration = Duration::from_secs(300);
/// What the driver gives other pages.
const USUAL: Duration = Duration::from_secs(60);

/// The print page, for a reader who has chosen Go and a dark theme.
async fn printed(reader: &Reader) {
    let page = reader.open("glossary.html").await;
    reader.browser.viewport(Some(PAPER)).await.expect("the browser takes the size");
    media(reader, "print").await;
    // The dialog, which the page opens by itself, would wait for somebody.
    let no_dialog = json!({ "source": "window.print = () => {}" });
    let cdp = reader.browser.driver().cdp();
    cdp.send_raw("Page.addScriptToEvaluateOnNewDocument", no_dialog)
        .await
        .expect("the browser takes a script");
    // This page is the longest of all, and what is not there when the time is over would not come any more.
    patience(reader, FIVE_MINUTES).await;
    // Not before the driver has its answer.
    let go = "localStorage.setItem('cake.flavor', 'go'); localStorage.setItem('mdbook-theme', 'navy'); \
              setTimeout(() => location.assign('print.html'), 200); return true";
    let _: bool = page.script(go).await;
    let is_there = "return location.pathname.endsWith('/print.html') && document.readyState === 'complete'";
    let begun = Instant::now();
    while !ask::<bool>(reader, is_there).await {
        assert!(begun.elapsed() < FIVE_MINUTES, "the print page is not there after five minutes");
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

/// A script's answer. While the page is laid out it answers nobody, on a busy machine for longer than the driver waits.
async fn ask<T: DeserializeOwned>(reader: &Reader, body: &str) -> T {
    let begun = Instant::now();
    loop {
        match reader.browser.script(body, Vec::new()).await {
            Ok(answer) => return answer,
            Err(error) => assert!(begun.elapsed() < FIVE_MINUTES, "{error}"),
        }
    }
}

/// How long a page may take to load.
async fn patience(reader: &Reader, time: Duration) {
    reader.browser.driver().set_page_load_timeout(time).await.expect("the driver takes the time");
}

/// What the page is shown on; nothing is the screen.
async fn media(reader: &Reader, media: &str) {
    let command = ("Emulation.setEmulatedMedia", json!({ "media": media }));
    reader.browser.driver().cdp().send_raw(command.0, command.1).await.expect("the browser takes the medium");
}

/// One test, since the page takes its time.
#[tokio::test]
async fn the_book_can_be_printed() {
    if is_spared(Feature::Paper) {
        return;
    }
    let reader = Reader::new().await;
    printed(&reader).await;
    every_program_is_there_with_its_timeline_in_the_reader_s_own_language(&reader).await;
    nothing_is_there_to_be_clicked_and_no_player_is_loaded(&reader).await;
    it_is_black_on_white_and_says_where_links_lead(&reader).await;
    media(&reader, "").await;
    patience(&reader, USUAL).await;
    reader.leave().await;
}

async fn every_program_is_there_with_its_timeline_in_the_reader_s_own_language(reader: &Reader) {
    let mut shown = BTreeSet::new();
    for page in mdbook_program::pages(&root().join("src")).expect("the summary can be read") {
        let text = fs::read_to_string(root().join("src").join(page)).expect("a page");
        shown.extend(mdbook_program::programs(&text));
    }
    assert!(shown.len() > 50, "{}", shown.len());

    let flavors: Vec<(String, String, bool)> = ask(
            reader,
            "const tracks = [...document.querySelectorAll('program-player .track')].filter((it) => it.checkVisibility());
             return tracks.map((track) => {
                 const svg = track.querySelector('.timeline svg.lanes')?.getBoundingClientRect();
                 const box = track.getBoundingClientRect();
                 const whole = svg !== undefined && svg.height > 40 && svg.left >= box.left && svg.right <= box.right;
                 const none = track.querySelector('.refusal') !== null;
                 return [track.dataset.program, track.dataset.flavor, whole || none];
             })",
        )
        .await;
    let told: BTreeSet<&str> = flavors.iter().map(|(program, ..)| program.as_str()).collect();
    for program in &shown {
        assert!(told.contains(program.as_str()), "{program} is not on paper");
    }
    let cut: Vec<_> = flavors.iter().filter(|(.., whole)| !whole).collect();
    assert!(cut.is_empty(), "the timelines of these are cut off, or not there: {cut:?}");
    // Some pages show a program in languages of their own choice.
    let in_go = flavors.iter().filter(|(_, flavor, _)| flavor == "go").count();
    assert!(in_go > shown.len() / 2, "{in_go} of {} in Go", flavors.len());
}

async fn nothing_is_there_to_be_clicked_and_no_player_is_loaded(reader: &Reader) {
    let dead: Vec<String> = ask(
        reader,
        "const dead = document.querySelectorAll('main :is(button, input, select, textarea)');
             return [...dead].filter((it) => it.checkVisibility()).map((it) => it.outerHTML)",
    )
    .await;
    assert_eq!(dead, Vec::<String>::new());
    let modules: Vec<String> = ask(
        reader,
        "return performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)\
             .filter((name) => name.includes('/player/'))",
    )
    .await;
    assert_eq!(modules, Vec::<String>::new());
    let players: bool = ask(reader, "return customElements.get('program-player') === undefined").await;
    assert!(players, "a player is awake");
}

async fn it_is_black_on_white_and_says_where_links_lead(reader: &Reader) {
    let dark: bool = ask(reader, "return document.documentElement.classList.contains('navy')").await;
    assert!(dark, "the theme is chosen");
    let colors: Vec<String> = ask(
            reader,
            "const texts = ['main > p', 'main .transcript li', 'main .track .name'].map((it) => document.querySelector(it));
             return [...new Set(texts.map((it) => getComputedStyle(it).color))]",
        )
        .await;
    assert_eq!(colors, ["rgb(0, 0, 0)"]);
    let address: String = ask(
        reader,
        "return getComputedStyle(document.querySelector('main p a[href^=http]'), '::after').content",
    )
    .await;
    assert!(address.contains("http"), "{address}");
}
