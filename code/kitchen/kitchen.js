/**
 * The kitchen: how a program of the book speaks, and how it tells time.
 *
 * A program uses its language's own primitives (`setTimeout`, `Atomics.wait`,
 * `Worker`); the kitchen hides none of them. It turns minutes of the story into
 * milliseconds, prints the transcript, and writes down what happened, so that
 * the book can draw it.
 *
 * There are two ways to spend story time, and the book is about the difference:
 * - _waiting_: the language's own sleep, for {@link minutes}; whoever waits
 *   leaves its thread free, or blocks it, as that sleep does;
 * - _working_: {@link work}, during which the current thread does this and
 *   nothing else.
 *
 * @example
 * import { begin, end, minutes, say, work } from "#kitchen";
 *
 * work("alice", "mix batter", 10);
 * begin("oven", "bake");
 * await new Promise((resolve) => setTimeout(resolve, minutes(30)));
 * end("oven", "bake");
 * say("alice", "The cake is done.");
 *
 * @module
 */

import { host } from "./host.js";

/**
 * How long `n` minutes of the story last from now, in milliseconds to wait for.
 *
 * On a real clock this is not always the same number: time that the machine
 * lost on the way is taken off, so that a story does not drift.
 *
 * @param {number} n minutes of the story
 * @returns {number}
 * @throws {RangeError} when `n` is no whole number from 0, or not on the grid of
 *   a program that is being recorded
 */
export function minutes(n) {
  return Math.max(0, until(after(n)));
}

/**
 * `actor` is busy with `activity` for `n` minutes, and so is the current
 * thread.
 *
 * @param {string} actor
 * @param {string} activity
 * @param {number} n minutes of the story
 * @throws {RangeError} when `n` is no whole number from 0, or not on the grid of
 *   a program that is being recorded
 */
export function work(actor, activity, n) {
  const line = callerLine();
  write(actor, line, "begin", { activity, work: true });
  const target = after(n);
  // A pause may end early by the clock's own granularity.
  for (let rest = until(target); rest > 0; rest = until(target)) {
    host.pause(rest);
  }
  write(actor, line, "end", { activity });
}

/**
 * `actor` says a line of the transcript.
 *
 * @param {string} actor
 * @param {string} text
 */
export function say(actor, text) {
  write(actor, callerLine(), "say", { text });
}

/**
 * `activity` begins on `actor`'s lane, and goes on by itself until {@link end}.
 *
 * @param {string} actor
 * @param {string} activity
 */
export function begin(actor, activity) {
  write(actor, callerLine(), "begin", { activity });
}

/**
 * `activity`, which {@link begin} started, is over.
 *
 * @param {string} actor
 * @param {string} activity
 */
export function end(actor, activity) {
  write(actor, callerLine(), "end", { activity });
}

/**
 * `actor`'s thread stands still for `on` while `wait` runs; the answer is
 * `wait`'s.
 *
 * @template T
 * @param {string} actor
 * @param {string} on
 * @param {() => T} wait
 * @returns {T}
 */
export function blocked(actor, on, wait) {
  const line = callerLine();
  write(actor, line, "block", { on });
  const answer = wait();
  write(actor, line, "unblock", { by: on });
  return answer;
}

/**
 * `actor` starts `task`, a lane that runs beside it.
 *
 * @param {string} actor
 * @param {string} task
 */
export function spawn(actor, task) {
  write(actor, callerLine(), "spawn", { task });
}

/**
 * `what` leaves `actor`, for the lane `to`.
 *
 * @param {string} actor
 * @param {string} to
 * @param {string} what
 */
export function send(actor, to, what) {
  write(actor, callerLine(), "send", { to, what });
}

/**
 * `what` has come to `actor` from the lane `from`.
 *
 * @param {string} actor
 * @param {string} from
 * @param {string} what
 */
export function receive(actor, from, what) {
  write(actor, callerLine(), "receive", { from, what });
}

/**
 * `actor` asks `task`, another lane, to stop.
 *
 * @param {string} actor
 * @param {string} task
 */
export function cancel(actor, task) {
  write(task, callerLine(), "cancel", { by: actor });
}

/**
 * What the lane `task` stood for is gone, finished or not.
 *
 * @param {string} task
 */
export function dropped(task) {
  write(task, callerLine(), "drop");
}

/**
 * The minute of the story that it is.
 *
 * @returns {number}
 */
export function now() {
  return moment().at;
}

/**
 * The number that the reader has set `name` to, or `fallback`.
 *
 * Set on the command line: `node main.js pages=3`.
 *
 * @param {string} name
 * @param {number} fallback
 * @returns {number}
 * @throws {RangeError} when what the reader has set is not digits alone, or not
 *   below 2³¹
 */
