//! The signs of a timeline: seen in every theme and in the system's own colors, and told apart without any.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::book::Reader;
use crate::page::Page;

/// Draws, in the place of the page's first program, a story in which everything happens that a timeline has a sign for, and fails if one is missing.
const DRAW: &str = r#"
const load = (name) => import(new URL(`/player/${name}.js`, location.href).href);
const [{ renderTimeline, renderLegend }, { tell }, { titles }, { MEANINGS, SHAPES }] = await Promise.all(["timeline", "spans", "words", "marks"].map(load));
const lanes = [["alice", "thread"], ["cake", "task"], ["oven", "world"]].map(([name, kind]) => ({ name, title: name, kind }));
const at = (at, lane, kind, more = {}) => ({ at, lane, line: 1, kind, ...more });
const events = [
  at(0, "alice", "begin", { activity: "mix", work: true }), at(0, "alice", "spawn", { task: "cake" }), at(0, "oven", "begin", { activity: "heat", work: false }),
  at(0, "cake", "poll"), at(10, "cake", "pending"), at(10, "alice", "end", { activity: "mix" }), at(20, "alice", "block", { on: "oven" }),
  at(30, "oven", "end", { activity: "heat" }), at(30, "oven", "send", { to: "alice", what: "a bell" }), at(30, "alice", "receive", { from: "oven", what: "a bell" }),
  at(30, "alice", "unblock", { by: "oven" }), at(40, "cake", "wake", { by: "oven" }), at(40, "cake", "poll"), at(45, "cake", "ready"),
  at(50, "alice", "say", { text: "Done." }), at(52, "cake", "cancel", { by: "alice" }), at(54, "cake", "drop"), at(56, "cake", "panic", { message: "!" }), at(60, "alice", "sleep"),
];
const story = tell(lanes, events);
const legend = renderLegend(story, "signs");
for (const kind of Object.keys(SHAPES)) if (SHAPES[kind] !== "" && !legend.includes(`class="mark ${kind}"`)) throw new Error(`the story has no ${kind}`);
for (const kind of Object.keys(MEANINGS)) if (!SHAPES[kind]) throw new Error(`${kind} has no shape`);
const player = document.querySelector("program-player");
player.className = "";
player.innerHTML = `<div class="timeline"><div class="stage">${renderTimeline(story, { id: "signs", events, title: titles(lanes) })}</div>${legend}</div>`;
player.scrollIntoView({ behavior: "instant" });
"#;

/// What of the picture is hard to see: signs below 3 to 1, words below 4.5 to 1. The lines of the axis, the
/// hatch inside of a frame and the torn edge of a bar carry nothing by themselves.
const HARD_TO_SEE: &str = r#"
const timeline = document.querySelector(".timeline");
const ground = behind(timeline);
const bad = [];
for (const sign of timeline.querySelectorAll("svg :is(rect, path, line):not(.grid, .thread, .base, .hatch, .torn)")) {
  const { fill, stroke } = getComputedStyle(sign);
  const best = Math.max(contrast(fill.startsWith("url") ? "none" : fill, ground), contrast(stroke, ground));
  if (best < 3) bad.push(`${sign.closest("svg").getAttribute("class")} ${sign.getAttribute("class")}: ${best.toFixed(2)}`);
}
for (const word of timeline.querySelectorAll("svg text, .legend li")) {
  const bar = word.closest(".bar")?.querySelector("rect");
  const fill = bar && getComputedStyle(bar).fill;
  const best = contrast(word.matches("text") ? getComputedStyle(word).fill : getComputedStyle(word).color, !fill || fill.startsWith("url") ? ground : fill);
  if (best < 4.5) bad.push(`“${word.textContent}”: ${best.toFixed(2)}`);
}
return bad;
"#;

async fn draw(page: &Page<'_>) {
    let _: Value =
        page.browser.script_async(&format!("{DRAW} return null"), Vec::new()).await.expect("it is drawn");
}

