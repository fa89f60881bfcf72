/** What a run needs, fetched from `run/` beside the pages when it is first needed, and kept. */

/** @typedef {(got: number, all: number) => void} Progress Bytes so far, of so many. */
/**
 * @typedef {object} Index
 * @property {Record<string, Record<string, { bytes: number }>>} programs
 * @property {Record<string, number>} [python] Bytes of each file that Python needs.
 */

/** The book's folder: this file is in its `player/live/`. */
const BOOK = new URL("../../", import.meta.url);

/** Something that the reader is told as it stands. */
export class Trouble extends Error {}

/**
 * @param {string} path From the book's folder.
 * @returns {string}
 */
export function address(path) {
  return new URL(path, BOOK).href;
}

/** @type {Map<string, Promise<any>>} */
const kept = new Map();

/**
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} get
 * @returns {Promise<T>}
 */
function keep(name, get) {
  /** @type {Promise<T> | undefined} */
  const known = kept.get(name);
  if (known) return known;
  const fresh = get();
  kept.set(name, fresh);
  // What has failed is tried again.
  fresh.catch(() => kept.delete(name));
  return fresh;
}

/**
 * @param {string} path
 * @param {string} what How a reader calls it.
 */
async function get(path, what) {
  let response;
  try {
    response = await fetch(address(path));
  } catch {
    throw new Trouble(`${what} could not be fetched: the network does not answer. Run tries again.`);
  }
  if (!response.ok) throw new Trouble(`${what} could not be fetched: ${path} is ${response.status} on this site.`);
  return response;
}

/**
 * @param {Response} response
 * @param {string} what
 * @param {(bytes: number) => void} [more]
 */
async function read(response, what, more) {
  try {
    if (!more || !response.body) return await response.arrayBuffer();
    const reader = response.body.getReader();
    const parts = [];
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value);
      more(part.value.byteLength);
    }
    return await new Blob(parts).arrayBuffer();
  } catch {
    throw new Trouble(`${what} came only in part: the network went away. Run tries again.`);
  }
}

/** What was built, or nothing: then the page plays recordings. @returns {Promise<Index | undefined>} */
function index() {
  return keep("index", async () => {
    let response;
    try {
      response = await fetch(address("run/index.json"));
    } catch {
      throw new Trouble("What can be run could not be fetched: the network does not answer. Run tries again.");
    }
    return response.ok ? response.json() : undefined;
  });
}

/**
 * Says why not, if this copy of the book cannot run a flavor.
 * @param {string} program
 * @param {string} flavor
 * @param {string} label The flavor's name for readers.
 */
export async function ensureBuilt(program, flavor, label) {
  const built = await index();
  if (built === undefined) throw new Trouble("This copy of the book was built without programs for the browser; it plays the recording.");
  if (!built.programs[program]?.[flavor]) throw new Trouble(`This copy of the book was built without this program in ${label} for the browser; it plays the recording.`);
}

/** @param {string} kind `javascript`, `wasi` or `python`. @returns {Promise<string>} */
export function workerScript(kind) {
  return keep(`script ${kind}`, async () => new TextDecoder().decode(await read(await get(`run/${kind}.js`, "What runs it"), "What runs it")));
}

/**
 * The whole program, as the book has it.
 * @param {string} program
 * @param {string} file
 * @returns {Promise<string>}
 */
export function source(program, file) {
  return keep(`source ${program}/${file}`, async () => (await get(`run/source/${program}/${file}`, "The program")).text());
}

/** @param {string} language @returns {Promise<Record<string, string>>} */
export async function kitchen(language) {
  const all = await keep("kitchen", async () => (await get("run/kitchen.json", "The kitchen")).json());
  return all[language];
}

/**
 * A WebAssembly module; it is not kept here, but where it is compiled.
 * @param {string} path
 */
export async function moduleBytes(path) {
  return read(await get(path, "The program"), "The program");
}

/** What writes into a module how much memory it can have. */
export function memoryLimit() {
  return keep("memory limit", async () => {
    const { withMemoryLimit } = /** @type {typeof import("../../runner/wasm-memory.js")} */ (await import(address("run/wasm-memory.js")).catch(() => {
      throw new Trouble("What limits a program’s memory could not be fetched. Run tries again.");
    }));
    return withMemoryLimit;
  });
}

/**
 * Python itself.
 * @param {Progress} progress
 * @returns {Promise<Record<string, ArrayBuffer>>}
 */
export function python(progress) {
  listeners.add(progress);
  return keep("python", async () => {
    const files = Object.entries((await index())?.python ?? {});
    const all = files.reduce((sum, [, bytes]) => sum + bytes, 0);
    let got = 0;
    const more = (/** @type {number} */ bytes) => {
      got += bytes;
      for (const listener of listeners) listener(got, all);
    };
    const fetched = files.map(async ([name]) => [name, await read(await get(`run/python/${name}`, "Python"), "Python", more)]);
    return Object.fromEntries(await Promise.all(fetched));
  }).finally(() => listeners.delete(progress));
}

/** @type {Set<Progress>} */
const listeners = new Set();

/** The editor. */
export function editorModule() {
  return keep("editor", () => import(address("run/editor.js")).catch(() => {
    throw new Trouble("The editor could not be fetched: this copy of the book has none, or the network does not answer.");
  }));
}

/** @param {string} program @param {string} flavor */
export function playgroundCode(program, flavor) {
  return keep(`playground ${program}.${flavor}`, async () => (await get(`run/playground/${program}.${flavor}.rs`, "The program for the Playground")).text());
}
