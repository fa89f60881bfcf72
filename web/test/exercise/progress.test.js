import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { passedIn, passExercise, progress } from "../../player/live/progress.js";

const KEY = "while-the-cake-bakes:progress";
/** @type {Map<string, string>} */
const kept = new Map();
/** @type {any} */
const page = globalThis;
const storage = {
  getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
  setItem: (/** @type {string} */ key, /** @type {string} */ value) => void kept.set(key, value),
};
Object.defineProperty(page, "localStorage", { value: storage, writable: true, configurable: true });

beforeEach(() => {
  kept.clear();
  page.localStorage = storage;
});

test("what is passed is kept under one key, by exercise and language, with the first day", () => {
  assert.equal(passExercise("cake", "javascript", "2026-11-24"), true);
  assert.equal(passExercise("cake", "rust", "2026-11-25"), true);
  assert.equal(passExercise("cake", "javascript", "2026-11-26"), true);
  assert.deepEqual(JSON.parse(kept.get(KEY) ?? ""), { version: 1, pages: {}, predictions: {}, exercises: { cake: { javascript: "2026-11-24", rust: "2026-11-25" } } });
  assert.deepEqual(passedIn("cake"), { javascript: "2026-11-24", rust: "2026-11-25" });
  assert.deepEqual(passedIn("toString"), {});
});

test("what others keep there stays", () => {
  kept.set(KEY, JSON.stringify({ version: 1, pages: { blocking: "2026-11-24" }, predictions: { a: 1 }, exercises: {}, more: true }));
  passExercise("cake", "rust", "2026-11-24");
  const all = JSON.parse(kept.get(KEY) ?? "");
  assert.deepEqual([all.pages, all.predictions, all.more], [{ blocking: "2026-11-24" }, { a: 1 }, true]);
});

test("what cannot be read is no loss, and what is odd is left out", () => {
  for (const odd of ["", "{", "null", "5", "[]", `{"exercises":5}`, `{"exercises":{"cake":{"rust":5}}}`]) {
    kept.set(KEY, odd);
    assert.deepEqual(passedIn("cake"), {}, odd);
    assert.equal(passExercise("cake", "rust", "2026-11-24"), true, odd);
    assert.deepEqual(passedIn("cake"), { rust: "2026-11-24" }, odd);
  }
});

test("what a later version of the book keeps is not touched", () => {
  const later = JSON.stringify({ version: 2, exercises: [] });
  kept.set(KEY, later);
  assert.equal(progress(), undefined);
  assert.equal(passExercise("cake", "rust"), false);
  assert.equal(kept.get(KEY), later);
});

test("where nothing may be kept, nothing breaks", () => {
  const refuse = () => { throw new Error("SecurityError"); };
  page.localStorage = { getItem: refuse, setItem: refuse };
  assert.deepEqual(passedIn("cake"), {});
  assert.equal(passExercise("cake", "rust"), false);
  page.localStorage = { ...storage, setItem: refuse };
  assert.equal(passExercise("cake", "rust"), false);
});
