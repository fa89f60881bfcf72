import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { interpret, strayLines } from "../../player/live/interpret.js";

/** @import { Event, Lane } from "../../player/trace.d.ts" */

/** @type {(name: string) => Lane} */
const lane = (name) => ({ name, title: name, kind: "thread" });
const lanes = ["alice", "bob"].map(lane);
/** @type {(at: number, lane: string, thread: number, more?: object) => string} */
const wire = (at, lane, thread, more = { kind: "drop" }) => JSON.stringify({ at, lane, line: 1, ...more, thread, late_ms: 0 });
/** @type {(...lines: string[]) => string[]} */
const order = (...lines) => interpret(lines, lanes).map((event) => `${event.at} ${event.lane}`);

// The cases of tools/recorder/src/order.rs.

test("unrelated events of one minute stand in the order of the lanes", () => {
  const alice = wire(4, "alice", 1);
  const bob = wire(4, "bob", 2);
  assert.deepEqual(order(bob, alice), ["4 alice", "4 bob"]);
  assert.deepEqual(order(alice, bob), ["4 alice", "4 bob"]);
});

test("what one thread did keeps its order", () => {
  assert.deepEqual(order(wire(4, "bob", 1), wire(4, "alice", 1)), ["4 bob", "4 alice"]);
});

test("an event that names a lane keeps its place among that lane's events", () => {
  assert.deepEqual(order(wire(4, "bob", 2), wire(4, "alice", 1, { kind: "unblock", by: "bob" })), ["4 bob", "4 alice"]);
});

test("time comes before lanes", () => {
  assert.deepEqual(order(wire(2, "bob", 2), wire(4, "alice", 1)), ["2 bob", "4 alice"]);
});

test("what depends on another through a third keeps behind it", () => {
  const three = ["alice", "bob", "carol"].map(lane);
  const lines = [wire(4, "carol", 3), wire(4, "bob", 2, { kind: "wake", by: "carol" }), wire(4, "alice", 1, { kind: "wake", by: "bob" })];
  assert.deepEqual(interpret(lines, three).map((event) => event.lane), ["carol", "bob", "alice"]);
});

test("every recording of the book is in that order already", () => {
  const code = new URL("../../../code/", import.meta.url);
  const files = readdirSync(code, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith("recording.json"));
  assert.ok(files.length > 0);
  for (const file of files) {
    const recording = JSON.parse(readFileSync(new URL(file, code), "utf8"));
    for (const { events } of Object.values(recording.flavors)) {
      const lines = events.map((/** @type {Event} */ event) => JSON.stringify({ ...event, thread: 1, late_ms: 0 }));
      assert.deepEqual(interpret(lines, recording.lanes), events, file);
    }
  }
});

test("knobs are no events", () => {
  assert.deepEqual(interpret([`{"knob":"pages","default":6}`, wire(1, "bob", 1)], lanes).length, 1);
});

test("what only the recorder needs, and what nobody knows, does not come into an event", () => {
  assert.deepEqual(interpret([wire(1, "bob", 1, { kind: "begin", activity: "read", work: true, html: "<b>" })], lanes),
    [{ at: 1, lane: "bob", line: 1, kind: "begin", activity: "read", work: true }]);
});

test("an unknown lane is named, with those that there are, and with its line", () => {
  assert.throws(() => interpret([wire(1, "oven", 1)], lanes), { message: /^Line 1 is about “oven”, .* It has alice and bob\.$/, line: 1 });
});

test("what is no event is shown", () => {
  const odd = ["nonsense", "null", "[1]", `{"at":1}`, wire(-1, "bob", 1), wire(1.5, "bob", 1), wire(1, "bob", 1, { kind: "say" }),
    wire(1, "bob", 1, { kind: "toString" }), wire(1, "bob", 1, { kind: "say", text: 5 }), `{"knob":"pages","default":"6"}`];
  for (const line of odd) assert.throws(() => interpret([wire(0, "bob", 1), line], lanes), /^Error: Line 2 of what the run wrote down is not an event: /, line);
});

test("story time does not go back", () => {
  assert.throws(() => interpret([wire(4, "bob", 1), wire(2, "bob", 1)], lanes), /from minute 4 to 2/);
});

test("what was printed past the kitchen is told apart from what was said", () => {
  const events = interpret([wire(1, "bob", 1, { kind: "say", text: "Hello." }), wire(12, "bob", 1, { kind: "say", text: "two\nlines" })], lanes);
  assert.deepEqual(strayLines(events, "  1  bob: Hello.\nhere I am\n 12  bob: two\nlines\n  1  bob: Hello.\n"), ["here I am", "  1  bob: Hello."]);
});
