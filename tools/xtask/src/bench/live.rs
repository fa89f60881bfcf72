//! Programs that run in the page: from a click, or from another number, to the first event on the screen.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use browser::{Browser, Options, Site};
use serde_json::{Value, json};
use toolchains::Effort;

use super::{median, percentile, rounded, serving};
use crate::build::publish;

const TIMES: usize = 20;

/// The page whose first player shows the program that every language has, and the flavors that run there.
const PAGE: &str = "async-await/index.html";
const FLAVORS: [&str; 4] = ["javascript", "rust-tokio", "go", "python"];
/// The flavors that are run again because a number has changed.
const TURNED: [&str; 2] = ["javascript", "rust-tokio"];

/// The flavors that a server compiles and the page runs.
const EDITED: [&str; 2] = ["rust-tokio", "go"];

/// Opens the editor, with the cursor at the program's end.
const OPEN_EDITOR: &str = r"
const player = document.querySelector('program-player');
player.querySelector('.live[data-side] [data-do=edit]').click();
const content = () => player.querySelector('.track[data-side] .cm-content');
while (!content()) await new Promise((done) => setTimeout(done, 20));
content().focus();
const selection = getSelection();
selection.selectAllChildren(content());
selection.collapseToEnd();
return true;
";

/// Clicks on Run, and gives the milliseconds until the run is on the screen.
const CLICK: &str = r"
const player = document.querySelector('program-player');
const runs = () => performance.getEntriesByName('run:drawn').length;
const before = runs();
const clicked = performance.now();
player.querySelector('.live[data-side] .run').click();
while (runs() === before) await new Promise((done) => setTimeout(done, 4));
return performance.getEntriesByName('run:drawn').at(-1).startTime - clicked;
";

/// Sets another number of pages, and gives the milliseconds until the run is on the screen.
const TURN: &str = r"
const [pages] = arguments;
const field = document.querySelector('program-player .live[data-side] [data-knob=pages]');
const runs = () => performance.getEntriesByName('run:drawn').length;
const before = runs();
const turned = performance.now();
field.value = String(pages);
field.dispatchEvent(new Event('change', { bubbles: true }));
while (runs() === before) await new Promise((done) => setTimeout(done, 4));
return performance.getEntriesByName('run:drawn').at(-1).startTime - turned;
";

/// A reader looks at what has come before they click again.
const LOOK: &str = r"
while (!document.querySelector('program-player .live[data-side] .run')) await new Promise((done) => setTimeout(done, 20));
return new Promise((done) => setTimeout(() => done(true), 1000));
";

/// What was fetched from `run/`.
const FETCHED: &str = r"
return performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname).filter((path) => path.includes('/run/'));
";

pub fn measure(root: &Path) -> Result<Value> {
    let folder = tempfile::tempdir()?;
    let (book, _) = publish(root, Some(folder.path()), Effort::Provide)?;
    browser::provision(browser::Engine::Chromium)?;
    tokio::runtime::Runtime::new()?.block_on(async {
        let site = Site::serve(&book).await?;
        let mut flavors = BTreeMap::new();
        for flavor in FLAVORS {
            flavors.insert(flavor, measure_flavor(&site, flavor).await?);
        }
        let edited = measure_edits(root).await?;
        Ok(json!({ "times": TIMES, "flavors": flavors, "edited_under_serve": edited }))
    })
}

/// From a click on Run, after a change of the program, to the run of what the server has compiled.
async fn measure_edits(root: &Path) -> Result<BTreeMap<&'static str, Value>> {
    let server = serving::start(root)?;
    let mut flavors = BTreeMap::new();
    for flavor in EDITED {
        let browser = Browser::launch(&Options::default()).await?;
        browser.goto(&format!("http://{}/{PAGE}?flavor={flavor}", server.address)).await?;
        let _: bool = browser.script_async(LOOK, Vec::new()).await?;
        let _: bool = browser.script_async(OPEN_EDITOR, Vec::new()).await?;
        let mut times = Vec::new();
        for n in 0..=TIMES {
            let typed = json!({ "text": format!("// Changed for the time {n}.\n") });
            browser.driver().cdp().send_raw("Input.insertText", typed).await?;
            times.push(browser.script_async(CLICK, Vec::new()).await?);
        }
        // With the first, the dependencies are compiled.
        times.remove(0);
        flavors.insert(flavor, of(times));
        browser.quit().await?;
    }
    Ok(flavors)
}

async fn measure_flavor(site: &Site, flavor: &str) -> Result<Value> {
    let address = site.url(&format!("{PAGE}?flavor={flavor}"));
    let mut cold = Vec::new();
    let mut before_the_first_run = 0;
    for _ in 0..TIMES {
        // A new browser each time: nothing is cached.
        let browser = Browser::launch(&Options::default()).await?;
        browser.goto(&address).await?;
        let _: bool = browser.script_async(LOOK, Vec::new()).await?;
        before_the_first_run += browser.script::<Vec<String>>(FETCHED, Vec::new()).await?.len();
        cold.push(browser.script_async(CLICK, Vec::new()).await?);
        browser.quit().await?;
    }
    let browser = Browser::launch(&Options::default()).await?;
    browser.goto(&address).await?;
    let _: bool = browser.script_async(LOOK, Vec::new()).await?;
    let _: f64 = browser.script_async(CLICK, Vec::new()).await?;
    let mut warm = Vec::new();
    for _ in 0..TIMES {
        let _: bool = browser.script_async(LOOK, Vec::new()).await?;
        warm.push(browser.script_async(CLICK, Vec::new()).await?);
    }
    let mut figure = json!({
        "click_to_drawn_cold": of(cold),
        "click_to_drawn_warm": of(warm),
        "requests_before_the_first_run": before_the_first_run,
    });
    if TURNED.contains(&flavor) {
        let mut turned = Vec::new();
        for turn in 0..TIMES {
            let _: bool = browser.script_async(LOOK, Vec::new()).await?;
            turned.push(browser.script_async(TURN, vec![json!(1 + turn % 8)]).await?);
        }
        figure["knob_to_drawn"] = of(turned);
    }
    browser.quit().await?;
    Ok(figure)
}

fn of(milliseconds: Vec<f64>) -> Value {
    json!({
        "median_ms": rounded(median(milliseconds.clone())),
        "slowest_ms": rounded(percentile(milliseconds, 100)),
    })
}
