import assert from "node:assert/strict";
import { test } from "node:test";
import { fingerprint, load, save } from "../../player/live/edits.js";

/** @type {Map<string, string>} */
const kept = new Map();
/** @type {any} */
const page = globalThis;
const storage = {
  getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
  setItem: (/** @type {string} */ key, /** @type {string} */ value) => kept.set(key, value),
  removeItem: (/** @type {string} */ key) => kept.delete(key),
};
Object.defineProperty(page, "localStorage", { value: storage, writable: true, configurable: true });

test("an edit is kept with what it was made from, each flavor its own", () => {
  const edit = { text: "say()", original: fingerprint("old") };
  assert.equal(save("cake", "python", edit), true);
  assert.deepEqual([...kept.keys()], ["cake.edit.cake.python"]);
  assert.deepEqual(load("cake", "python"), edit);
  assert.equal(load("cake", "javascript"), undefined);
});

test("what is as the book has it is not kept", () => {
  save("cake", "python", undefined);
  assert.equal(load("cake", "python"), undefined);
});

test("what somebody else has put there is not taken for an edit", () => {
  for (const odd of ["", "null", "5", "{}", `{"text":5}`, "{"]) {
    kept.set("cake.edit.cake.go", odd);
    assert.equal(load("cake", "go"), undefined, odd);
  }
});

test("where nothing may be kept, saving says so", () => {
  page.localStorage = { ...storage, setItem: () => { throw new Error("QuotaExceededError"); } };
  assert.equal(save("cake", "python", { text: "", original: "" }), false);
  page.localStorage = storage;
});

test("fingerprints differ where texts do", () => {
  assert.equal(fingerprint("a cake"), fingerprint("a cake"));
  assert.notEqual(fingerprint("a cake"), fingerprint("a cakE"));
});
