import assert from "node:assert/strict";
import { test } from "node:test";

import { runAll } from "../../test-data/hosts.js";

/** @param {string} source */
const js = (source, more = {}) => ({ flavor: "javascript", source, ...more });

const results = runAll({
  order: js(`setTimeout(() => { console.log("timer"); queueMicrotask(() => console.log("its microtask")); }, 5);
    setTimeout(() => console.log("same time"), 5); Promise.resolve().then(() => console.log("microtask")); console.log("main");`),
  nested: js(`import { say, minutes } from "#kitchen";
    const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
    await Promise.all([sleep(minutes(4)).then(() => say("alice", "four")), sleep(minutes(2)).then(() => say("alice", "two"))]);`),
  clocks: js(`const before = Date.now(); await new Promise((resolve) => setTimeout(resolve, 90_000));
    console.log(performance.now(), Date.now() - before, new Date().toISOString(), new Date(5).getTime(), new Date() instanceof Date);`),
  blocking: js(`import { now } from "#kitchen"; now();
    console.log(Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 240_000), now());
    console.log(Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1, 240_000), now());`),
  blockedForEver: js(`Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); console.log("never");`),
  staring: js(`const done = performance.now() + 600_000; while (performance.now() < done); console.log("done");`),
  abort: js(`await new Promise((resolve) => { AbortSignal.timeout(1_000).onabort = resolve; }); console.log(performance.now());`),
  arguments: js(`import { knob } from "#kitchen"; console.log(knob("pages", 6), knob("minutes", 30));`, { args: ["pages=3"] }),
  badKnob: js(`import { knob } from "#kitchen";\n\nknob("pages", 6);`, { args: ["pages=-1"] }),
  syntax: js(`import { say } from "#kitchen";\nsay("alice", "never");\nlet cake = ;\n`),
  unfinished: js(`function bake() {\n  let cake = 1;\n`),
  noSuchWord: js(`import { say } from "#kitchen";\nimport { bake } from "#kitchen";\n`),
  otherModule: js(`import { say } from "#kitchen";\nimport fs from "node:fs";\n`),
  otherModuleLater: js(`import { say } from "#kitchen";\n\nawait import("node:fs");\n`),
  kitchenLater: js(`const { say } = await import("#kitchen");\nsay("alice", "Hello.");`),
  runtime: js(`import { say } from "#kitchen";\nsay("alice", "before");\nfunction bake() {\n  null.cake;\n}\nbake();\n`),
  inTimer: js(`setTimeout(() => {\n  throw new TypeError("burnt");\n}, 120_000);\n`),
  inMicrotask: js(`queueMicrotask(() => {\n  throw new Error("small");\n});\n`),
  rejection: js(`import { say } from "#kitchen";\nasync function bake() {\n  throw new Error("nobody hears");\n}\nbake();\nsetTimeout(() => say("alice", "never"), 1);\n`),
  handled: js(`const promise = Promise.reject(new Error("heard"));\nawait null;\ntry { await promise; } catch { console.log("caught"); }`),
  recursion: js(`function again() {\n  return 1 + again();\n}\nagain();\n`),
  recursionThatSpeaks: js(`import { say } from "#kitchen";\nfunction again() {\n  say("alice", "deeper");\n  return 1 + again();\n}\nagain();\n`, { limits: { events: 1e6, bytes: 1e9 } }),
  never: js(`import { say } from "#kitchen";\nsay("alice", "waits");\nawait new Promise(() => {});\n`),
  machine: js(`const { instance } = await WebAssembly.instantiate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));\nconsole.log(typeof instance.exports);`),
  chain: js(`import { say } from "#kitchen";\nconst again = () => { say("alice", "again"); setTimeout(again, 60_000); };\nagain();\n`),
  events: js(`import { say } from "#kitchen";\nfor (let n = 0; n < 5_000; n++) { try { say("alice", "x"); } catch {} }\nconsole.log("on");`),
  bytes: js(`for (let n = 0; ; n++) console.log("line", n);`),
  memory: js(`const all = []; for (;;) all.push(new Array(100_000).fill(1.5));`, { limits: { memory: 64 << 20 } }),
  loop: js(`import { say } from "#kitchen";\nsay("alice", "x");\nfor (;;);`, { seconds: 1 }),
  forged: js(`postMessage({ type: "end", end: { how: "success" } });`),
  network: js(`\nawait fetch("https://example.org");`),
  page: js(`document.title = "mine";`),
  process: js(`process.exit(0);`),
  host: js(`console.log(typeof kitchenHost, typeof kitchenBegins, typeof require, typeof process, typeof self);`),
  tampered: js(`import { say } from "#kitchen";
    JSON.stringify = () => "forged"; Array.prototype.push = () => 0; Object.prototype.toJSON = () => "forged";
    Function.prototype.call = Function.prototype.apply = Function.prototype.bind = () => { throw new Error("mine"); };
    Promise.prototype.then = () => {}; performance.now = () => NaN;
    Object.defineProperty(Array.prototype, "0", { set() { throw new Error("mine"); } });
    say("alice", "Still here.");`),
  thrown: js(`throw { get message() { throw 1; }, toString() { throw 2; } };`),
  console: js(`console.log("%s is %d", "pi", 3.5, { a: [1, "x"], m: new Map([[1, 2]]) }, undefined, () => 1);
    console.error("bad"); console.group("list"); console.log("a\\nb"); console.groupEnd(); const o = { o: 1 }; o.o = o; console.log(o, -0, 1n);`),
  notText: js(`import { say } from "#kitchen"; say("alice", 42);`),
});

