// Runs programs under Node, on the same hosts as a page:
//
//   node node.mjs REQUEST.json RESULT.json
//
// A request has paths in the place of bytes and texts, and may be an array of requests; then the result
// is an array, too. Each is a run of its own, as in a page. Without arguments, the two names are read from
// standard input, a line with both in an array for each request, until it ends: what is loaded for one run is
// there for the next.

import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { isMainThread, MessageChannel, parentPort, Worker, workerData } from "node:worker_threads";

import { runChecks } from "./checks.js";
import { runJavaScript } from "./javascript.js";
import { mebibytes } from "./outbox.js";
import { nodePlatform, withoutNode } from "./platform-node.js";
import { ASSETS, createPython } from "./python.js";
import { runWasi } from "./wasi.js";
import { withMemoryLimit } from "./wasm-memory.js";
import { once, serve } from "./worker.js";

/**
 * @typedef {object} Result
 * @property {string[]} trace
 * @property {string} printed
 * @property {string} errors
 * @property {import("./types").End} end
 *
 * @typedef {"javascript" | "checks" | "wasi" | "python"} Kind
 * @typedef {{ worker: Worker, port: import("node:worker_threads").MessagePort }} Host
 */

/** @type {Record<Kind, () => import("./worker.js").Run>} */
const HOSTS = {
  javascript() {
    const platform = nodePlatform();
    return once((request, emit) => runJavaScript(request, emit, platform));
  },
  checks() {
    const platform = nodePlatform();
    return once((request, emit) => runChecks(request, emit, platform));
  },
  wasi: () => runWasi,
  python() {
    const platform = nodePlatform();
    withoutNode();
    return createPython(platform);
  },
};

/** What is told of a program that has not run. @type {Omit<Result, "end">} */
const NOTHING = { trace: [], printed: "", errors: "" };

/** @type {Map<Kind, Host>} those that have room for another run */
const idle = new Map();

/** @type {Map<string, Promise<WebAssembly.Module>>} by the paths of their files */
const modules = new Map();

if (isMainThread) {
  const [request, result] = process.argv.slice(2);
  if (request) await answer(request, result);
  else {
    for await (const line of createInterface({ input: process.stdin })) {
      const [request, result] = JSON.parse(line);
      await answer(request, result);
    }
  }
  for (const { worker } of idle.values()) await worker.terminate();
} else if (parentPort) {
  const port = parentPort;
  serve(HOSTS[/** @type {Kind} */ (workerData.kind)](), (hear) => port.once("message", hear));
}

/**
 * The result comes to its place whole.
 * @param {string} request
 * @param {string} result
 */
async function answer(request, result) {
  const asked = JSON.parse(readFileSync(request, "utf8"));
  const results = [];
  for (const description of Array.isArray(asked) ? asked : [asked]) results.push(await run(description));
  writeFileSync(`${result}.part`, JSON.stringify(Array.isArray(asked) ? results : results[0]));
  renameSync(`${result}.part`, result);
}

/** @param {any} description @returns {Promise<Result>} */
async function run(description) {
  const kind = kindOf(description.flavor);
  const isWarm = idle.has(kind);
  const request = await read(description, kind, isWarm).catch((/** @type {Error} */ error) => error);
  if (request instanceof Error) return { ...NOTHING, end: { how: "error", message: String(request) } };
  const { worker, port } = idle.get(kind) ?? start(kind, request);
  idle.delete(kind);
  const { result, spent } = await hear(worker, port, request, description.seconds);
  worker.removeAllListeners("error");
  if (spent) await worker.terminate();
  else idle.set(kind, { worker, port });
  return result;
}

/** @param {Kind} kind @param {import("./types").Request} request @returns {Host} */
function start(kind, { limits }) {
  const resourceLimits = kind === "javascript" ? { maxOldGenerationSizeMb: limits.memory / 2 ** 20 } : undefined;
  const worker = new Worker(new URL(import.meta.url), { workerData: { kind }, resourceLimits });
  const { port1: port, port2 } = new MessageChannel();
  worker.postMessage({ port: port2, request: undefined }, [port2]);
  return { worker, port };
}

/**
 * @param {Worker} worker
 * @param {import("node:worker_threads").MessagePort} port
 * @param {import("./types").Request} request
 * @param {number | undefined} seconds of real time that the program may take
 * @returns {Promise<{ result: Result, spent: boolean }>}
 */
function hear(worker, port, request, seconds) {
  /** @type {Result} */
  const result = { ...NOTHING, trace: [], end: { how: "success" } };
  return new Promise((resolve) => {
    /** @type {NodeJS.Timeout | undefined} */
    let timeUp;
    /** @param {import("./types").End} end */
    const finish = (end, spent = true) => {
      clearTimeout(timeUp);
      resolve({ result: { ...result, end }, spent });
    };
    const giveUp = () => finish({ how: "limit", message: `still running after ${seconds} s` });
    worker.once("error", (error) => finish(collapse(error, request)));
    port.removeAllListeners("message");
    port.on("message", (/** @type {import("./types").Message} */ message) => {
      if (message.type === "lines") {
        result.trace.push(...message.trace);
        result.printed += message.printed;
        result.errors += message.errors;
      } else if (message.type === "begin" && seconds) timeUp = setTimeout(giveUp, seconds * 1000);
      else if (message.type === "end") finish(message.end, message.spent);
    });
    port.postMessage({ request });
  });
}

/** @param {Error} error @param {import("./types").Request} request @returns {import("./types").End} */
function collapse(error, { limits }) {
  return "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY"
    ? { how: "limit", message: `took more than ${mebibytes(limits.memory)} of memory` }
    : { how: "error", message: String(error), detail: error.stack };
}

/** @param {string} flavor @returns {Kind} */
function kindOf(flavor) {
  return flavor === "javascript" || flavor === "checks" || flavor === "python" ? flavor : "wasi";
}

/**
 * The request with what its paths lead to; a host that has run before has the files that it runs programs with.
 * @param {any} description
 * @param {Kind} kind
 * @param {boolean} isWarm
 * @returns {Promise<import("./types").Request>}
 */
async function read({ seconds: _, source, kitchen, module, assets, ...request }, kind, isWarm) {
  return {
    ...request,
    ...(source && { source: readFileSync(source, "utf8") }),
    ...(kitchen && { kitchen: typeof kitchen === "string" ? filesOf(kitchen, kind === "python" ? ".py" : ".js") : kitchen }),
    ...(module && { module: await compiled(module, request.limits.memory) }),
    ...(assets && !isWarm && { assets: Object.fromEntries(ASSETS.map((name) => [name, new Uint8Array(readFileSync(join(assets, name)))])) }),
  };
}

/**
 * All programs of Go are one module, which takes longer to compile than to run.
 * @param {string} path
 * @param {number} memory
 */
function compiled(path, memory) {
  const known = modules.get(path) ?? WebAssembly.compile(withMemoryLimit(new Uint8Array(readFileSync(path)), memory));
  modules.set(path, known);
  return known;
}

/** @param {string} folder @param {string} ending */
function filesOf(folder, ending) {
  const names = readdirSync(folder).filter((name) => name.endsWith(ending));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}