async fn hard_to_see(page: &Page<'_>) -> Vec<String> {
    page.script(&format!("{}{HARD_TO_SEE}", include_str!("colors.js"))).await
}

#[tokio::test]
async fn signs_stand_out_in_every_theme() {
    let reader = Reader::new().await;
    let page = reader.open("blocking/index.html").await;
    draw(&page).await;
    for theme in ["light", "rust", "coal", "navy", "ayu"] {
        page.dress(theme).await;
        assert_eq!(hard_to_see(&page).await, Vec::<String>::new(), "{theme}");
    }
    reader.leave().await;
}

#[tokio::test]
async fn signs_stand_out_in_the_system_s_own_colors() {
    if crate::book::is_spared(browser::Feature::ForcedColors) {
        return;
    }
    let reader = Reader::new().await;
    let page = reader.open("blocking/index.html").await;
    draw(&page).await;
    for (scheme, theme) in [("dark", "light"), ("light", "navy")] {
        let system = json!({ "features": [
            { "name": "forced-colors", "value": "active" },
            { "name": "prefers-color-scheme", "value": scheme },
        ] });
        reader
            .browser
            .driver()
            .cdp()
            .send_raw("Emulation.setEmulatedMedia", system)
            .await
            .expect("it pretends");
        page.dress(theme).await;
        let forced: bool = page.script("return matchMedia('(forced-colors: active)').matches").await;
        assert!(forced, "the browser pretends it");
        assert_eq!(hard_to_see(&page).await, Vec::<String>::new(), "{scheme}");
    }
    reader.leave().await;
}

/// How much two signs differ for somebody who sees no colors: the share of their pixels, in percent, that differ
/// by a quarter of all that lies between black and white. `arguments` are the picture and the places in it.
const DIFFERENCES: &str = r"
const [picture, places] = arguments;
const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
pen.drawImage(bitmap, 0, 0);
const signs = Object.entries(places).map(([name, { x, y }]) => {
  const { data } = pen.getImageData(x, y, 18, 14);
  const grays = [];
  for (let at = 0; at < data.length; at += 4) grays.push(0.2126 * data[at] + 0.7152 * data[at + 1] + 0.0722 * data[at + 2]);
  return { name, grays };
});
const pairs = {};
signs.forEach((one, place) => {
  for (const other of signs.slice(place + 1)) {
    const count = one.grays.filter((gray, pixel) => Math.abs(gray - other.grays[pixel]) > 64).length;
    pairs[`${one.name} / ${other.name}`] = (100 * count) / one.grays.length;
  }
});
return pairs;
";

#[tokio::test]
async fn signs_are_told_apart_without_colors() {
    let reader = Reader::new().await;
    let page = reader.open("blocking/index.html").await;
    draw(&page).await;
    let places: BTreeMap<String, Value> = page
        .script(
            "return Object.fromEntries([...document.querySelector('.legend').children].map((sign) => { \
             const box = sign.querySelector('svg').getBoundingClientRect(); \
             return [sign.textContent, { x: Math.round(box.left + box.width / 2) - 9, y: Math.round(box.top + box.height / 2) - 7 }]; }))",
        )
        .await;
    assert!(places.len() >= 17, "{places:?}");
    for theme in ["light", "navy"] {
        page.dress(theme).await;
        // Of the whole window: WebKit's driver gives a black picture of an element.
        let picture = reader.browser.driver().screenshot_as_png_base64().await.expect("it can be seen");
        let pairs: BTreeMap<String, f64> = reader
            .browser
            .script_async(DIFFERENCES, vec![json!(picture), json!(places)])
            .await
            .expect("pictures can be compared");
        let alike: Vec<_> = pairs.iter().filter(|(_, share)| **share < 3.0).collect();
        assert!(alike.is_empty(), "{theme}: {alike:?}");
    }
    reader.leave().await;
}
