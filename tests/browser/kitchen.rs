//! The JavaScript kitchen in a page, where there is no Node.

use std::fs;

use book_tests::{copy_tree, root};
use browser::{Options, Site};
use trace::{Recording, WireEvent};

/// An import map stands for what `package.json` says to Node, and the host sets what the recorder sets.
const PAGE: &str = r##"<!doctype html>
<script type="importmap">{ "imports": { "#kitchen": "./kitchen/kitchen.js" } }</script>
<script type="module">
  const settings = { KITCHEN_MINUTE_US: "40000", KITCHEN_GRID: "2" };
  globalThis.kitchenHost = { setting: (name) => settings[name] };
  globalThis.events = [];
  addEventListener("kitchen", ({ detail }) => events.push(detail));
  await import("./main.js");
  globalThis.finished = true;
</script>
"##;

#[tokio::test]
async fn a_program_tells_in_a_page_what_it_tells_in_node() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let program = root().join("code/async-await/examples/cake_and_book");
    copy_tree(&root().join("code/kitchen"), &folder.path().join("kitchen"));
    copy_tree(&program.join("main.js"), &folder.path().join("main.js"));
    fs::write(folder.path().join("index.html"), PAGE).expect("a file can be written");
    let recording = fs::read_to_string(program.join("recording.json")).expect("the program is recorded");
    let recording = Recording::parse(&recording).expect("a recording");
    let expected = &recording.flavors["javascript"].events;

    let site = Site::serve(folder.path()).await.expect("the folder can be served");
    let browser = crate::book::launch(&Options::default()).await;
    let mut told = Vec::new();
    // On a machine's own clock an event may be late; it is not late every time.
    for _ in 0..4 {
        browser.goto(&site.url("index.html")).await.expect("the page opens");
        crate::page::Page { browser: &browser }.await_script("return globalThis.finished === true").await;
        let events = browser.script("return events.filter((event) => event.kind)", Vec::new()).await;
        let events: Vec<WireEvent> = events.expect("events as the recorder reads them");
        told = events.into_iter().map(|wire| wire.event).collect();
        if told == *expected {
            break;
        }
    }
    assert_eq!(told, *expected);
    browser.quit().await.expect("the browser ends");
}
