import assert from "node:assert/strict";
import { test } from "node:test";

import { runAll } from "../../test-data/hosts.js";
import * as wasm from "../../test-data/wasm.js";
import { faultIn, isOutOfMemory } from "../../runner/wasi-fault.js";
import { withMemoryLimit } from "../../runner/wasm-memory.js";

const { bytes, call, drop, i32, i64, module } = wasm;

// Where things stand in the memory of these modules.
const TIME = 0;
const EVENTS = 16;
const COUNT = 96;
const SUBSCRIPTION = 128;
const PIECES = 256;
const TEXT = 512;

/** @param {{ id?: number, timeout?: number, absolute?: boolean, user?: number }} subscription */
function clock({ id = 1, timeout = 0, absolute = false, user = 7 }) {
  return [...bytes(user, 8), 0, ...bytes(0, 7), ...bytes(id, 8), ...bytes(timeout, 8), ...bytes(0, 8), ...bytes(absolute ? 1 : 0, 8)];
}

/** What stands at an address in memory that tells where a text is. @param {string} text */
const piece = (text) => ({ [PIECES]: [...bytes(TEXT, 4), ...bytes(text.length, 4)], [TEXT]: text });
/** @param {number} file */
const write = (file) => [...i32(file), ...i32(PIECES), ...i32(1), ...i32(COUNT), ...call("fd_write"), ...drop];
/** @param {number} count */
const poll = (count) => [...i32(SUBSCRIPTION), ...i32(EVENTS), ...i32(count), ...i32(COUNT), ...call("poll_oneoff"), ...drop];
/** Ends with the seconds that a clock shows. @param {number} id */
const exitWithTime = (id) => [
  ...[...i32(id), ...i64(0), ...i32(TIME), ...call("clock_time_get"), ...drop],
  ...[...i32(TIME), ...wasm.loadI64, ...i64(1e9), ...wasm.divideI64, ...wasm.i64ToI32, ...call("proc_exit")],
];
/** Opens the trace, which is then the file 4. */
const openTrace = [
  ...[...i32(3), ...i32(0), ...i32(TEXT + 256), ...i32(5), ...i32(1), ...i64(64), ...i64(64), ...i32(1), ...i32(COUNT)],
  ...[...call("path_open"), ...drop],
];
const HALF = '{"at":4,"la';
const REST = 'ne":"alice"}\n{"knob":"pages","default":6}\n';

/** @param {Uint8Array} module */
const rust = (module, more = {}) => ({ flavor: "rust", module, ...more });

const results = runAll({
  exit: rust(module([...i32(0), ...call("proc_exit")])),
  code: rust(module([...i32(3), ...call("proc_exit")])),
  falls: rust(module([])),
  relative: rust(module([...poll(1), ...exitWithTime(1)], { [SUBSCRIPTION]: clock({ timeout: 30e9 }) })),
  absolute: rust(module([...poll(1), ...exitWithTime(1)], { [SUBSCRIPTION]: clock({ timeout: 42e9, absolute: true }) })),
  over: rust(module([...poll(1), ...exitWithTime(1)], { [SUBSCRIPTION]: clock({ timeout: 0, absolute: true }) })),
  calendar: rust(
    module([...poll(1), ...exitWithTime(1)], {
      [SUBSCRIPTION]: clock({ id: 0, timeout: Date.UTC(2026, 0, 3, 18, 1) * 1e6, absolute: true }),
    }),
  ),
  date: rust(module(exitWithTime(0))),
  earliest: rust(
    module([...poll(2), ...exitWithTime(1)], { [SUBSCRIPTION]: [...clock({ timeout: 50e9 }), ...clock({ timeout: 20e9, user: 9 })] }),
  ),
  whichEvent: rust(
    module([...poll(2), ...i32(EVENTS), ...wasm.loadI32, ...call("proc_exit")], {
      [SUBSCRIPTION]: [...clock({ timeout: 50e9 }), ...clock({ timeout: 20e9, user: 9 })],
    }),
  ),
  forEver: rust(module(poll(1), { [SUBSCRIPTION]: [...clock({}).slice(0, 24), ...new Array(8).fill(255), ...bytes(0, 16)] })),
  prints: rust(module([...write(1), ...write(2)], piece("Good evening, Zoë.\n"))),
  traces: rust(
    module([...openTrace, ...write(4), ...i32(PIECES), ...i32(TEXT + 300), ...[0x36, 2, 0], ...i32(PIECES + 4), ...i32(REST.length), ...[0x36, 2, 0], ...write(4)], {
      ...piece(HALF),
      [TEXT + 256]: "trace",
      [TEXT + 300]: REST,
    }),
  ),
  endless: rust(module(wasm.forEver(...write(1)), piece("again\n"))),
  loop: rust(module(wasm.forEver()), { seconds: 1 }),
  trap: rust(module(wasm.unreachable)),
  recursion: rust(module(wasm.callSelf)),
  grows: rust(
    module([...wasm.loop(...i32(1), ...wasm.growMemory, ...wasm.unlessMinusOne(...wasm.again)), ...wasm.memorySize, ...call("proc_exit")]),
    { limits: { memory: 4 << 20 } },
  ),
  broken: rust(new Uint8Array([0, 97, 115, 109, 9, 9])),
  after: rust(module(exitWithTime(1))),
  oneOfMany: { flavor: "go", argv0: "cake", module: module([...i32(5), ...call("proc_exit")]) },
});

/** @param {keyof typeof results} name */
const end = (name) => results[name].end;

