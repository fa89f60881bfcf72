// Runs programs in Python: CPython as WebAssembly, on a clock that is a number.

import { closeRealm, define, installClocks } from "./globals.js";
import { createOutbox, mebibytes, Over } from "./outbox.js";
import hostText from "./python/host.py";
import { VirtualClock } from "./virtual.js";
import { addDevices, countFiles } from "./python-files.js";
import { linesOf, textOf } from "./wasi-files.js";
import { withMemoryLimit } from "./wasm-memory.js";

/** What a run needs of the package `pyodide`. */
export const ASSETS = ["pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"];

/** In place of a list of packages, of which there are none here. */
const NO_PACKAGES = JSON.stringify({
  info: { abi_version: "2026_0", arch: "wasm32", platform: "emscripten", python: "3.14" },
  packages: {},
});

/**
 * A host for programs that follow one another in one interpreter.
 * @param {import("./types").Platform} platform
 */
export function createPython(platform) {
  const clock = new VirtualClock();
  /** @type {import("./types").Outbox} */
  let outbox;
  /** @type {import("./types").Limits} */
  let limits;
  /** Bytes of the files that this run has written. */
  let held = 0;
  /** @type {Promise<(request: string) => string> | undefined} */
  let starting;
  let isBroken = false;

  const machine = {
    advance: (/** @type {number} */ seconds) => {
      outbox.check();
      // Up to the nanosecond that Python will look for.
      clock.advance(Math.ceil(seconds * 1e9) / 1e6);
    },
    wait_for_ever: () => outbox.end({ how: "waiting", message: "nothing is left that could wake it" }),
  };

  const tooMuchMemory = () => `took more than ${mebibytes(limits.memory)} of memory`;
  /** @param {number} bytes */
  const grow = (bytes) => {
    held += bytes;
    if (held <= limits.memory) return;
    outbox.end({ how: "limit", message: tooMuchMemory() });
    outbox.check();
  };

  /** What a program writes, by the name of a device; the decoders are a run's own. */
  /** @type {Record<string, (data: Uint8Array) => void>} */
  let channels = {};

  /**
   * @param {import("./types").Request} request
   * @param {import("./types").Emit} emit
   */
  return async function runPython(request, emit) {
    clock.reset();
    // A program that has gone wrong in Python's own terms leaves Python in order; one that was stopped does not.
    const isSpent = (/** @type {import("./types").End} */ { how }) => isBroken || how === "waiting" || how === "limit";
    const own = createOutbox(emit, request.limits, clock, isSpent);
    outbox = own;
    if (isBroken) return own.end({ how: "error", message: "Python has ended in this worker; start another" });
    if (!starting) emit({ type: "progress", what: "Python is starting" });
    limits = request.limits;
    starting ??= start(request, platform, clock, machine, (name, data) => channels[name](data), grow);
    const run = await starting;
    channels = {
      trace: textOf(linesOf(own.record)),
      out: textOf(own.print),
      errors: textOf(own.complain),
    };
    clock.reset();
    held = 0;
    emit({ type: "begin" });
    try {
      const end = JSON.parse(run(asJson(request)));
      if (end.how === "limit") end.message = tooMuchMemory();
      own.end(end);
    } catch (error) {
      isBroken = true;
      if (!(error instanceof Over)) own.end(collapse(error));
    }
  };
}

/** @param {import("./types").Request} request */
function asJson({ source, file, args, kitchen, grid }) {
  const environment = { KITCHEN_TRACE: "/dev/kitchen-trace", KITCHEN_MINUTE_US: "60000000", KITCHEN_GRID: `${grid}` };
  return JSON.stringify({ source, file, args, kitchen, environment });
}

/**
 * What has ended Python itself.
 * @param {unknown} error
 * @returns {import("./types").End}
 */
function collapse(error) {
  const told = String(error).trimEnd();
  const isDeep = error instanceof RangeError || /call stack|out of bounds/.test(told);
  const message = isDeep ? "RecursionError: calls inside of calls, without an end" : told.slice(told.lastIndexOf("\n") + 1);
  return { how: "error", message, detail: told };
}

/**
 * @param {import("./types").Request} request
 * @param {import("./types").Platform} platform
 * @param {VirtualClock} clock
 * @param {object} machine
 * @param {(channel: string, data: Uint8Array) => void} write
 * @param {(bytes: number) => void} grow
 */
async function start({ assets, limits }, platform, clock, machine, write, grow) {
  if (!assets) throw new Error("the files of Python are missing");
  const [code, wasm, library] = ASSETS.map((name) => {
    const asset = assets[name];
    if (!asset) throw new Error(`${name}, a file of Python, is missing`);
    return new Uint8Array(/** @type {ArrayBuffer} */ (asset));
  });
  installClocks(clock);
  define("console", Object.fromEntries(["log", "warn", "error", "info", "debug"].map((name) => [name, () => {}])));
  // It loads its files by these, and asks what kind of worker it is in.
  define("importScripts", undefined);
  /** @type {Record<string, () => Response>} */
  const files = {
    "pyodide.asm.wasm": () => new Response(withMemoryLimit(wasm, limits.memory), { headers: { "content-type": "application/wasm" } }),
    "python_stdlib.zip": () => new Response(library),
  };
  define("fetch", async (/** @type {URL} */ url) => files[String(url).split("/").at(-1) ?? ""]());

  const { loadPyodide } = await import("pyodide");
  const { default: createPyodideModule } = await import(platform.publish(new TextDecoder().decode(code)));
  const python = await loadPyodide({
    createPyodideModule,
    indexURL: "https://python.invalid/",
    lockFileContents: NO_PACKAGES,
    packageBaseUrl: ".",
    enableRunUntilComplete: false,
    // Sets come in the same order each time.
    env: { PYTHONHASHSEED: "0" },
  });
  addDevices(python.FS, write);
  countFiles(python.FS, grow);
  python.registerJsModule("kitchen_machine", machine);
  const run = python.runPython(`${hostText}\nrun`, { globals: python.toPy({ __name__: "host" }), filename: "host.py" });
  closeRealm(["crypto"]);
  return (/** @type {string} */ text) => /** @type {string} */ (run(text));
}
