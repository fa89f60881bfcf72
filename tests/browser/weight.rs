//! What a page weighs, against what it may.

use std::collections::BTreeMap;
use std::fs;

use book_tests::root;
use browser::Weight;
use serde::Deserialize;

use crate::book::{Reader, book};

/// How much each kind of page may fetch, and why so much.
const BUDGETS: &str = "tests/browser/budgets.toml";

/// Bytes after gzip, by the kind of file; what is not named may not be fetched at all.
#[derive(Deserialize)]
struct Budget {
    reason: String,
    player: usize,
    #[serde(flatten)]
    kinds: BTreeMap<String, usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Budgets {
    with_program: Budget,
    with_exercise: Budget,
    without_program: Budget,
}

impl Budget {
    /// What of a page is too much.
    fn excess(&self, page: &str, weight: &Weight) -> Vec<String> {
        let fetched = weight.kinds.iter().map(|(kind, size)| (*kind, *size, self.kinds.get(*kind).copied()));
        let player = ("the player", weight.player, Some(self.player));
        fetched
            .chain([player])
            .filter_map(|(kind, size, budget)| {
                let budget = budget.unwrap_or_default();
                (size > budget).then(|| format!("{page}: {size} bytes of {kind}, and it may fetch {budget}"))
            })
            .collect()
    }
}

/// What there is in a page beside text.
const KIND: &str = r"
const has = (parts) => document.querySelector(parts) !== null;
return has('program-exercise') ? 'exercise' : has('program-player, .sheet-tabs, .progress') ? 'program' : 'text';
";

/// What keeps the reader's place, and no more.
const ON_EVERY_PAGE: [&str; 4] = ["reading.js", "progress.js", "offline.js", "edition.js"];

#[tokio::test]
async fn every_page_stays_within_its_budget_and_asks_nobody_else() {
    let text = fs::read_to_string(root().join(BUDGETS)).expect("the budgets are there");
    let budgets: Budgets = toml::from_str(&text).expect("the budgets are TOML");
    for budget in [&budgets.with_program, &budgets.with_exercise, &budgets.without_program] {
        assert!(budget.reason.len() > 20, "a budget has a reason");
    }
    let reader = Reader::new().await;
    let (mut excess, mut heaviest) = (Vec::new(), BTreeMap::<(String, &str), usize>::new());
    for page in crate::reading::pages() {
        let opened = reader.open(&page).await;
        let weight =
            Weight::of(&reader.browser, &reader.site, book()).await.expect("the page can be weighed");
        assert_eq!(weight.elsewhere, Vec::<String>::new(), "{page} asks another host");
        assert_eq!(opened.script::<String>("return document.cookie").await, "", "{page} keeps a cookie");
        let complaints = reader.browser.complaints().await.expect("the browser's log");
        assert_eq!(complaints, Vec::<String>::new(), "{page}");
        let kind: String = opened.script(KIND).await;
        let budget = match kind.as_str() {
            "exercise" => &budgets.with_exercise,
            "program" => &budgets.with_program,
            _ => &budgets.without_program,
        };
        excess.extend(budget.excess(&page, &weight));
        for (part, size) in
            weight.kinds.iter().map(|(part, size)| (*part, *size)).chain([("player", weight.player)])
        {
            let most = heaviest.entry((kind.clone(), part)).or_default();
            *most = size.max(*most);
        }
        if kind == "text" {
            let of_player = weight.files.iter().filter(|file| file.starts_with("player/"));
            let names: Vec<&str> = of_player.map(|file| file.trim_start_matches("player/")).collect();
            assert!(
                names.iter().all(|name| ON_EVERY_PAGE.contains(name)),
                "{page} has no program, and loads {names:?}"
            );
        }
    }
    reader.leave().await;
    assert!(excess.is_empty(), "{}\n{BUDGETS} says why. The heaviest: {heaviest:?}", excess.join("\n"));
}
