//! What is around the text, on every page: the way to it, the table of contents, the theme; and the policy that lets
//! nothing in from elsewhere.

use std::collections::BTreeMap;
use std::fs;
use std::time::Duration;

use browser::thirtyfour::{By, Key};
use browser::{Feature, Options};
use serde_json::json;

use crate::book::{Reader, is_spared};
use crate::page::Page;
use crate::served::Served;

const PAGE: &str = "threads/index.html";

#[tokio::test]
async fn the_text_is_two_keys_away() {
    let reader = Reader::new().await;
    let page = reader.open(PAGE).await;
    page.press(Key::Tab).await;
    let (text, top): (String, f64) = page
        .script("const at = document.activeElement; return [at.textContent, at.getBoundingClientRect().top]")
        .await;
    assert_eq!(text, "Skip to the text");
    assert!(top >= 0.0, "it is seen when it has the focus");
    page.press(Key::Enter).await;
    page.await_script("return document.activeElement.localName === 'main'").await;
    page.press(Key::Tab).await;
    let inside: bool =
        page.script("return document.activeElement.closest('main a, main button') !== null").await;
    assert!(inside, "the next key leads on in the text");
    reader.leave().await;
}

#[tokio::test]
async fn the_table_of_contents_is_opened_and_closed_by_its_button() {
    let reader = Reader::new().await;
    let page = reader.open(PAGE).await;
    let shown = "const nav = document.getElementById('mdbook-sidebar'); \
                 return nav.checkVisibility() && nav.getBoundingClientRect().right > 0";
    let said = "return document.getElementById('mdbook-sidebar-toggle').ariaExpanded";
    page.await_script(shown).await;
    assert_eq!(page.script::<String>(said).await, "true");
    let () = page.script("document.getElementById('mdbook-sidebar-toggle').focus()").await;
    page.press(Key::Enter).await;
    page.await_script(&format!("return !(() => {{ {shown} }})()")).await;
    assert_eq!(page.script::<String>(said).await, "false");
    page.press(Key::Space).await;
    page.await_script(shown).await;
    assert_eq!(page.script::<String>(said).await, "true");
    reader.leave().await;
}