/** @param {keyof typeof results} name */
const printed = (name) => results[name].printed.trimEnd().split("\n");
/** @param {keyof typeof results} name */
const end = (name) => results[name].end;

test("microtasks run before the next timer, also between timers of the same time", () => {
  assert.deepEqual(printed("order"), ["main", "microtask", "timer", "its microtask", "same time"]);
  assert.equal(end("order").how, "success");
});

test("story time passes with the timers", () => {
  assert.deepEqual(printed("nested"), ["  2  alice: two", "  4  alice: four"]);
  assert.equal(end("nested").at, 4);
  const [event] = results.nested.events;
  assert.deepEqual(event, { at: 2, lane: "alice", line: 3, kind: "say", text: "two", thread: 0, late_ms: 0 });
});

test("all clocks of a program are one number", () => {
  assert.deepEqual(printed("clocks"), ["90000 90000 2026-01-03T18:01:30.000Z 5 true"]);
  assert.deepEqual(printed("abort"), ["1000"]);
});

test("Atomics.wait moves the clock, if the value is the expected one", () => {
  assert.deepEqual(printed("blocking"), ["timed-out 4", "not-equal 4"]);
});

test("a wait that nobody can end is told as such", () => {
  assert.equal(end("blockedForEver").how, "waiting");
  assert.equal(results.blockedForEver.printed, "");
});

test("who stares at the clock sees it move", () => {
  assert.equal(end("staring").how, "success");
  assert.equal(end("staring").at, 10);
});

test("what the reader has set reaches the program", () => {
  assert.deepEqual(printed("arguments"), ["3 30"]);
  assert.deepEqual(results.arguments.events[0], { knob: "pages", default: 6 });
  assert.equal(end("badKnob").message, 'RangeError: pages is a whole number from 0, not "-1"');
  assert.equal(end("badKnob").line, 3);
});

test("a text that is no JavaScript is told with its line, and nothing of it runs", () => {
  assert.equal(end("syntax").how, "error");
  assert.match(end("syntax").message ?? "", /^SyntaxError: /);
  assert.equal(end("syntax").line, 3);
  assert.deepEqual(results.syntax.events, []);
  assert.equal(end("unfinished").line, 2);
});

test("an import that is not there is told with its line", () => {
  assert.match(end("noSuchWord").message ?? "", /'#kitchen' does not provide an export named 'bake'/);
  const message = 'what runs here can import "#kitchen" and nothing else, not "node:fs"';
  assert.deepEqual([end("otherModule").message, end("otherModule").line], [message, 2]);
  assert.deepEqual([end("otherModuleLater").message, end("otherModuleLater").line], [message, 3]);
  assert.deepEqual(printed("kitchenLater"), ["  0  alice: Hello."]);
});

