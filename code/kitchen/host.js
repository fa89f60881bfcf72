// The machine that the kitchen stands on: Node, or a page or worker of a
// browser. No other file of the kitchen knows which.

/**
 * What the kitchen needs of its machine.
 *
 * Whoever wants to be the machine, for example a worker with a clock that is
 * only a number, sets `globalThis.kitchenHost` to some or all of these before
 * the kitchen is imported for the first time.
 *
 * @typedef {object} Host
 * @property {number} thread A number for this thread; which one says nothing.
 * @property {string[]} args What the reader has set: `pages=3`.
 * @property {(name: string) => string | undefined} setting The recorder's
 *   setting of that name.
 * @property {() => number} elapsed Real milliseconds since the story began,
 *   which it does with the first call on any thread.
 * @property {(ms: number) => void} pause Keeps this thread for that many real
 *   milliseconds.
 * @property {(write: () => void) => void} exclusively Runs `write` while no
 *   other thread writes.
 * @property {(line: string) => void} print Takes a line of the transcript.
 * @property {(entry: object) => void} record Takes an entry of the trace.
 */

/** @returns {Host} */
function nodeHost() {
  const fs = process.getBuiltinModule("node:fs");
  const threads = process.getBuiltinModule("node:worker_threads");

  // Every worker that is started from here on finds the same memory: there is
  // one beginning and one lock for all threads of a story.
  const shared = /** @type {SharedArrayBuffer} */ (
    threads.getEnvironmentData("kitchen") ?? new SharedArrayBuffer(16)
  );
  threads.setEnvironmentData("kitchen", shared);
  const start = new BigInt64Array(shared, 0, 1);
  const lock = new Int32Array(shared, 8, 1);

  const path = process.env.KITCHEN_TRACE;
  const trace = path === undefined ? undefined : fs.openSync(path, "a");

  return {
    thread: threads.threadId,
    args: process.argv.slice(2),
    setting: (name) => process.env[name],
    elapsed() {
      const now = process.hrtime.bigint();
      const began = Atomics.compareExchange(start, 0, 0n, now) || now;
      return Number(now - began) / 1e6;
    },
    pause,
    exclusively(write) {
      while (Atomics.compareExchange(lock, 0, 0, 1) !== 0) {
        Atomics.wait(lock, 0, 1);
      }
      try {
        write();
      } finally {
        Atomics.store(lock, 0, 0);
        Atomics.notify(lock, 0, 1);
      }
    },
    // Not console.log: a worker's console goes through the main thread, and
    // is late when that thread is busy.
    print: (line) => void fs.writeSync(1, `${line}\n`),
    record(entry) {
      if (trace !== undefined)
        fs.writeSync(trace, `${JSON.stringify(entry)}\n`);
    },
  };
}

/** @returns {Host} */
function browserHost() {
  let began = NaN;
  return {
    thread: 0,
    // The query of the page or of the worker's script: `?pages=3`. Whoever takes
    // `location` away from the program is asked for the arguments instead.
    args: globalThis.location?.search.slice(1).split("&") ?? [],
    setting: () => undefined,
    elapsed() {
      const now = performance.now();
      if (Number.isNaN(began)) began = now;
      return now - began;
    },
    pause,
    exclusively: (write) => write(),
    print: (line) => console.log(line),
    // Heard with addEventListener("kitchen", ({ detail }) => …), on the page's
    // window or inside the worker.
    record: (entry) =>
      void dispatchEvent(new CustomEvent("kitchen", { detail: entry })),
  };
}

/** @param {number} ms */
function pause(ms) {
  // A page must not block its thread, and shared memory is only there for
  // pages that ask for it with special headers.
  if (globalThis.SharedArrayBuffer && !globalThis.window) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
  } else {
    const done = performance.now() + ms;
    while (performance.now() < done);
  }
}

const { kitchenHost } = /** @type {{ kitchenHost?: Partial<Host> }} */ (
  globalThis
);

/** @type {Host} */
export const host = {
  ...(globalThis.process?.versions?.node ? nodeHost() : browserHost()),
  ...kitchenHost,
};
