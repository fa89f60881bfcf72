import assert from "node:assert/strict";
import { test } from "node:test";

import { Timers } from "../../runner/timers.js";
import { VirtualClock } from "../../runner/virtual.js";

/**
 * What a program tells, with the times at which it does, until no timer is left.
 * @param {(timers: Timers, tell: (what: string) => () => void, clock: VirtualClock) => void} program
 */
function told(program) {
  const clock = new VirtualClock();
  const timers = new Timers(clock);
  /** @type {string[]} */
  const lines = [];
  program(timers, (what) => () => void lines.push(`${clock.now} ${what}`), clock);
  for (let run = timers.next(); run; run = timers.next()) run();
  assert.ok(timers.isEmpty());
  return lines;
}

test("timers run in the order in which they are due, and of those in which they were set", () => {
  const lines = told((timers, tell) => {
    timers.add(tell("third"), 20, false);
    timers.add(tell("first"), 10, false);
    timers.add(tell("second"), 10, false);
  });
  assert.deepEqual(lines, ["10 first", "10 second", "20 third"]);
});

test("many timers stay in order", () => {
  const lines = told((timers, tell) => {
    for (let n = 0; n < 500; n++) timers.add(tell(""), 1 + ((n * 7919) % 503), false);
  });
  const times = lines.map(Number.parseFloat);
  assert.equal(times.length, 500);
  assert.deepEqual(times, times.toSorted((a, b) => a - b));
});

test("a timer that is set in a timer is counted from then", () => {
  const lines = told((timers, tell) => {
    timers.add(() => void timers.add(tell("inner"), 5, false), 10, false);
    timers.add(tell("outer"), 12, false);
  });
  assert.deepEqual(lines, ["12 outer", "15 inner"]);
});

test("what is no delay is a millisecond, and parts of one do not count", () => {
  const lines = told((timers, tell) => {
    for (const delay of [0, -5, NaN, undefined, "x", Infinity]) timers.add(tell(String(delay)), delay, false);
    timers.add(tell("1.9"), 1.9, false);
  });
  assert.deepEqual(lines, ["1 0", "1 -5", "1 NaN", "1 undefined", "1 x", "1 Infinity", "1 1.9"]);
});

test("a delay may be longer than Node's longest", () => {
  assert.deepEqual(told((timers, tell) => timers.add(tell("late"), 2 ** 40, false)), [`${2 ** 40} late`]);
});

test("a cleared timer does not run, and time does not wait for it", () => {
  const lines = told((timers, tell) => {
    const id = timers.add(tell("never"), 10, false);
    timers.add(() => timers.clear(id), 5, false);
    timers.add(tell("last"), 7, false);
  });
  assert.deepEqual(lines, ["7 last"]);
});

test("an interval repeats until it is cleared", () => {
  const lines = told((timers, tell) => {
    const id = timers.add(tell("tick"), 10, true);
    timers.add(() => timers.clear(id), 35, false);
  });
  assert.deepEqual(lines, ["10 tick", "20 tick", "30 tick"]);
});

test("an interval whose turn takes longer than it is counted from the turn's beginning", () => {
  const lines = told((timers, tell, clock) => {
    let n = 0;
    const id = timers.add(() => {
      tell("tick")();
      clock.advance(25);
      if (++n === 3) timers.clear(id);
    }, 10, true);
  });
  assert.deepEqual(lines, ["10 tick", "35 tick", "60 tick"]);
});

test("an interval that clears itself and fails is gone", () => {
  const clock = new VirtualClock();
  const timers = new Timers(clock);
  const id = timers.add(() => {
    timers.clear(id);
    throw new Error("once");
  }, 10, true);
  assert.throws(() => timers.next()?.(), /once/);
  assert.equal(timers.next(), undefined);
});

test("immediates run after the timers that are due, and before time moves", () => {
  const lines = told((timers, tell, clock) => {
    timers.add(tell("later"), 2, false);
    timers.addImmediate(() => {
      tell("immediate")();
      clock.advance(1);
      timers.addImmediate(tell("next turn"));
    });
    timers.addImmediate(tell("same turn"));
    timers.add(tell("due"), 1, false);
  });
  assert.deepEqual(lines, ["0 immediate", "1 same turn", "1 due", "1 next turn", "2 later"]);
});

test("a cleared immediate does not run", () => {
  const lines = told((timers, tell) => {
    const id = timers.addImmediate(tell("never"));
    timers.clear(id);
    timers.addImmediate(tell("this one"));
  });
  assert.deepEqual(lines, ["0 this one"]);
});

test("the clock moves for those who do nothing but look at it", () => {
  const clock = new VirtualClock();
  for (let n = 0; n < 9_000; n++) assert.equal(clock.look(), 0);
  clock.stir();
  for (let n = 0; n < 9_000; n++) assert.equal(clock.look(), 0);
  while (clock.look() < 60_000);
  assert.equal(clock.minute(), 1);
});
