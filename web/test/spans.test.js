import assert from "node:assert/strict";
import { test } from "node:test";
import { commonAxis, linesAfter, tell } from "../player/spans.js";
import { asyncLanes, blockingLanes, cakeAndBook, cakeThenBook } from "../test-data/stories.js";

/** @import { Event, Lane } from "../player/trace.d.ts" */

/** @type {Lane[]} */
const lanes = [
  { name: "a", title: "A", kind: "thread" },
  { name: "b", title: "B", kind: "task" },
];
/** @type {(...events: [number, string, string, object?][]) => Event[]} */
const story = (...events) => events.map(([at, lane, kind, rest]) => /** @type {Event} */ ({ at, lane, kind, line: 1, ...rest }));
/** @type {(lane: { bars: { label: string, from: number, to: number }[] }) => unknown[]} */
const bars = (lane) => lane.bars.map(({ label, from, to }) => [label, from, to]);

test("begin and end make a bar, block and unblock a blocked one", () => {
  const [alice, oven] = tell(blockingLanes, cakeThenBook).lanes;
  assert.deepEqual(bars(alice).slice(0, 4), [["mix batter", 0, 10], ["oven", 10, 40], ["take cake out", 40, 42], ["page 1", 42, 50]]);
  assert.deepEqual(alice.bars.slice(0, 2).map((bar) => bar.kind), ["work", "blocked"]);
  assert.deepEqual(bars(oven), [["bake", 10, 40]]);
  assert.equal(oven.bars[0].kind, "self");
});

test("a bar inside another lies below it, one after another beside it", () => {
  const [a] = tell(lanes, story(
    [0, "a", "begin", { activity: "outer" }], [2, "a", "begin", { activity: "inner" }],
    [4, "a", "end", { activity: "inner" }], [6, "a", "end", { activity: "outer" }],
    [6, "a", "begin", { activity: "next" }], [8, "a", "end", { activity: "next" }],
  )).lanes;
  assert.deepEqual(a.bars.map((bar) => bar.row), [0, 1, 0]);
  assert.equal(a.rows, 2);
});

test("of two bars with one name the later is ended first", () => {
  const [a] = tell(lanes, story(
    [0, "a", "begin", { activity: "x" }], [1, "a", "begin", { activity: "x" }], [2, "a", "end", { activity: "x" }], [9, "a", "end", { activity: "x" }],
  )).lanes;
  assert.deepEqual(bars(a), [["x", 0, 9], ["x", 1, 2]]);
});

test("a bar without an end stays open until the recording ends", () => {
  const [a] = tell(lanes, story([1, "a", "begin", { activity: "x" }], [7, "b", "drop"])).lanes;
  assert.deepEqual(bars(a), [["x", 1, 7]]);
  assert.equal(a.bars[0].open, true);
});

test("an end without a begin draws nothing", () => {
  assert.deepEqual(tell(lanes, story([1, "a", "end", { activity: "x" }])).lanes[0].bars, []);
});

test("a thread is idle between its bars, a task never", () => {
  const told = tell(lanes, story(...["a", "b"].flatMap((lane) => /** @type {[number, string, string, object][]} */ ([
    [0, lane, "begin", { activity: "x", work: true }], [0, lane, "end", { activity: "x" }],
  ])), [30, "a", "begin", { activity: "y", work: true }], [40, "a", "end", { activity: "y" }], [50, "b", "drop"]));
  assert.deepEqual(told.lanes[0].idle.map(({ from, to }) => [from, to]), [[0, 30]]);
  assert.equal(told.lanes[0].totals.idle, 30);
  assert.deepEqual(told.lanes[1].idle, []);
});

test("a task is polled until it answers, and waits until it is polled again", () => {
  const cake = tell(asyncLanes, cakeAndBook).lanes[1];
  assert.deepEqual(cake.polled.map(({ from, to }) => [from, to]), [[0, 10], [42, 44]]);
  assert.deepEqual(cake.waiting.map(({ from, to }) => [from, to]), [[10, 42]]);
});

test("a task that is never polled again waits until the recording ends", () => {
  const [, b] = tell(lanes, story([0, "b", "poll"], [2, "b", "pending"], [20, "a", "say", { text: "" }])).lanes;
  assert.deepEqual(b.waiting.map(({ from, to }) => [from, to]), [[2, 20]]);
});

test("marks of one minute on one lane stand side by side in their order", () => {
  const book = tell(asyncLanes, cakeAndBook).lanes[2];
  const marks = book.marks.filter((mark) => mark.x === 18);
  assert.deepEqual(marks.map((mark) => mark.kind), ["wake", "pending", "poll"]);
  assert.ok(marks[0].dx === 0 && marks[0].dx < marks[1].dx && marks[1].dx < marks[2].dx);
});

test("at the right edge marks make room to the left", () => {
  const [a] = tell(lanes, story([0, "b", "poll"], [9, "a", "say", { text: "1" }], [9, "a", "say", { text: "2" }])).lanes;
  assert.deepEqual(a.marks.map((mark) => mark.dx), [-10, 0]);
});

test("arrows go from the starter to the started, and from the waker to the woken", () => {
  const { arrows } = tell(asyncLanes, cakeAndBook);
  assert.deepEqual(arrows.map(({ kind, fromLane, toLane }) => [kind, fromLane, toLane]), [["spawn", 0, 1], ["spawn", 0, 2], ["wake", 3, 1]]);
});

test("a message's arrow leads from its sending to its receiving, first sent first received", () => {
  const { arrows } = tell(lanes, story(
    [1, "a", "send", { to: "b", what: "note" }], [2, "a", "send", { to: "b", what: "note" }],
    [3, "b", "receive", { from: "a", what: "note" }], [5, "b", "receive", { from: "a", what: "note" }],
  ));
  assert.deepEqual(arrows.map(({ fromX, toX }) => [fromX, toX]), [[1, 3], [2, 5]]);
});

test("a timer that is no lane wakes without an arrow", () => {
  assert.deepEqual(tell(lanes, story([1, "b", "wake", { by: "timer" }])).arrows, []);
});

test("tracks of one figure share the longest axis", () => {
  assert.deepEqual(commonAxis([cakeThenBook, cakeAndBook]), { order: false, end: 90 });
});

test("where no time passes the axis counts events", () => {
  const events = story([0, "a", "say", { text: "1" }], [0, "b", "poll"], [0, "b", "ready"]);
  assert.deepEqual(commonAxis([events]), { order: true, end: 3 });
  assert.deepEqual(tell(lanes, events).lanes[1].marks.map((mark) => mark.x), [1, 2]);
});

test("no events make an empty story", () => {
  const told = tell(lanes, []);
  assert.equal(told.lanes.length, 2);
  assert.equal(told.last, 0);
});

test("a lane that nobody declared appears below the others", () => {
  const told = tell(lanes, story([0, "ghost", "say", { text: "Boo" }]));
  assert.deepEqual(told.lanes.map((lane) => lane.lane.name), ["a", "b", "ghost"]);
});

test("between events the line of the work under way is executed", () => {
  const events = story(
    [0, "a", "begin", { activity: "read", work: true, line: 13 }], [5, "b", "say", { text: "Ring!", line: 7 }],
    [8, "a", "end", { activity: "read", line: 13 }], [8, "b", "say", { text: "Done", line: 9 }],
  );
  assert.deepEqual([...linesAfter(events)], [13, 13, 13, 9]);
});
