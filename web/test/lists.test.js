import assert from "node:assert/strict";
import { test } from "node:test";
import { placeAfter } from "../player/lists.js";

test("in a list, arrows lead to the neighbors and stop at both ends", () => {
  assert.equal(placeAfter("ArrowDown", 3, 9), 4);
  assert.equal(placeAfter("ArrowRight", 3, 9), 4);
  assert.equal(placeAfter("ArrowUp", 3, 9), 2);
  assert.equal(placeAfter("ArrowLeft", 3, 9), 2);
  assert.equal(placeAfter("ArrowDown", 8, 9), 8);
  assert.equal(placeAfter("ArrowUp", 0, 9), 0);
});

test("in a list, Home and End lead to its first and its last line", () => {
  assert.equal(placeAfter("Home", 3, 9), 0);
  assert.equal(placeAfter("End", 3, 9), 8);
});

test("other keys lead nowhere", () => {
  assert.equal(placeAfter("Tab", 3, 9), undefined);
  assert.equal(placeAfter("a", 3, 9), undefined);
});
