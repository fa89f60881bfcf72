// Runs a program that has been compiled to WebAssembly for WASI (preview 1), on a clock that is a number.

import { WASI } from "@bjorn3/browser_wasi_shim";

import { createOutbox, mebibytes, Over } from "./outbox.js";
import { VirtualClock } from "./virtual.js";
import { faultIn, isOutOfMemory } from "./wasi-fault.js";
import { openFiles, TRACE_PATH } from "./wasi-files.js";
import { chance, timeImports } from "./wasi-time.js";

/** So much of what a program says on standard error is looked at when it has failed. */
const ERRORS_KEPT = 65_536;

/**
 * @param {import("./types").Request} request
 * @param {import("./types").Emit} emit
 */
export async function runWasi(request, emit) {
  const clock = new VirtualClock();
  const outbox = createOutbox(emit, request.limits, clock, () => false);
  let errors = "";
  const files = openFiles({
    ...outbox,
    complain(text) {
      if (errors.length < ERRORS_KEPT) errors += text;
      outbox.complain(text);
    },
  });
  const environment = [
    `KITCHEN_TRACE=${TRACE_PATH}`,
    "KITCHEN_MINUTE_US=60000000",
    `KITCHEN_GRID=${request.grid}`,
    "RUST_BACKTRACE=0",
  ];
  const host = new WASI([request.argv0 ?? request.program, ...request.args], environment, files, { debug: false });

  /** @type {WebAssembly.Memory} */
  let memory;
  let view = new DataView(new ArrayBuffer(0));
  const currentView = () => {
    // A memory that grows has another buffer afterwards.
    if (view.buffer !== memory.buffer) view = new DataView(memory.buffer);
    return view;
  };
  const waitForEver = () => {
    outbox.end({ how: "waiting", message: "nothing is left that could wake it" });
    throw new Over();
  };
  const imports = { ...host.wasiImport, ...timeImports(clock, currentView, waitForEver), ...chance(currentView) };

  try {
    const instance = await WebAssembly.instantiate(/** @type {WebAssembly.Module} */ (request.module), { wasi_snapshot_preview1: imports });
    memory = /** @type {WebAssembly.Memory} */ (instance.exports.memory);
    emit({ type: "begin" });
    const code = host.start(/** @type {any} */ (instance));
    outbox.end(code === 0 ? { how: "success", code } : failure(errors, request, exited(code, errors), code));
  } catch (error) {
    if (!(error instanceof Over)) outbox.end(failure(errors, request, trapped(error)));
  }
}

/**
 * @param {string} errors
 * @param {import("./types").Request} request
 * @param {string} otherwise what to say if the program has said nothing
 * @param {number} [code]
 * @returns {import("./types").End}
 */
function failure(errors, request, otherwise, code) {
  const end = isOutOfMemory(errors)
    ? { how: /** @type {const} */ ("limit"), message: `took more than ${mebibytes(request.limits.memory)} of memory` }
    : (faultIn(errors, request) ?? { how: /** @type {const} */ ("error"), message: otherwise, detail: errors.trim() || otherwise });
  return code === undefined ? end : { ...end, code };
}

/** @param {number} code @param {string} errors */
function exited(code, errors) {
  const last = errors.trimEnd().split("\n").at(-1);
  return last ? `exit code ${code}: ${last}` : `exit code ${code}`;
}

/**
 * Why the engine has stopped it.
 * @param {unknown} error
 */
function trapped(error) {
  // The second is what an overflow looks like in a language that keeps a stack of its own in memory, and
  // checks every other access.
  if (error instanceof RangeError || /out of bounds/.test(String(error))) {
    return "stack overflow: calls inside of calls, without an end";
  }
  return String(error);
}
