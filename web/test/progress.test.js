import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { erase, note, NOTED, progress, replace, today } from "../player/progress.js";

/** @type {Map<string, string>} */
const kept = new Map();
let told = 0;

beforeEach(() => {
  kept.clear();
  told = 0;
  const storage = {
    getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ text) => kept.set(key, text),
    removeItem: (/** @type {string} */ key) => kept.delete(key),
  };
  const page = new EventTarget();
  page.addEventListener(NOTED, () => (told += 1));
  Object.defineProperty(globalThis, "localStorage", { value: storage, configurable: true });
  Object.defineProperty(globalThis, "document", { value: page, configurable: true });
});

test("what is noted is kept, and added to what is known of the same", () => {
  note("predictions", "cake_and_book", { right: false });
  note("predictions", "cake_and_book", { right: true });
  note("exercises", "two_cakes", { rust: "2026-11-24" });
  note("exercises", "two_cakes", { javascript: "2026-11-25" });
  assert.deepEqual(progress().predictions, { cake_and_book: { right: true, on: today() } });
  assert.deepEqual(progress().exercises, { two_cakes: { rust: "2026-11-24", javascript: "2026-11-25" } });
  assert.equal(told, 4, "the page hears of each");
});

test("erased, nothing is left", () => {
  note("pages", "index.html", { read: true });
  erase();
  assert.deepEqual(progress().pages, {});
  assert.equal(kept.size, 0);
});

test("what is there and is not ours counts as nothing, and a blocked storage costs no more than the memory", () => {
  kept.set("while-the-cake-bakes:progress", "not JSON");
  assert.deepEqual(progress().pages, {});
  kept.set("while-the-cake-bakes:progress", JSON.stringify({ version: 99, pages: { a: {} } }));
  assert.deepEqual(progress().pages, {});
  Object.defineProperty(globalThis, "localStorage", { get: () => { throw new Error("blocked"); }, configurable: true });
  note("pages", "index.html", { read: true });
  replace(progress());
  assert.deepEqual(progress().pages, {});
});
