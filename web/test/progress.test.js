import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { erase, inBook, note, NOTED, progress, replace, today } from "../player/progress.js";
import { readProgress, together } from "../player/progress-page.js";

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
  Object.defineProperty(globalThis, "location", { value: new URL("https://book.example/blocking/index.html"), configurable: true });
  Object.defineProperty(globalThis, "path_to_root", { value: "../", configurable: true });
});

test("what is noted is kept, and added to what is known of the same", () => {
  note("predictions", "cake_and_book", { right: false });
  note("predictions", "cake_and_book", { right: true });
  note("exercises", "two_cakes", { rust: "2026-11-24" });
  note("exercises", "two_cakes", { javascript: "2026-11-25" });
  assert.deepEqual(progress().predictions, { cake_and_book: { right: true, page: "blocking/index.html", on: today() } });
  assert.deepEqual(progress().exercises, { two_cakes: { page: "blocking/index.html", rust: "2026-11-24", javascript: "2026-11-25" } });
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
  kept.set("while-the-cake-bakes:progress", JSON.stringify({ version: 1, pages: 5, predictions: null, exercises: { x: { rust: "2026-11-24" } } }));
  note("pages", "index.html", { read: true });
  assert.deepEqual([progress().pages["index.html"].read, progress().predictions, progress().exercises.x.rust], [true, {}, "2026-11-24"]);
  Object.defineProperty(globalThis, "localStorage", { get: () => { throw new Error("blocked"); }, configurable: true });
  note("pages", "index.html", { read: true });
  replace(progress());
  assert.deepEqual(progress().pages, {});
});

test("a folder's address is that of its page", () => {
  assert.equal(inBook("https://book.example/"), "index.html");
  assert.equal(inBook("../threads/index.html#joined?"), "threads/index.html");
  assert.equal(inBook("."), "blocking/index.html");
});

test("a file adds to what is there, and takes nothing from it", () => {
  const ours = { version: 1, pages: { a: { on: "2026-11-24", at: 0.5 } }, predictions: {}, exercises: { x: { page: "a", rust: "2026-11-24" } } };
  const theirs = { version: 1, pages: { a: { on: "2026-11-20", read: true }, b: { on: "2026-11-20" } }, predictions: { p: { right: true, page: "b", on: "2026-11-20" } }, exercises: { x: { page: "a", javascript: "2026-11-20" } } };
  const both = together(ours, /** @type {any} */ (readProgress(JSON.stringify(theirs))));
  assert.deepEqual(both.pages, { a: { on: "2026-11-24", at: 0.5, read: true }, b: { on: "2026-11-20" } });
  assert.deepEqual(both.exercises, { x: { page: "a", javascript: "2026-11-20", rust: "2026-11-24" } });
  assert.deepEqual(Object.keys(both.predictions), ["p"]);
});

test("a file that is not ours says what is wrong with it", () => {
  assert.equal(readProgress("{"), "it is not JSON.");
  assert.equal(readProgress("null"), "it is not a file that this page has saved.");
  assert.equal(readProgress('{"version": 1, "pages": {}, "predictions": {}}'), "a part of it is missing.");
  assert.equal(readProgress('{"version": 1, "pages": {"a": 3}, "predictions": {}, "exercises": {}}'), "a part of it is missing.");
});
