import assert from "node:assert/strict";
import { test } from "node:test";
import { tell } from "../player/spans.js";
import { renderLegend, renderTimeline, ticks } from "../player/timeline.js";
import { titles } from "../player/words.js";
import { asyncLanes, blockingLanes, cakeAndBook, cakeThenBook } from "../test-data/stories.js";

/** @import { Event, Lane } from "../player/trace.d.ts" */

/** @type {(lanes: Lane[], events: Event[]) => string} */
const draw = (lanes, events) => renderTimeline(tell(lanes, events), { id: "t", events, title: titles(lanes) });

test("time is drawn in percent, so that the picture fits any width", () => {
  assert.match(draw(blockingLanes, cakeThenBook), /<svg class="bar self" x="11\.11%" width="33\.33%" y="\d+" height="20">/);
});

test("being blocked is hatched and says on what", () => {
  const svg = draw(blockingLanes, cakeThenBook);
  assert.match(svg, /class="bar blocked".*?fill="url\(#t-hatch\)".*?>blocked on oven<\/text>/);
  assert.match(svg, /<pattern id="t-hatch"/);
});

test("waiting says how long", () => {
  assert.match(draw(asyncLanes, cakeAndBook), />waits 32 min<\/text>/);
});

test("a label without room is left to the bar's title", () => {
  const svg = draw(blockingLanes, cakeThenBook);
  assert.match(svg, /<title>Alice: take cake out, 40–42 min<\/title><\/rect><\/svg>/);
});

test("what takes no time is still seen", () => {
  const svg = draw(blockingLanes, [
    { at: 5, lane: "alice", line: 1, kind: "begin", activity: "blink" },
    { at: 5, lane: "alice", line: 1, kind: "end", activity: "blink" },
    { at: 9, lane: "alice", line: 1, kind: "say", text: "" },
  ]);
  assert.match(svg, /class="bar self" x="55\.56%" width="3"/);
});

test("whoever was blocked for no time is not drawn as blocked", () => {
  const svg = draw(blockingLanes, [
    { at: 9, lane: "alice", line: 1, kind: "block", on: "oven" },
    { at: 9, lane: "alice", line: 1, kind: "unblock", by: "oven" },
    { at: 10, lane: "alice", line: 1, kind: "say", text: "" },
  ]);
  assert.doesNotMatch(svg, /blocked on oven<\/text>|hatch/);
});

test("an unfinished bar is torn at its end", () => {
  const svg = draw(blockingLanes, [{ at: 0, lane: "oven", line: 1, kind: "begin", activity: "bake" }, { at: 9, lane: "alice", line: 1, kind: "say", text: "" }]);
  assert.match(svg, /class="torn"/);
  assert.match(svg, /does not end/);
});

test("where no time passes the axis says so", () => {
  const svg = draw(blockingLanes, [{ at: 0, lane: "alice", line: 1, kind: "say", text: "1" }, { at: 0, lane: "alice", line: 2, kind: "say", text: "2" }]);
  assert.match(svg, /all within one minute, in this order/);
});

test("a kind from a newer format has a sign", () => {
  const event = /** @type {Event} */ (/** @type {unknown} */ ({ at: 1, lane: "alice", line: 1, kind: "teleport" }));
  assert.match(draw(blockingLanes, [event]), /class="mark other"/);
});

test("the axis has round minutes, and not too many", () => {
  assert.deepEqual(ticks(90), [0, 10, 20, 30, 40, 50, 60, 70, 80, 90]);
  assert.deepEqual(ticks(44), [0, 5, 10, 15, 20, 25, 30, 35, 40]);
  assert.deepEqual(ticks(0.3), [0, 0.1, 0.2, 0.3]);
  assert.ok(ticks(1_000_000).length <= 12);
});

test("the legend explains what occurs and nothing else", () => {
  const legend = renderLegend(tell(blockingLanes, cakeThenBook), "t");
  assert.match(legend, /busy with it.*goes on by itself.*blocked.*says/);
  assert.doesNotMatch(legend, /pending|woken|idle/);
});
