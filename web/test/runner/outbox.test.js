import assert from "node:assert/strict";
import { test } from "node:test";

import { createOutbox, mebibytes, Over } from "../../runner/outbox.js";
import { VirtualClock } from "../../runner/virtual.js";

const LIMITS = { events: 2_000, bytes: 2 ** 20, memory: 2 ** 26 };

/** @param {Partial<typeof LIMITS>} limits */
function open(limits = {}) {
  /** @type {any[]} */
  const messages = [];
  const outbox = createOutbox((message) => void messages.push(message), { ...LIMITS, ...limits }, new VirtualClock(), () => false);
  return { outbox, messages };
}

/** @param {any[]} messages */
function lines(messages) {
  return messages.filter(({ type }) => type === "lines");
}

test("the first lines go out at once, later ones in batches", () => {
  const { outbox, messages } = open();
  outbox.record("one");
  assert.deepEqual(messages.map(({ trace }) => Array.from(trace)), [["one"]]);
  for (let n = 0; n < 1_900; n++) outbox.record("x");
  outbox.end({ how: "success" });
  assert.equal(lines(messages).reduce((sum, { trace }) => sum + trace.length, 0), 1_901);
  assert.ok(lines(messages).length < 500, `${lines(messages).length}`);
});

test("what was written comes before the end", () => {
  const { outbox, messages } = open();
  for (let n = 0; n < 40; n++) outbox.print("x");
  outbox.complain("oh");
  outbox.end({ how: "success" });
  assert.equal(lines(messages).map(({ printed }) => printed).join(""), "x".repeat(40));
  assert.equal(lines(messages).map(({ errors }) => errors).join(""), "oh");
  assert.deepEqual(messages.at(-1), { type: "end", end: { at: 0, how: "success" }, spent: false });
});

test("a run ends once, and nothing is told after it", () => {
  const { outbox, messages } = open();
  outbox.end({ how: "waiting" });
  outbox.end({ how: "success" });
  assert.throws(() => outbox.record("late"), Over);
  assert.throws(() => outbox.print("late"), Over);
  assert.deepEqual(messages.map(({ type }) => type), ["end"]);
});

test("one event too many ends the run", () => {
  const { outbox, messages } = open({ events: 100_000, bytes: 2 ** 30 });
  for (let n = 0; n < 100_000; n++) outbox.record("x");
  assert.ok(!outbox.isOver());
  assert.throws(() => outbox.record("x"), Over);
  assert.deepEqual(messages.at(-1).end, { at: 0, how: "limit", message: "more than 100,000 events" });
});

test("one byte too many on a channel ends the run, before it is kept", () => {
  const { outbox, messages } = open();
  outbox.print("x".repeat(2 ** 20));
  outbox.complain("x".repeat(2 ** 20));
  assert.throws(() => outbox.print("x"), Over);
  assert.deepEqual(messages.at(-1).end, { at: 0, how: "limit", message: "wrote more than 1 MiB" });
  assert.equal(lines(messages).map(({ printed }) => printed).join("").length, 2 ** 20);
});

test("a program that has changed the prototypes does not get into a batch", () => {
  const { outbox, messages } = open();
  for (let n = 0; n < 40; n++) outbox.print("x");
  /** @type {unknown[]} */
  const caught = [];
  Object.defineProperty(Array.prototype, "0", { set: (value) => caught.push(value), configurable: true });
  try {
    outbox.record("mine");
    outbox.end({ how: "success" });
  } finally {
    Reflect.deleteProperty(Array.prototype, "0");
  }
  assert.deepEqual(caught, []);
  assert.deepEqual(lines(messages).flatMap(({ trace }) => Array.from(trace)), ["mine"]);
});

test("sizes read as people write them", () => {
  assert.equal(mebibytes(4 << 20), "4 MiB");
  assert.equal(mebibytes(1_234_567), "1,234,567 bytes");
});
