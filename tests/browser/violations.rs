//! Nothing keeps a reader out, on any page that was built, in any theme.

use serde_json::json;
use tokio::task::JoinSet;

use crate::axe::{Axe, Rules};
use crate::book::{Reader, built};
use crate::reading::phone;

/// Looked at one after the other, the pages would take a minute and a half.
const READERS: usize = 3;

#[tokio::test]
async fn nothing_keeps_a_reader_out_on_any_page_in_any_theme() {
    let Some(axe) = Axe::find() else { return };
    let pages = built();
    assert!(pages.len() > 40, "{pages:?}");
    let mut readers = JoinSet::new();
    for share in pages.chunks(pages.len().div_ceil(READERS)) {
        readers.spawn(look(Reader::new().await, axe.clone(), share.to_vec()));
    }
    let found: Vec<String> = readers.join_all().await.into_iter().flatten().collect();
    assert!(found.is_empty(), "{} violations:\n{}", found.len(), found.join("\n"));
}

/// What nobody sees now, axe would read all the same, five times: the code of all languages but one is most of a page.
const FOLD: &str = "for (const hidden of document.querySelectorAll('.track:not([data-side]) :is(.code, .transcript, .timeline), \
    .words ol, .figure-data')) hidden.replaceChildren(); return true";

async fn look(reader: Reader, axe: Axe, pages: Vec<String>) -> Vec<String> {
    let mut found = Vec::new();
    let whole = json!("html");
    // What is around the text, and the colors of code, are the same on all pages.
    let own = json!({ "include": [["main"]], "exclude": [[".code"]] });
    for (place, name) in pages.into_iter().enumerate() {
        reader.browser.viewport(None).await.expect("the browser takes the size");
        let page = reader.open(&name).await;
        let _: bool = page.script(FOLD).await;
        let mut tell = |how: &str, violations: Vec<String>| {
            found.extend(violations.into_iter().map(|violation| format!("{name}, {how}: {violation}")));
        };
        tell("light", axe.violations(&page, &whole, Rules::All).await);
        for theme in ["rust", "coal", "navy", "ayu"] {
            page.dress(theme).await;
            let part = if place == 0 { &whole } else { &own };
            tell(theme, axe.violations(&page, part, Rules::Contrast).await);
        }
        page.dress("light").await;
        reader.browser.viewport(Some(phone(390))).await.expect("the browser takes the size");
        page.settle().await;
        tell("on a phone", axe.violations(&page, &whole, Rules::AllButContrast).await);
    }
    reader.leave().await;
    found
}
