//! What the text makes of itself: terms that tell what they mean, and the cheat sheet.

use browser::thirtyfour::Key;
use browser::{Options, Viewport};

use crate::book::Reader;

const PHONE: Viewport = Viewport { width: 390, height: 800, scale: 2.0, mobile: true };

/// What the first term of the page tells at the moment. Firefox names the attribute that it is told from.
const TOLD: &str = "const term = document.querySelector('a.term'); \
                    return getComputedStyle(term, '::after').content\
                    .replace('attr(aria-description)', term.getAttribute('aria-description'))";

#[tokio::test]
async fn a_term_tells_what_it_means_until_it_is_put_away() {
    let reader = Reader::new().await;
    let page = reader.open("threads/index.html").await;
    let told = async || -> String { page.script(TOLD).await };
    assert_eq!(told().await, "none");
    // The window has the focus once a key has been pressed in it.
    page.press(Key::Tab).await;
    let definition: String = page
        .script("const term = document.querySelector('a.term'); term.focus(); return term.ariaDescription")
        .await;
    assert!(definition.len() > 20, "{definition}");
    assert!(told().await.contains(&definition), "{}", told().await);
    page.press(Key::Escape).await;
    assert_eq!(told().await, "none");
    // It is told again when it has been left.
    let () = page.script("document.activeElement.blur(); document.querySelector('a.term').focus()").await;
    assert!(told().await.contains(&definition), "{}", told().await);
    page.press(Key::Enter).await;
    page.await_script(
        "return location.pathname.endsWith('/glossary.html') && document.querySelector(':target') !== null",
    )
    .await;
    reader.leave().await;
}

#[tokio::test]
async fn what_a_term_tells_is_inside_of_the_window() {
    let reader = Reader::new().await;
    for width in [1280, 390, 320] {
        let size = Viewport { width, height: 800, scale: 1.0, mobile: width < 700 };
        reader.browser.viewport(Some(size)).await.expect("the browser takes the size");
        let page = reader.open("async-await/index.html").await;
        let overflow: i64 = page
            .script(
                "let worst = 0; for (const term of document.querySelectorAll('a.term')) { term.focus(); \
                 const { scrollWidth, clientWidth } = document.documentElement; \
                 worst = Math.max(worst, scrollWidth - clientWidth); } return worst",
            )
            .await;
        assert!(overflow <= 0, "{overflow} px too wide at {width}");
    }
    reader.leave().await;
}

/// The languages whose cells are seen.
const SEEN: &str = "const seen = [...document.querySelectorAll('.cell')].filter((cell) => cell.checkVisibility()); \
                    return [...new Set(seen.map((cell) => cell.dataset.language))]";

#[tokio::test]
async fn on_a_phone_the_cheat_sheet_shows_the_reader_s_own_language() {
    let reader = Reader::new().await;
    reader.browser.viewport(Some(PHONE)).await.expect("the browser takes the size");
    let page = reader.open("cheat-sheet/index.html?flavor=go").await;
    let seen = async || -> Vec<String> { page.script(SEEN).await };
    assert_eq!(seen().await, ["go"]);
    // A click before the page is awake is nobody's.
    let choose = "document.querySelector('.sheet-tabs [data-language=python]').click(); \
                  return document.documentElement.dataset.sheet === 'python'";
    page.await_script(choose).await;
    assert_eq!(seen().await, ["python"]);
    reader.open("cheat-sheet/index.html").await;
    assert_eq!(seen().await, ["python"], "the choice is remembered");
    let flavor: String = reader
        .open("threads/index.html")
        .await
        .player(0)
        .script("return player.querySelector('.track[data-side]').dataset.flavor")
        .await;
    assert_eq!(flavor, "python", "for the whole book");
    reader.leave().await;
}

#[tokio::test]
async fn where_there_is_room_or_no_script_the_cheat_sheet_shows_all_languages() {
    let reader = Reader::new().await;
    let page = reader.open("cheat-sheet/index.html").await;
    assert_eq!(page.script::<Vec<String>>(SEEN).await.len(), 6);
    reader.leave().await;

    let reader = Reader::with(&Options { javascript: false, ..Options::default() }).await;
    reader.browser.viewport(Some(PHONE)).await.expect("the browser takes the size");
    reader.browser.goto(&reader.site.url("cheat-sheet/index.html")).await.expect("the page opens");
    let cells =
        reader.browser.driver().find_all(browser::thirtyfour::By::Css(".cell")).await.expect("a selector");
    assert_eq!(cells.len(), 60, "ten tasks in six languages");
    for cell in cells {
        assert!(cell.is_displayed().await.expect("an element"));
    }
    reader.leave().await;
}
