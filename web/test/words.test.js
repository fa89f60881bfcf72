import assert from "node:assert/strict";
import { test } from "node:test";
import { tell } from "../player/spans.js";
import { moment, sentence, summary, titles } from "../player/words.js";
import { asyncLanes, blockingLanes, cakeAndBook, cakeThenBook } from "../test-data/stories.js";

/** @import { Event } from "../player/trace.d.ts" */

const title = titles(asyncLanes);
/** @type {(event: object) => string} */
const said = (event) => sentence(/** @type {Event} */ ({ at: 0, line: 1, lane: "cake", ...event }), title);

test("every kind of event is a sentence about its lane", () => {
  assert.equal(said({ kind: "say", lane: "alice", text: "Tea?" }), "Alice says: “Tea?”");
  assert.equal(said({ kind: "begin", lane: "alice", activity: "mix batter" }), "Alice begins: mix batter.");
  assert.equal(said({ kind: "end", lane: "alice", activity: "mix batter" }), "Alice ends: mix batter.");
  assert.equal(said({ kind: "spawn", lane: "alice", task: "book" }), "Alice starts task book.");
  assert.equal(said({ kind: "poll" }), "Task cake is polled: it runs.");
  assert.equal(said({ kind: "pending" }), "Task cake answers pending: it waits.");
  assert.equal(said({ kind: "ready" }), "Task cake answers ready: it is done.");
  assert.equal(said({ kind: "send", to: "book", what: "a note" }), "Task cake sends a note to task book.");
  assert.equal(said({ kind: "receive", from: "alice", what: "a note" }), "Task cake receives a note from Alice.");
  assert.equal(said({ kind: "block", lane: "alice", on: "oven" }), "Alice is blocked on oven.");
  assert.equal(said({ kind: "unblock", lane: "alice", by: "oven" }), "Alice goes on, unblocked by oven.");
  assert.equal(said({ kind: "cancel", by: "alice" }), "Task cake is canceled by Alice.");
  assert.equal(said({ kind: "drop" }), "Task cake is dropped.");
  assert.equal(said({ kind: "panic", message: "no flour" }), "Task cake panics: no flour");
});

test("who wakes a task is named, be it a lane, the runtime or the task itself", () => {
  assert.equal(said({ kind: "wake", by: "oven" }), "Task cake is woken by oven.");
  assert.equal(said({ kind: "wake", by: "runtime" }), "Task cake is woken by the runtime.");
  assert.equal(said({ kind: "wake", by: "cake" }), "Task cake wakes itself.");
});

test("a kind from a newer format is named, not hidden", () => {
  assert.equal(said({ kind: "teleport" }), "Task cake: teleport.");
});

test("a moment begins with its minute", () => {
  assert.equal(moment({ at: 42, lane: "cake", line: 1, kind: "poll" }, title), "42 minutes: Task cake is polled: it runs.");
  assert.equal(moment({ at: 1, lane: "cake", line: 1, kind: "poll" }, title), "1 minute: Task cake is polled: it runs.");
});

test("the summary says what the picture shows: where the time went", () => {
  assert.equal(summary(tell(blockingLanes, cakeThenBook)),
    "The story takes 90 minutes. Alice: 60 minutes at work, 30 blocked. Oven: 30 minutes under way.");
  assert.match(summary(tell(asyncLanes, cakeAndBook)), /takes 60 minutes\. Alice: 60 minutes at work\. Task cake: polled 2 times/);
});