#[tokio::test]
async fn without_javascript_the_table_of_contents_can_be_opened_too() {
    let reader = Reader::with(&Options { javascript: false, ..Options::default() }).await;
    reader.browser.goto(&reader.site.url(PAGE)).await.expect("the page opens");
    let driver = reader.browser.driver();
    let frame = driver.find(By::Css(".sidebar-iframe-outer")).await.expect("the contents are in a frame");
    let right = async || {
        let rect = frame.rect().await.expect("a frame has a place");
        rect.x + rect.width
    };
    assert!(right().await <= 0.0, "it is out of sight");
    driver
        .find(By::Css(".left-buttons label"))
        .await
        .expect("there is a label")
        .click()
        .await
        .expect("a click");
    for _ in 0..1200 {
        if right().await > 200.0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    assert!(right().await > 200.0, "it has come");
    reader.leave().await;
}

/// Chooses a theme as readers do.
async fn choose_theme(page: &Page<'_>, name: &str) {
    let driver = page.browser.driver();
    for button in ["mdbook-theme-toggle", &format!("mdbook-theme-{name}")] {
        driver.find(By::Id(button)).await.expect("there is a button").click().await.expect("a click");
    }
}

/// Keeps what classes the page's root has had, whenever they change.
const CLASSES: &str = "window.classes = []; new MutationObserver(() => classes.push(document.documentElement.className))\
                       .observe(document, { subtree: true, attributes: true, attributeFilter: ['class'] })";

#[tokio::test]
async fn a_theme_is_there_before_anything_is_painted() {
    if is_spared(Feature::EarlyScripts) {
        return;
    }
    let reader = Reader::new().await;
    let page = reader.open(PAGE).await;
    choose_theme(&page, "navy").await;
    let from_the_start = json!({ "source": CLASSES });
    let before = reader.browser.driver().cdp();
    before
        .send_raw("Page.addScriptToEvaluateOnNewDocument", from_the_start)
        .await
        .expect("a script is taken");
    let page = reader.open("blocking/index.html").await;
    let classes: Vec<String> = page.script("return window.classes").await;
    assert!(
        !classes.is_empty() && classes.iter().all(|it| it.contains("navy") && !it.contains("light")),
        "{classes:?}"
    );
    reader.leave().await;
}

#[tokio::test]
async fn a_theme_is_on_the_page_too_that_one_goes_back_to() {
    let reader = Reader::new().await;
    let page = reader.open(PAGE).await;
    choose_theme(&page, "navy").await;
    let page = reader.open("blocking/index.html").await;
    choose_theme(&page, "coal").await;
    let () = page.script("history.back()").await;
    page.await_script(
        "return location.pathname.startsWith('/threads/') && document.readyState === 'complete'",
    )
    .await;
    page.await_script("return document.documentElement.classList.contains('coal')").await;
    let kept: bool = page.script("return document.documentElement.classList.contains('navy')").await;
    assert!(!kept, "one theme at a time");
    reader.leave().await;
}

#[tokio::test]
async fn going_back_shows_a_page_as_it_was_left_without_loading_it_again() {
    let reader = Reader::new().await;
    let page = reader.open(PAGE).await;
    // Firefox keeps no page that waits for a file, or in which the driver has a script under way.
    page.await_script(
        "return performance.getEntriesByName(new URL('../player/edition.js', location).href).length > 0",
    )
    .await;
    let () = page
        .script("window.left = true; setTimeout(() => location.assign('../blocking/index.html'), 200)")
        .await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    page.await_script(
        "return location.pathname.startsWith('/blocking/') && document.readyState === 'complete'",
    )
    .await;
    let () = page.script("history.back()").await;
    page.await_script("return location.pathname.startsWith('/threads/') && window.left === true").await;
    reader.leave().await;
}

/// The files that search consists of and that have been fetched.
const SEARCH: &str = "return performance.getEntriesByType('resource').filter(({ name }) => \
                      /(elasticlunr|mark|searcher|searchindex)-/.test(name)).length";

#[tokio::test]
async fn search_is_fetched_when_somebody_searches() {
    let reader = Reader::new().await;
    let found = "return document.querySelectorAll('#mdbook-searchresults li').length > 0";
    for key in [false, true] {
        let page = reader.open(PAGE).await;
        assert_eq!(page.script::<usize>(SEARCH).await, 0);
        if key {
            page.press_search("oven").await;
        } else {
            let driver = reader.browser.driver();
            let toggle = driver.find(By::Id("mdbook-search-toggle")).await.expect("there is a button");
            toggle.click().await.expect("a click");
            page.await_script("return window.search?.hasFocus?.() ?? false").await;
            let field = driver.active_element().await.expect("the field has the focus");
            field.send_keys("oven").await.expect("the field takes keys");
        }
        page.await_script(found).await;
        assert_eq!(page.script::<usize>(SEARCH).await, 4);
    }
    // What was found is marked where it leads to.
    let link = "const link = document.querySelector('#mdbook-searchresults a'); location.href = link.href; return link.href";
    let page = Page { browser: &reader.browser };
    let address: String = page.script(link).await;
    assert!(address.contains("?highlight=oven"), "{address}");
    page.await_script("return document.querySelectorAll('main mark').length > 0").await;
    reader.leave().await;
}

/// What somebody would try who can put text into a page, each with what it would leave behind.
const ATTEMPTS: &str = r#"
const attempts = {
  "a script in the page": () => document.body.insertAdjacentElement("beforeend", Object.assign(document.createElement("script"), { textContent: "window.reached = true" })),
  "a handler": () => { const image = document.createElement("img"); image.setAttribute("onerror", "window.reached = true"); image.src = "data:,"; document.body.append(image); return new Promise((done) => setTimeout(done, 100)); },
  "eval": () => { window.reached = window.eval("true"); },
  "a script from a blob": () => new Promise((done) => { const script = document.createElement("script"); script.onload = script.onerror = done; script.src = URL.createObjectURL(new Blob(["window.reached = true"])); document.body.append(script); }),
  "WebAssembly": async () => { await window.WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])); window.reached = true; },
  "another host": async () => { await fetch("http://127.0.0.1:9/", { mode: "no-cors" }).catch(() => {}); },
};
const seen = [];
document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => seen.push(effectiveDirective));
const answers = [];
for (const name of arguments) {
  delete window.reached;
  try { await attempts[name](); } catch {}
  await new Promise((done) => setTimeout(done, 50));
  answers.push([name, window.reached === true, seen.pop() ?? "no violation"]);
}
return answers;
"#;