export function knob(name, fallback) {
  host.record({ knob: name, default: fallback });
  const set = host.args
    .map((argument) => argument.replace(/^-+/, ""))
    .find((argument) => argument.startsWith(`${name}=`));
  if (set === undefined) return fallback;
  const text = set.slice(name.length + 1);
  if (!/^\d+$/.test(text) || Number(text) >= 2 ** 31) {
    const found = JSON.stringify(text);
    throw new RangeError(`${name} is a whole number from 0, not ${found}`);
  }
  return Number(text);
}

/**
 * Writes down, on the lane `name`, when a task has the thread and when not.
 *
 * The task itself is an async function, which is called at once. Inside it,
 * each await of interest is `await observe(name, promise)`: JavaScript tells
 * nobody where a function stops in the middle and where it goes on.
 *
 * What is awaited is the same promise. But to JavaScript a promise that is
 * observed is one that somebody handles: its rejection is not reported when
 * nobody awaits it.
 *
 * @template T
 * @param {string} name
 * @param {(() => Promise<T>) | Promise<T>} what
 * @returns {Promise<T>}
 */
export function observe(name, what) {
  const line = callerLine();
  if (typeof what === "function") return observeTask(name, line, what);
  write(name, line, "pending");
  const goOn = () => {
    write(name, line, "wake", { by: "runtime" });
    write(name, line, "poll");
  };
  // The reactions to a promise run in the order in which they were added: this
  // one, and right after it the await's own.
  what.then(goOn, goOn);
  return what;
}

/**
 * @template T
 * @param {string} name
 * @param {number} line
 * @param {() => Promise<T>} task
 */
async function observeTask(name, line, task) {
  write(name, line, "poll");
  try {
    return await task();
  } finally {
    write(name, line, "ready");
  }
}

// The clock: story minutes are scaled to real milliseconds. The recorder sets
// both numbers; without it a story minute lasts 50 ms, so that a reader who
// runs the program sees it pass.
const minute = setting("KITCHEN_MINUTE_US", 50_000) / 1000;
const grid = setting("KITCHEN_GRID", 1);

/** The moment of the story, and how many real milliseconds it is behind. */
function moment() {
  const elapsed = host.elapsed();
  const step = minute * grid;
  // Timers ring late, hardly ever early; a tenth of a step is allowed for the
  // early ones.
  const steps = Math.floor((elapsed + step / 10) / step);
  return { at: steps * grid, late: Math.max(0, elapsed - steps * step) };
}

/** @param {number} n minutes of the story from now on the grid */
function after(n) {
  if (!Number.isInteger(n) || n < 0 || n % grid !== 0) {
    throw new RangeError(
      `${n} minutes are not on this program's grid of ${grid} minutes (see \`grid\` in its program.toml)`,
    );
  }
  return now() + n;
}

/** @param {number} at the minute until which the answer is, in milliseconds */
function until(at) {
  return at * minute - host.elapsed();
}

/**
 * @param {string} name
 * @param {number} fallback
 */
function setting(name, fallback) {
  const text = host.setting(name);
  if (text === undefined) return fallback;
  const number = /^\d+$/.test(text) ? Number(text) : NaN;
  if (!(number >= 1 && number < 2 ** 31)) {
    throw new RangeError(`${name} is a whole number from 1, not "${text}"`);
  }
  return number;
}

/**
 * Writes one event down.
 *
 * @param {string} lane
 * @param {number} line
 * @param {string} kind
 * @param {Record<string, string | boolean>} fields
 */
function write(lane, line, kind, fields = {}) {
  // What is no text becomes one, as it does when it is printed.
  for (const name in fields) {
    if (name !== "work") fields[name] = String(fields[name]);
  }
  host.exclusively(() => {
    // Looked up under the lock: events stand in the order of their times.
    const { at, late } = moment();
    if (kind === "say") {
      host.print(`${String(at).padStart(3)}  ${lane}: ${fields.text}`);
    }
    const late_ms = Math.floor(late);
    const { thread } = host;
    host.record({
      at,
      lane: `${lane}`,
      line,
      kind,
      ...fields,
      thread,
      late_ms,
    });
  });
}

/** The line of the program that called the kitchen. */
function callerLine() {
  /** @type {string | undefined} */
  let kitchen;
  for (const frame of new Error().stack?.split("\n") ?? []) {
    const [, file, line] = frame.match(/([^\s(@]*):(\d+):\d+\)?$/) ?? [];
    // Where the platform itself calls the kitchen, there is no such line.
    if (file === undefined || file.startsWith("node:")) continue;
    // The first frame is this function's; wherever its file comes from, it is
    // named there as in the frames of the others.
    kitchen ??= file;
    if (file !== kitchen) return Number(line);
  }
  // Of a caller that ends with this call, Safari knows nothing any more: a proper tail call takes its place.
  return 0;
}
