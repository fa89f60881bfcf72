import assert from "node:assert/strict";
import { test } from "node:test";
import { readKnob, toArgs } from "../../player/live/knobs.js";

const pages = { name: "pages", title: "pages in the book", default: 6, min: 0, max: 20 };
const oven = { name: "minutes_in_oven", title: "minutes in the oven", default: 30, min: 2, max: 120 };

test("a number within its bounds is taken", () => {
  for (const [text, value] of /** @type {[string, number][]} */ ([["0", 0], ["20", 20], [" 7 ", 7], ["+3", 3], ["007", 7]])) {
    assert.deepEqual(readKnob(pages, text), { value });
  }
});

test("what is outside of them is explained and not clamped", () => {
  assert.deepEqual(readKnob(pages, "-1"), { why: "-1 is too small; it can be from 0 to 20." });
  assert.deepEqual(readKnob(pages, "1000000000"), { why: "1000000000 is too large; it can be from 0 to 20." });
  assert.deepEqual(readKnob(pages, "abc"), { why: "“abc” is not a whole number; it can be from 0 to 20." });
  assert.deepEqual(readKnob(pages, ""), { why: "A whole number from 0 to 20 belongs here." });
  for (const text of ["1e3", "2.5", "0x10", "１", "6 pages", "NaN"]) assert.ok("why" in readKnob(pages, text), text);
});

test("a program is told only what the reader has changed", () => {
  assert.deepEqual(toArgs([oven, pages], new Map([["pages", 3], ["minutes_in_oven", 30]])), ["pages=3"]);
  assert.deepEqual(toArgs([oven, pages], new Map()), []);
});
