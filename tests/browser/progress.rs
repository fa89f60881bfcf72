//! How far the reader is: kept in the browser, shown in the sidebar, and on a page that can erase it.

use crate::book::Reader;

/// What stands beside a page in the sidebar, in words.
async fn beside(page: &crate::page::Page<'_>, address: &str) -> String {
    let link = format!("mdbook-sidebar-scrollbox a[href$='{address}'] .unseen");
    page.script(&format!("return document.querySelector(\"{link}\")?.textContent.trim() ?? ''")).await
}

#[tokio::test]
async fn what_was_read_and_predicted_is_in_the_sidebar_and_on_the_page_that_erases_it() {
    let reader = Reader::new().await;
    let page = reader.open("blocking/index.html").await;
    assert_eq!(beside(&page, "blocking/index.html").await, "");
    page.player(0).click(".predict label:nth-child(2) input").await;
    let _: bool = page.script("scrollTo(0, 1e6); return true").await;
    page.await_script(
        "return [...document.querySelectorAll('.reading')].some((it) => it.title.includes('read'))",
    )
    .await;
    assert_eq!(beside(&page, "blocking/index.html").await, "(read, 1 prediction)");

    let page = reader.open("progress.html").await;
    let told = "return document.querySelector('[data-page=\"blocking/index.html\"]').textContent";
    page.await_script("return document.querySelector('.progress .reading') !== null").await;
    let row: String = page.script(told).await;
    assert!(row.contains("✓ read") && row.contains("✕ predicted otherwise"), "{row}");
    for button in ["erase", "erase-now"] {
        let click = format!("document.querySelector('[data-do={button}]').click(); return true");
        let _: bool = page.script(&click).await;
    }
    let row: String = page.script(told).await;
    assert!(!row.contains("read") && !row.contains("predicted"), "{row}");
    assert_eq!(beside(&page, "blocking/index.html").await, "");
    reader.leave().await;
}

#[tokio::test]
async fn who_comes_back_can_go_on_in_the_same_place() {
    let reader = Reader::new().await;
    let page = reader.open("blocking/index.html").await;
    let before: f64 = page.script("scrollTo(0, 2000); return scrollY").await;
    let page = reader.open("index.html").await;
    page.await_script("return document.querySelector('.go-on a') !== null").await;
    let offered: String = page.script("return document.querySelector('.go-on').textContent").await;
    assert!(offered.contains("The obvious code"), "{offered}");
    let _: bool = page.script("document.querySelector('.go-on a').click(); return true").await;
    page.await_script("return location.pathname.endsWith('blocking/index.html') && scrollY > 100").await;
    let after: f64 = page.script("return scrollY").await;
    assert!((after - before).abs() < 20.0, "{before}, then {after}");
    reader.leave().await;
}

#[tokio::test]
async fn a_file_that_is_not_ours_changes_nothing_and_says_why() {
    let reader = Reader::new().await;
    let page = reader.open("progress.html").await;
    page.await_script("return document.querySelector('.progress[data-awake]') !== null").await;
    let _: String = page
        .script(
            "const choice = new DataTransfer(); choice.items.add(new File(['{}'], 'cake.json')); \
             const input = document.querySelector('.progress input'); input.files = choice.files; \
             input.dispatchEvent(new Event('change')); return ''",
        )
        .await;
    page.await_script("return document.querySelector('.progress output').textContent !== ''").await;
    let said: String = page.script("return document.querySelector('.progress output').textContent").await;
    assert_eq!(
        said,
        "cake.json was not loaded: it is not a file that this page has saved. Nothing has changed."
    );
    reader.leave().await;
}
