//! The player with a large recording: 100,000 events on 200 lanes.

use std::fs;
use std::path::Path;

use anyhow::Result;
use browser::{Browser, Options, Site};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{median, percentile, rounded};
use crate::build::{Purpose, build};

const EVENTS: usize = 100_000;
const LANES: usize = 200;
const FRAMES: usize = 300;
const LOADS: usize = 5;

#[derive(Deserialize)]
struct Scrubbed {
    /// Milliseconds from the data's arrival to the first picture on the screen.
    drawn: f64,
    /// Milliseconds from one frame to the next while scrubbing.
    frames: Vec<f64>,
}

/// Drags the playhead through the whole story, a step each frame.
const SCRUB: &str = r"
const [count] = arguments;
const range = document.querySelector('program-player input[type=range]');
const at = (name) => performance.getEntriesByName(name)[0].startTime;
const frames = [];
let before;
let done;
function frame(now) {
  if (before !== undefined) frames.push(now - before);
  before = now;
  if (frames.length === count) return done({ drawn: at('player:drawn') - at('player:data'), frames });
  range.value = String(Number(range.max) * frames.length / count);
  range.dispatchEvent(new Event('input', { bubbles: true }));
  requestAnimationFrame(frame);
}
requestAnimationFrame(frame);
return new Promise((resolve) => { done = resolve; });
";

const DRAWN: &str = r"
return new Promise((done) => {
  (function look() { performance.getEntriesByName('player:drawn').length ? done(true) : setTimeout(look, 20); })();
});
";

pub fn measure(root: &Path) -> Result<Value> {
    let folder = tempfile::tempdir()?;
    let book = build(root, Some(folder.path()), Purpose::Publish)?;
    fs::write(book.join("large.json"), synthetic_figure().to_string())?;
    fs::write(book.join("large.html"), large_page(root)?)?;
    browser::provision(browser::Engine::Chromium)?;
    tokio::runtime::Runtime::new()?.block_on(async {
        let site = Site::serve(&book).await?;
        let (mut drawn, mut frames) = (Vec::new(), Vec::new());
        for _ in 0..LOADS {
            let browser = Browser::launch(&Options::default()).await?;
            browser.goto(&site.url("large.html")).await?;
            let _: bool = browser.script_async(DRAWN, Vec::new()).await?;
            let scrubbed: Scrubbed = browser.script_async(SCRUB, vec![json!(FRAMES)]).await?;
            browser.quit().await?;
            drawn.push(scrubbed.drawn);
            frames.extend(scrubbed.frames);
        }
        Ok(json!({
            "events": EVENTS,
            "lanes": LANES,
            "loads": LOADS,
            "first_drawn_median_ms": rounded(median(drawn.clone())),
            "first_drawn_slowest_ms": rounded(percentile(drawn, 100)),
            "frames": frames.len(),
            "frame_median_ms": rounded(median(frames.clone())),
            "frame_p95_ms": rounded(percentile(frames.clone(), 95)),
            "frame_p99_ms": rounded(percentile(frames, 99)),
        }))
    })
}

fn large_page(root: &Path) -> Result<String> {
    let preamble = mdbook_program::preamble(root)?;
    Ok(format!(
        "<!DOCTYPE html><html class=\"js light\"><meta charset=\"utf-8\"><title>Large</title>\
         <script>const path_to_root = \"\";</script>{preamble}\
         <program-player id=\"large\" src=\"large.json\"></program-player>{}</html>",
        mdbook_program::POSTAMBLE
    ))
}

/// Lanes that take turns at being busy: begin, say, end.
fn synthetic_figure() -> Value {
    let lanes: Vec<Value> = (0..LANES)
        .map(|n| json!({ "name": format!("task{n}"), "title": format!("Task {n}"), "kind": "thread" }))
        .collect();
    let events: Vec<Value> = (0..EVENTS)
        .map(|n| {
            let lane = format!("task{}", (n / 3) % LANES);
            let line = 1 + n % 40;
            match n % 3 {
                0 => json!({ "at": n, "lane": lane, "line": line, "kind": "begin", "activity": "work", "work": true }),
                1 => json!({ "at": n, "lane": lane, "line": line, "kind": "say", "text": format!("Step {n}.") }),
                _ => json!({ "at": n + 100, "lane": lane, "line": line, "kind": "end", "activity": "work" }),
            }
        })
        .collect();
    let mut events = events;
    events.sort_by_key(|event| event["at"].as_u64());
    let lines =
        (1..=40).map(|line| format!("<span class=\"line\" data-line=\"{line}\">step({line});</span>"));
    let code = lines.collect::<Vec<_>>().join("\n");
    json!({
        "id": "large",
        "shown": ["large.rust"],
        "without": [],
        "tracks": [{
            "key": "large.rust", "program": "large", "title": "A large recording", "flavor": "rust", "label": "Rust",
            "source": "large.rs", "code": code, "partial": false, "lanes": lanes, "grid": 1, "knobs": [],
            "recorded_only": "it is made up.",
            "recording": { "toolchain": "made up for the benchmark", "clock": "virtual", "source": "", "events": events },
        }],
    })
}