#[tokio::test]
async fn what_the_book_has_not_brought_along_neither_runs_nor_is_fetched() {
    get_nowhere(&["a script in the page", "a handler", "eval", "a script from a blob", "another host"]).await;
}

#[tokio::test]
async fn no_page_compiles_webassembly_which_only_the_frame_of_programs_may() {
    if !is_spared(Feature::WebAssemblyPolicy) {
        get_nowhere(&["WebAssembly"]).await;
    }
}

async fn get_nowhere(attempts: &[&str]) {
    let reader = Reader::new().await;
    reader.open(PAGE).await;
    let names = attempts.iter().map(|name| json!(name)).collect();
    let answers: Vec<(String, bool, String)> =
        reader.browser.script_async(ATTEMPTS, names).await.expect("the script runs");
    assert_eq!(answers.len(), attempts.len());
    for (attempt, reached, violated) in answers {
        assert!(!reached, "{attempt} gets through");
        let directive = if attempt == "another host" { "connect-src" } else { "script-src" };
        assert!(violated.starts_with(directive), "{attempt}: {violated}");
    }
    // They are of this test's own making.
    reader.browser.complaints().await.expect("the browser's log");
    reader.leave().await;
}

#[tokio::test]
async fn a_page_in_use_breaks_no_rule_asks_nobody_and_keeps_no_cookie() {
    let reader = Reader::new().await;
    let page = reader.open("async-await/index.html?flavor=javascript").await;
    let player = page.player(0);
    player.skip_question().await;
    player.run().await;
    player.edit().await;
    player.choose_flavor("Python").await;
    player.run().await;
    player.choose_flavor("Rust, tokio").await;
    player.run().await;
    choose_theme(&page, "ayu").await;
    let () = page.script("document.activeElement.blur()").await;
    page.press_search("cake").await;
    page.await_script("return document.querySelectorAll('#mdbook-searchresults li').length > 0").await;
    assert_eq!(reader.browser.complaints().await.expect("the browser's log"), Vec::<String>::new());
    let elsewhere: Vec<String> = page
        .script(
            "return performance.getEntriesByType('resource').map((entry) => entry.name)\
             .filter((name) => !name.startsWith(location.origin) && !/^(data|blob):/.test(name))",
        )
        .await;
    assert_eq!(elsewhere, Vec::<String>::new());
    assert_eq!(page.script::<String>("return document.cookie").await, "");
    reader.leave().await;
}

#[tokio::test]
async fn the_book_s_own_server_keeps_to_the_policy() {
    let served = Served::start();
    let reader = Reader::new().await;
    let (first, _) = served.edition_after(0);
    let address = format!("http://{}/blocking/index.html", served.address);
    reader.browser.goto(&address).await.expect("the page opens");
    let page = Page { browser: &reader.browser };
    let token: String = page.script("return window.cakeServer.token").await;
    assert!(token.len() > 20, "{token}");
    let text = fs::read_to_string(served.page()).expect("the page is there");
    fs::write(served.page(), format!("{text}\nA new sentence.\n")).expect("the page can be saved");
    let (_, error) = served.edition_after(first);
    assert_eq!(error, None);
    page.await_script(
        "return document.querySelector('main')?.textContent.includes('A new sentence.') ?? false",
    )
    .await;
    assert_eq!(reader.browser.complaints().await.expect("the browser's log"), Vec::<String>::new());
    reader.leave().await;
}

#[tokio::test]
async fn each_page_has_a_description_and_a_first_heading_of_its_own() {
    let reader = Reader::new().await;
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for page in crate::reading::pages() {
        let opened = reader.open(&page).await;
        let (description, headings): (String, usize) = opened
            .script("return [document.querySelector('meta[name=description]').content, document.querySelectorAll('h1').length]")
            .await;
        assert!(description.len() > 60, "{page}: {description}");
        assert_eq!(headings, 1, "{page}");
        if let Some(other) = seen.insert(description, page.clone()) {
            panic!("{page} and {other} are described by the same words");
        }
    }
    reader.leave().await;
}
