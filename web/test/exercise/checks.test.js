import assert from "node:assert/strict";
import { test } from "node:test";

import { runAll } from "../../test-data/hosts.js";

/** @type {any[]} */
const events = [
  { at: 10, lane: "oven", line: 3, kind: "begin", activity: "bake" },
  { at: 40, lane: "oven", line: 5, kind: "end", activity: "bake" },
  { at: 42, lane: "alice", line: 6, kind: "say", text: "The cake is on the table." },
];
const ran = [{ knobs: { pages: 6 }, events }, { knobs: { pages: 2 }, events }];
const checks = (/** @type {string} */ source, more = {}) => ({ flavor: "checks", source, ran, ...more });
const one = (/** @type {string} */ body) => checks(`export const runs = [{}, { pages: 2 }];\nexport const checks = [{ says: "It holds", check({ knobs, events, transcript, at }) {\n${body}\n} }];\n`);

const results = runAll({
  wanted: { ...one(""), ran: undefined },
  holds: one(""),
  sees: one(`if (at("The cake is on the table.") !== 42 || at("Nobody said this.") !== undefined) return "at";
    if (JSON.stringify(transcript) !== '[{"at":42,"lane":"alice","text":"The cake is on the table."}]') return JSON.stringify(transcript);
    if (events.length !== 3 || events[0].activity !== "bake") return "events";`),
  hints: one("if (knobs.pages === 2) return `Only ${knobs.pages} pages.`;"),
  meddles: one("events[0].at = 0;"),
  throws: one("\nreturn events[7].at;"),
  promises: one("return Promise.resolve();"),
  loops: { ...one("for (;;);"), seconds: 1 },
  never: checks(`export const runs = [{}];\nthrow new Error("not today");\n`),
  syntax: checks("export const runs = [{}];\nexport const checks = [;\n"),
  noChecks: checks("export const runs = [{}];\nexport const checks = [];\n"),
  noRuns: checks("export const checks = [{ says: 'a', check() {} }];\n"),
  oddRun: checks("export const runs = [{ pages: 1.5 }];\nexport const checks = [{ says: 'a', check() {} }];\n"),
  silent: checks("export const runs = [{}];\nexport const checks = [{ says: ' ', check() {} }];\n"),
  twice: checks("export const runs = [{}];\nexport const checks = [{ says: 'a', check() {} }, { says: 'a', check() {} }];\n"),
  reaches: one("return typeof process + typeof fetch + typeof require + typeof localStorage;"),
  imports: checks(`import fs from "node:fs";\nexport const runs = [{}];\n`),
});

/** @param {keyof typeof results} name */
const answer = (name) => results[name].events[0];
/** @param {keyof typeof results} name */
const message = (name) => `${results[name].end.line ?? ""}: ${results[name].end.message}`;

test("without runs it says which are wanted, and what will be checked", () => {
  assert.deepEqual(answer("wanted"), { runs: [{}, { pages: 2 }], says: ["It holds"] });
});

test("a check that answers with nothing holds, in every run", () => {
  assert.deepEqual(answer("holds"), { verdicts: [{ says: "It holds", passed: true }] });
  assert.deepEqual(answer("sees"), { verdicts: [{ says: "It holds", passed: true }] });
});

test("what it answers else is the hint, with the first run in which it fails", () => {
  assert.deepEqual(answer("hints"), { verdicts: [{ says: "It holds", passed: false, hint: "Only 2 pages.", run: 1 }] });
});

test("a check that throws has failed, and says where", () => {
  const [verdict] = answer("throws").verdicts;
  assert.equal(verdict.passed, false);
  assert.match(verdict.hint, /cannot be judged/);
  // Lines 1 and 2 are the list and the check's head.
  assert.deepEqual([verdict.thrown.line, /undefined/.test(verdict.thrown.message)], [4, true]);
});

test("no check can change a run for the next", () => {
  assert.match(answer("meddles").verdicts[0].thrown.message, /read.only|Cannot assign/);
});

test("a test that is none is refused with the reason", () => {
  assert.match(message("promises"), /answers with words, or with nothing/);
  assert.match(message("never"), /^2: Error: not today/);
  assert.match(message("syntax"), /^2: SyntaxError/);
  assert.match(message("noChecks"), /exports no `checks`/);
  assert.match(message("noRuns"), /exports no `runs`/);
  assert.match(message("oddRun"), /a whole number/);
  assert.match(message("silent"), /`says` in words/);
  assert.match(message("twice"), /two checks say “a”/);
  assert.match(message("imports"), /^1: .*node:fs/);
});

test("one that loops is ended", () => {
  assert.deepEqual([results.loops.end.how, results.loops.end.message], ["limit", "still running after 1 s"]);
});

test("it reaches nothing but the runs", () => {
  assert.equal(answer("reaches").verdicts[0].hint, "undefined".repeat(4));
});