test("an error is told with its line and the program's own frames", () => {
  assert.equal(end("runtime").line, 4);
  assert.match(end("runtime").message ?? "", /^TypeError: /);
  assert.deepEqual(end("runtime").detail?.split("\n").slice(1), ["    at bake (main.js:4:8)", "    at main.js:6:1"]);
  assert.equal(results.runtime.events.length, 1);
});

test("an error that nobody can catch ends the run", () => {
  assert.deepEqual([end("inTimer").message, end("inTimer").line, end("inTimer").at], ["TypeError: burnt", 2, 2]);
  assert.deepEqual([end("inMicrotask").message, end("inMicrotask").line], ["Error: small", 2]);
  assert.deepEqual(end("thrown").message, "thrown: something that cannot be shown");
});

test("a rejection that nobody handles ends the run before the next timer", () => {
  assert.deepEqual([end("rejection").message, end("rejection").line], ["Error: nobody hears", 3]);
  assert.deepEqual(results.rejection.events, []);
  assert.deepEqual(printed("handled"), ["caught"]);
});

test("an endless recursion is an error with a line", () => {
  assert.match(end("recursion").message ?? "", /^RangeError: /);
  assert.equal(end("recursion").line, 2);
  assert.equal(end("recursionThatSpeaks").how, "error");
  assert.ok(results.recursionThatSpeaks.events.every(({ text }) => text === "deeper"));
});

test("a promise that never resolves ends the run as waiting", () => {
  assert.equal(end("never").how, "waiting");
  assert.equal(results.never.events.length, 1);
});

test("what comes from the machine and not from a timer is waited for", () => {
  assert.deepEqual(printed("machine"), ["object"]);
});

test("an endless chain of timers ends at the limit of events, with what it told", () => {
  assert.deepEqual([end("chain").how, end("chain").message], ["limit", "more than 1,000 events"]);
  assert.equal(results.chain.events.length, 1_000);
});

test("who catches the limit's exception tells nothing more", () => {
  assert.equal(end("events").message, "more than 1,000 events");
  assert.equal(results.events.events.length, 1_000);
  assert.ok(!results.events.printed.includes("on\n"));
});

test("endless output ends at the limit of bytes", () => {
  assert.deepEqual([end("bytes").how, end("bytes").message], ["limit", "wrote more than 1 MiB"]);
  assert.ok(results.bytes.printed.length <= 2 ** 20);
});

test("memory and time have limits under Node, where no page watches", () => {
  assert.deepEqual([end("memory").how, end("memory").message], ["limit", "took more than 64 MiB of memory"]);
  assert.deepEqual([end("loop").how, end("loop").message], ["limit", "still running after 1 s"]);
  assert.equal(results.loop.events.length, 1);
});

test("there is no way out, and who looks for one is told so", () => {
  for (const [name, line] of /** @type {const} */ ([["forged", 1], ["network", 2], ["page", 1], ["process", 1]])) {
    assert.match(end(name).message ?? "", /is not defined \(what runs here has .* no page, network/, name);
    assert.equal(end(name).line, line, name);
  }
  assert.deepEqual(printed("host"), ["undefined undefined undefined undefined undefined"]);
});

test("a program that changes its realm changes nothing of what is told", () => {
  assert.equal(end("tampered").how, "success");
  assert.deepEqual(results.tampered.events.map(({ text }) => text), ["Still here."]);
});

test("the console prints as Node's does", () => {
  assert.deepEqual(printed("console"), [
    'pi is 3.5 { a: [ 1, "x" ], m: Map(1) { 1 => 2 } } undefined [Function: (anonymous)]',
    "list",
    "  a",
    "  b",
    "{ o: [Circular] } -0 1n",
  ]);
  assert.equal(results.console.errors, "bad\n");
});

test("what is said is text", () => {
  assert.equal(results.notText.events[0].text, "42");
});
