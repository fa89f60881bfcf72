import assert from "node:assert/strict";
import { test } from "node:test";

// The one runner of a page listens to the page's end.
globalThis.addEventListener ??= () => {};
const { Abandoned, endOf, unlessAborted } = await import("../../player/live/runner.js");

test("of an end only what is one is taken", () => {
  const end = endOf({ how: "success", line: "<img>", at: 1.5, message: { toString: () => "x" }, code: 0, more: 1 });
  assert.deepEqual(end, { how: "success", message: undefined, detail: undefined, line: undefined, at: undefined, code: 0 });
  assert.equal(endOf({ how: "<img>" }).how, "error");
  assert.equal(endOf(undefined).how, "error");
});

test("who has given up waits no longer", async () => {
  const waiting = new AbortController();
  const waited = unlessAborted(new Promise(() => {}), waiting.signal);
  waiting.abort(new Abandoned("Stopped."));
  await assert.rejects(waited, Abandoned);
  await assert.rejects(unlessAborted(Promise.resolve(1), waiting.signal), Abandoned);
  assert.equal(await unlessAborted(Promise.resolve(1), new AbortController().signal), 1);
});
