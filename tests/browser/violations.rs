//! Nothing keeps a reader out, on any page that was built, in any theme.

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

async fn look(reader: Reader, axe: Axe, pages: Vec<String>) -> Vec<String> {
    let mut found = Vec::new();
    for name in pages {
        reader.browser.viewport(None).await.expect("the browser takes the size");
        let page = reader.open(&name).await;
        let mut tell = |how: &str, violations: Vec<String>| {
            found.extend(violations.into_iter().map(|violation| format!("{name}, {how}: {violation}")));
        };
        tell("light", axe.violations(&page, "html", Rules::All).await);
        for theme in ["rust", "coal", "navy", "ayu"] {
            page.dress(theme).await;
            tell(theme, axe.violations(&page, "html", Rules::Contrast).await);
        }
        page.dress("light").await;
        reader.browser.viewport(Some(phone(390))).await.expect("the browser takes the size");
        tell("on a phone", axe.violations(&page, "html", Rules::All).await);
    }
    reader.leave().await;
    found
}
