import assert from "node:assert/strict";
import { test } from "node:test";

import { compare, renderComparison } from "../../player/exercise/compare.js";
import { telling, tellVerdicts } from "../../player/exercise/verdicts.js";

const passed = { says: "The cake is done", passed: true };
const failed = { says: "Alice reads", passed: false, hint: "She read <0> pages at minute 10.", run: 1 };
/** @type {{ set: Record<string, number> }[]} */
const runs = [{ set: {} }, { set: { pages: 2, minutes_in_oven: 6 } }];

test("each check is told with a sign and in words, a failed one with its hint and the numbers of the run", () => {
  const { html, said } = tellVerdicts([passed, failed], runs);
  assert.match(html, /1 of 2 checks passed, in 2 runs with different numbers\./);
  assert.match(html, /✓<\/span><span><b>Passed:<\/b> The cake is done/);
  assert.match(html, /✗<\/span><span><b>Failed:<\/b> Alice reads/);
  assert.match(html, /She read &lt;0&gt; pages at minute 10\. \(with pages = 2, minutes_in_oven = 6\)/);
  assert.equal(said, "1 of 2 checks passed, in 2 runs with different numbers. Failed: Alice reads. She read <0> pages at minute 10. (with pages = 2, minutes_in_oven = 6)");
});

test("who has passed is told so", () => {
  assert.equal(tellVerdicts([passed], [runs[0]]).said, "Passed: the check holds, in one run.");
  assert.equal(tellVerdicts([passed, passed], runs).said, "Passed: all 2 checks hold, in 2 runs with different numbers.");
});

test("the run to look at is the first in which a check fails", () => {
  /** @type {any[]} */
  const all = runs;
  assert.equal(telling([passed, failed], all), all[1]);
  assert.equal(telling([passed], all), all[0]);
});

test("two texts are compared line by line", () => {
  const rows = compare("a\nmine\nb\n", "a\nb\nbook\n");
  assert.deepEqual(rows.map(({ side, text }) => `${side} ${text}`), ["both a", "mine mine", "both b", "book book"]);
  const html = renderComparison(compare("x < y", "x > y"));
  assert.match(html, /<del class="row"><span class="sign" aria-hidden="true">−<\/span>x &lt; y\n<\/del>/);
  assert.match(html, /<ins class="row"><span class="sign" aria-hidden="true">\+<\/span>x &gt; y\n<\/ins>/);
  assert.match(renderComparison(compare("same\n", "same")), /the same, line for line/);
});
