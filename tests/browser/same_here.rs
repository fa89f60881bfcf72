//! What runs in a reader's browser does what is recorded, event by event.

use std::collections::BTreeMap;

use book_tests::root;
use browser::Engine;
use catalog::{Catalog, Program, Source};
use serde_json::{Value, json};
use trace::Event;

use crate::book::Reader;

/// Runs one flavor of a program as a page does, and gives its events.
const RUN: &str = r"
const [wanted, lanes] = arguments;
const live = new URL('player/live/', location.href).href;
const { runner } = await import(live + 'runner.js');
const { interpret } = await import(live + 'interpret.js');
const { source } = await import(live + 'artefacts.js');
const text = await source(wanted.program, wanted.file);
const outcome = await runner.run({ ...wanted, source: text, args: [] }, () => {}, runner.begin());
return { text, end: outcome.end, printed: outcome.printed, events: interpret(outcome.trace, lanes) };
";

/// More than anybody makes on one page, and less than what Firefox keeps of compiled modules while a page lives.
const RUNS_A_PAGE: usize = 100;

#[tokio::test]
async fn every_program_does_in_the_page_what_is_recorded() {
    let mut problems = Vec::new();
    let catalog = Catalog::walk(&root(), &mut problems).expect("the programs can be read");
    let programs = catalog.programs.values();
    let runnable = programs.flat_map(|program| {
        let sources = program.sources.iter();
        let runs = sources.filter(|source| program.recorded_only(&source.flavor).is_none());
        runs.map(move |source| (program, source))
    });
    let reader = Reader::new().await;
    let mut ran: BTreeMap<&str, usize> = BTreeMap::new();
    for (count, (program, source)) in runnable.enumerate() {
        if count % RUNS_A_PAGE == 0 {
            reader.open("index.html").await;
        }
        does_what_is_recorded(&reader, program, source).await;
        *ran.entry(source.flavor.language()).or_default() += 1;
    }
    let languages: Vec<&str> = ran.into_keys().collect();
    assert_eq!(languages, ["go", "javascript", "python", "rust"], "in each of these some program runs");
    reader.leave().await;
}

/// Whether the last thing that a function does on that line may be a call. Its frame is then taken by the call's own in
/// WebKit, which alone has the proper tail calls of ECMA-262, and no stack knows of it.
fn ends_with_a_call(text: &str, line: u32) -> bool {
    let line = usize::try_from(line).ok().and_then(|line| text.lines().nth(line.checked_sub(1)?));
    line.is_some_and(|line| line.contains("=> ") || line.contains("return "))
}

async fn does_what_is_recorded(reader: &Reader, program: &Program, source: &Source) {
    let name = format!("{} in {}", program.name, source.flavor.label());
    let wanted = json!({
        "program": program.name,
        "flavor": source.flavor.as_str(),
        "file": source.flavor.file_name(),
        "grid": program.manifest.grid,
    });
    let arguments = vec![wanted, json!(program.manifest.lanes)];
    let ran: Value = reader.browser.script_async(RUN, arguments).await.expect("the script runs");
    assert_eq!(ran["end"]["how"], "success", "{name}: {}", ran["end"]);
    assert_eq!(ran["text"], source.text, "{name}: the page has another source");
    let events: Vec<Event> = serde_json::from_value(ran["events"].clone()).expect("events as recorded");
    let recorded = program.recorded(source.flavor.as_str()).expect("every program is recorded");
    let may_end_in_a_call =
        reader.browser.engine() == Engine::WebKit && source.flavor.language() == "javascript";
    for (place, (here, there)) in events.iter().zip(&recorded.events).enumerate() {
        let mut here = here.clone();
        if may_end_in_a_call && ends_with_a_call(&source.text, there.line) {
            here.line = there.line;
        }
        assert_eq!(&here, there, "{name}: event {place}");
    }
    assert_eq!(events.len(), recorded.events.len(), "{name}");
    let lines = recorded.transcript().map(|(at, who, text)| format!("{at:>3}  {who}: {text}"));
    let printed: Vec<&str> = ran["printed"].as_str().unwrap_or_default().lines().collect();
    assert_eq!(printed, lines.collect::<Vec<_>>(), "{name}");
}
