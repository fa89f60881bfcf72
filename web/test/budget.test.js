import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

import { PARTS } from "../player/run.js";

const folder = new URL("../player/", import.meta.url);
const read = (/** @type {string} */ name) => readFileSync(new URL(name, folder), "utf8");
const weight = (/** @type {string} */ text) => gzipSync(text).length;

/**
 * A module and all that it imports before it runs.
 * @param {string} name
 * @param {Set<string>} found
 */
function withImports(name, found = new Set()) {
  found.add(name);
  for (const [, next] of read(name).matchAll(/^(?:import|export) .*from "(.*)";$/gm)) {
    const path = new URL(next, new URL(name, folder)).pathname.slice(folder.pathname.length);
    if (!found.has(path)) withImports(path, found);
  }
  return found;
}

test("what a page with figures loads weighs less than 30 KB as it stands", () => {
  const size = ["boot.js", "player.css", ...withImports("element.js")].reduce((sum, name) => sum + weight(read(name)), 0);
  assert.ok(size < 30_000, `${size}`);
});

test("a page does not load what it draws only from data", () => {
  const loaded = withImports("element.js");
  for (const name of ["render.js", "timeline.js", "canvas.js"]) assert.ok(!loaded.has(name), name);
});

test("what a first run imports is asked for at once", () => {
  const parts = [...withImports("live/live.js")].filter((name) => name !== "live/live.js" && !withImports("element.js").has(name));
  assert.deepEqual(parts.map((name) => name.replace(/\.js$/, "")).sort(), [...PARTS].sort());
});

test("a page without an exercise loads nothing of one, and one with an exercise little before the reader is there", () => {
  for (const name of withImports("element.js")) assert.ok(!name.startsWith("exercise/"), name);
  const figures = withImports("element.js");
  const loaded = new Set([...withImports("exercise/element.js")].filter((name) => !figures.has(name)));
  assert.ok(!loaded.has("exercise/desk.js") && !loaded.has("live/runner.js"));
  const size = ["exercise/exercise.css", ...loaded].reduce((sum, name) => sum + weight(read(name)), 0);
  assert.ok(size < 5_000, `${size}`);
});

test("what is inlined before the first figure is small", () => {
  assert.ok(weight(read("boot.js")) < 1_024);
});