test("the exit code tells how a program ended", () => {
  assert.deepEqual(end("exit"), { at: 0, how: "success", code: 0 });
  assert.deepEqual(end("falls"), { at: 0, how: "success", code: 0 });
  assert.deepEqual([end("code").how, end("code").message, end("code").code], ["error", "exit code 3", 3]);
});

// The monotonic clock begins with a second.
test("a wait moves the clock, whichever way it is asked for", () => {
  assert.equal(end("relative").code, 31);
  assert.equal(end("absolute").code, 42);
  assert.equal(end("over").code, 1);
  assert.equal(end("calendar").code, 61);
});

test("the calendar says the same for everybody", () => {
  assert.equal(end("date").code, Date.UTC(2026, 0, 3, 18) / 1000);
});

test("of several waits the earliest ends, alone", () => {
  assert.equal(end("earliest").code, 21);
  assert.equal(end("whichEvent").code, 9);
});

test("a wait without an end is told as such", () => {
  assert.equal(end("forEver").how, "waiting");
});

test("what is printed comes as text", () => {
  assert.equal(results.prints.printed, "Good evening, Zoë.");
  assert.equal(results.prints.errors, "Good evening, Zoë.");
});

test("the trace comes line by line, also when a line is written in two pieces", () => {
  assert.deepEqual(results.traces.events, [{ at: 4, lane: "alice" }, { knob: "pages", default: 6 }]);
});

test("endless output and an endless loop end at their limits", () => {
  assert.deepEqual([end("endless").how, end("endless").message], ["limit", "wrote more than 1 MiB"]);
  assert.deepEqual([end("loop").how, end("loop").message], ["limit", "still running after 1 s"]);
});

test("a trap and a recursion without an end are errors", () => {
  assert.match(end("trap").message ?? "", /unreachable/);
  assert.match(end("recursion").message ?? "", /^stack overflow/);
});

test("memory does not grow beyond its limit", () => {
  assert.equal(end("grows").code, (4 << 20) / 65_536);
});

test("what is no module is told, and the next run finds all in order", () => {
  assert.equal(end("broken").how, "error");
  assert.equal(end("after").code, 1);
});

test("a limit changes nothing of a module that asks for less", () => {
  const asking = module([]);
  // Its section of memory: one memory, now with a maximum of two pages.
  const at = asking.findIndex((byte, n) => byte === 5 && asking[n + 1] === 3 && asking[n + 2] === 1);
  const modest = new Uint8Array([...asking.subarray(0, at), 5, 4, 1, 1, 1, 2, ...asking.subarray(at + 5)]);
  assert.equal(withMemoryLimit(modest, 4 << 20), modest);
  assert.ok(WebAssembly.validate(modest));
  const limited = withMemoryLimit(modest, 65_536);
  assert.ok(WebAssembly.validate(limited));
  assert.equal(limited.length, modest.length);
});

/** @param {Partial<import("../../runner/types").Request>} request */
const asked = (request) => /** @type {any} */ ({ program: "cake", file: "main.rs", ...request });

test("a panic of Rust is told with its line and message", () => {
  const errors =
    "\nthread 'main' panicked at code/blocking/examples/cake/main.rs:12:5:\nfire: 3\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n";
  assert.deepEqual(faultIn(errors, asked({})), {
    how: "error",
    message: "fire: 3",
    line: 12,
    detail: "thread 'main' panicked at main.rs:12:5:\nfire: 3",
  });
  const elsewhere = faultIn("thread 'main' (1) panicked at library/core/src/option.rs:9:5:\nnone\n", asked({}));
  assert.equal(elsewhere?.message, "none (at library/core/src/option.rs:9)");
  assert.equal(elsewhere?.line, undefined);
});

test("a thread of Rust that waits for another waits for ever", () => {
  const errors = "\nthread 'main' panicked at library/std/src/sys/sync/condvar/no_threads.rs:15:9:\ncondvar wait not supported\n";
  assert.equal(faultIn(errors, asked({}))?.how, "waiting");
  assert.equal(faultIn("fatal runtime error: rwlock locked for writing, aborting\n", asked({}))?.how, "waiting");
});

test("a panic of Go is told with its line, message and the program's own frames", () => {
  const errors =
    "panic: fire [recovered, repanicked]\n\ngoroutine 7 [running]:\nsync.(*WaitGroup).Go.func1.1()\n\t/go/src/sync/waitgroup.go:251 +0x9\nmain.bake(0x1)\n\t/b/examples/cake/main.go:12 +0x25\nmain.main()\n\t/b/examples/cake/main.go:5 +0x1\n";
  assert.deepEqual(faultIn(errors, asked({ file: "main.go" })), {
    how: "error",
    message: "fire",
    line: 12,
    detail: "panic: fire [recovered, repanicked]\n\ngoroutine 7 [running]:\nmain.bake(0x1)\n\tmain.go:12\nmain.main()\n\tmain.go:5",
  });
});

test("goroutines that all sleep are an error that Go itself tells", () => {
  const errors = "fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [chan receive]:\nmain.main()\n\t/b/examples/cake/main.go:11 +0x4\n";
  const fault = faultIn(errors, asked({ file: "main.go" }));
  assert.deepEqual([fault?.message, fault?.line], ["all goroutines are asleep - deadlock!", 11]);
});

test("who has no memory left says so in its own way", () => {
  assert.ok(isOutOfMemory("memory allocation of 1073741824 bytes failed"));
  assert.ok(isOutOfMemory("runtime: out of memory: cannot allocate 1048576-byte block (264077312 in use)\nfatal error: out of memory\n"));
  assert.ok(!isOutOfMemory("panic: fire"));
});
