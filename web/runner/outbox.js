// What a run has to tell goes out here, in batches, and is counted. A program shares its realm with
// this code, so nothing here asks a prototype that the program could have changed.

const { setPrototypeOf, freeze } = Object;
const { floor } = Math;
const realTime = performance.now.bind(performance);

/** Most lines of one batch. */
const BATCH = 1_000;
/** Real milliseconds that a line may wait for others. */
const PATIENCE = 4;
/** So many messages go out at once: a program may do nothing for ever right after its first lines. */
const EAGER = 32;

/** Ends the program that runs into it; who catches it finds that nothing more is told. */
export class Over extends Error {}

/**
 * @param {import("./types").Emit} emit
 * @param {import("./types").Limits} limits
 * @param {() => number} minute the minute of the story
 * @param {(end: import("./types").End) => boolean} isSpent whether the worker can run nothing more then
 * @returns {import("./types").Outbox}
 */
export function createOutbox(emit, limits, minute, isSpent) {
  const { events: mostEvents, bytes: mostBytes } = limits;
  let trace = list();
  let printed = "";
  let errors = "";
  const written = { events: 0, trace: 0, printed: 0, errors: 0 };
  let messages = 0;
  let last = realTime();
  let isOver = false;

  function send() {
    if (trace.length === 0 && printed === "" && errors === "") return;
    const none = list();
    // Forgotten only when it has been sent, and with no call in between: any may run out of stack.
    emit({ type: "lines", trace, printed, errors });
    trace = none;
    printed = errors = "";
    messages += 1;
    last = realTime();
  }

  function flush() {
    if (messages < EAGER || trace.length >= BATCH || realTime() - last >= PATIENCE) send();
  }

  /** @param {import("./types").End} end */
  function finish(end) {
    if (isOver) return;
    send();
    isOver = true;
    emit({ type: "end", end: { at: minute(), ...end }, spent: isSpent(end) });
  }

  function check() {
    if (isOver) throw new Over("the run is over");
  }

  /** @param {string} what */
  function exceed(what) {
    finish({ how: "limit", message: what });
    check();
  }

  /** @param {"trace" | "printed" | "errors"} channel @param {number} length */
  function count(channel, length) {
    check();
    written[channel] += length;
    if (written[channel] > mostBytes) exceed(`wrote more than ${mebibytes(mostBytes)}`);
  }

  return freeze({
    record(/** @type {string} */ line) {
      count("trace", line.length + 1);
      written.events += 1;
      if (written.events > mostEvents) exceed(`more than ${thousands(mostEvents)} events`);
      trace[trace.length] = line;
      flush();
    },
    print(/** @type {string} */ text) {
      count("printed", text.length);
      printed += text;
      flush();
    },
    complain(/** @type {string} */ text) {
      count("errors", text.length);
      errors += text;
      flush();
    },
    flush,
    end: finish,
    check,
    isOver: () => isOver,
  });
}

/**
 * An array whose elements are set past all that `Array.prototype` could have been given.
 * @returns {string[]}
 */
function list() {
  return setPrototypeOf([], null);
}

/** @param {number} bytes */
export function mebibytes(bytes) {
  return bytes % 2 ** 20 === 0 ? `${bytes / 2 ** 20} MiB` : `${thousands(bytes)} bytes`;
}

/**
 * 100,000: as the pages write numbers.
 * @param {number} n
 */
function thousands(n) {
  let text = "";
  let rest = n;
  for (; rest >= 1_000; rest = floor(rest / 1_000)) {
    const digits = `${1_000 + (rest % 1_000)}`;
    text = `,${digits[1]}${digits[2]}${digits[3]}${text}`;
  }
  return `${rest}${text}`;
}
