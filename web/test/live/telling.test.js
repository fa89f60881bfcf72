import assert from "node:assert/strict";
import { test } from "node:test";
import { tellCompiler, tellOutcome, tellTrouble } from "../../player/live/told.js";
import { stillOpen } from "../../player/live/waiting.js";
import { asyncLanes, cakeAndBook } from "../../test-data/stories.js";

/** @import { Event } from "../../player/trace.d.ts" */

/** @type {(end: object, more?: object) => import("../../player/live/runner.js").Outcome} */
const outcome = (end, more = {}) => ({ trace: [], printed: "", errors: "", end: /** @type {any} */ (end), ...more });

test("a story that ends leaves nobody waiting", () => {
  assert.deepEqual(stillOpen(cakeAndBook, asyncLanes), []);
});

test("who waits is named, with what for, since when and where", () => {
  /** @type {Event[]} */
  const events = [
    { at: 0, lane: "cake", line: 3, kind: "poll" },
    { at: 10, lane: "oven", line: 13, kind: "begin", activity: "bake" },
    { at: 10, lane: "cake", line: 15, kind: "pending" },
    { at: 12, lane: "alice", line: 20, kind: "block", on: "oven" },
  ];
  assert.deepEqual(stillOpen(events, asyncLanes), [
    "Oven: “bake” has been going on since minute 10 (line 13)",
    "Task cake has been waiting since minute 10 (line 15)",
    "Alice has been blocked on oven since minute 12 (line 20)",
  ]);
  const told = tellOutcome(outcome({ how: "waiting" }), events, asyncLanes);
  assert.match(told.html, /never ends.*<li>Task cake has been waiting since minute 10 \(line 15\)<\/li>/);
  assert.match(told.said, /never ends/);
});

test("an error is told in one line with its place; the rest is folded away", () => {
  const told = tellOutcome(outcome({ how: "error", message: "TypeError: <b>", line: 14, detail: "TypeError: <b>\n  at main.js:14:3" }), [], []);
  assert.match(told.html, /<b>Line 14: <\/b>TypeError: &lt;b&gt;<\/p><details><summary>The whole error<\/summary>/);
  assert.deepEqual(told.problems, [{ line: 14, message: "TypeError: <b>" }]);
});

test("an error without a line, and without more to say, is one line", () => {
  assert.equal(tellOutcome(outcome({ how: "error", message: "exit code 3" }), [], []).html, `<p class="problem"><b>It failed: </b>exit code 3</p>`);
});

test("a run that was ended says why, and how far it came", () => {
  const told = tellOutcome(outcome({ how: "limit", message: "wrote more than 4 MiB" }), cakeAndBook, asyncLanes);
  assert.match(told.said, /^The run was ended: it wrote more than 4 MiB\. Its last event is in minute 60, on line \d+\.$/);
});

test("a run that went well says only what has no other place", () => {
  assert.equal(tellOutcome(outcome({ how: "success" }), cakeAndBook, asyncLanes).html.includes("problem"), false);
  assert.match(tellOutcome(outcome({ how: "success" }, { printed: "debug\n" }), [], []).html, /<details open>.*also printed this.*debug/);
});

test("what is long is cut, and says so", () => {
  const told = tellOutcome(outcome({ how: "success" }, { printed: "much\n".repeat(100_000) }), [], []);
  assert.ok(told.html.length < 50_000 && told.html.includes("… and more"));
});

test("a program may forge its line, and it is text", () => {
  const line = /** @type {any} */ ("<img src=x>");
  const told = tellOutcome(outcome({ how: "error", message: "<img src=x>", line }), [], []);
  assert.ok(!told.html.includes("<img"), told.html);
});

test("what is no line's fault is told without one", () => {
  const told = tellCompiler([{ message: "the linker failed" }], "");
  assert.match(told.html, /<b>It does not compile. <\/b>the linker failed/);
  assert.deepEqual(told.problems, []);
});

test("a compiler's first problem is told, all of them are marked", () => {
  const problems = [{ line: 3, message: "expected `;`" }, { line: 9, message: "unused" }];
  const told = tellCompiler(problems, "error: expected `;`\n");
  assert.match(told.html, /<b>Line 3: <\/b>expected `;` \(and 1 more\)/);
  assert.deepEqual(told.problems, problems);
});

test("trouble is text", () => {
  assert.equal(tellTrouble("<i>").html, `<p class="problem">&lt;i&gt;</p>`);
});
