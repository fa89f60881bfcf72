/** Runs a program in the sandbox, within limits, and gives back what it wrote and how it ended. One run at a time. */
import { kitchen, memoryLimit, moduleBytes, python, Trouble, workerScript } from "./artefacts.js";
import { Sandbox } from "./sandbox.js";

/** @import { End, Message, Ran } from "../../runner/types.d.ts" */
/** @import { Worker_ } from "./sandbox.js" */

/**
 * @typedef {object} Wanted
 * @property {string} program
 * @property {string} flavor
 * @property {string} file
 * @property {string[]} args
 * @property {number} grid
 * @property {string} [source] JavaScript and Python, and the checks of an exercise.
 * @property {ArrayBuffer} [wasm] Rust and Go, if it is not the book's own.
 * @property {Ran[]} [ran] The checks of an exercise.
 */
/** @typedef {{ trace: string[], printed: string, errors: string, end: End }} Outcome */

const LIMIT_MS = 10_000;
/** How a run can end; the last stands for what is none of these. */
const ENDS = /** @type {const} */ (["success", "waiting", "limit", "error"]);
/** What a host keeps to by itself; twice as much ends it from here. */
export const LIMITS = { events: 100_000, bytes: 4 << 20, memory: 256 << 20 };

/** What takes so long to start that its worker is kept for the next run; the others get a fresh one each time. */
const KEPT = "python";

/** The run was ended because nobody waits for it any more. */
export class Abandoned extends Error {}

/** @param {string} flavor */
export function languageOf(flavor) {
  return flavor.split("-")[0];
}

/** @param {string} language Which script runs it. */
function kindOf(language) {
  return language === "rust" || language === "go" ? "wasi" : language;
}

class Runner {
  /** @type {Sandbox | undefined} */
  #sandbox;
  /** Started before it is asked for: a worker takes longer to start than a program to run. @type {Map<string, Worker_>} */
  #spare = new Map();
  /** Python has started in it, and takes the next request. @type {{ worker: Worker_, port: MessagePort } | undefined} */
  #python;
  #current = new AbortController();

  constructor() {
    // A page that is left may come back as it was, from the browser's memory, and a run would go on in it.
    addEventListener("pagehide", () => {
      this.abandon();
      this.#discard();
    });
  }

  get pythonIsHere() {
    return this.#python !== undefined;
  }

  /** Ends what runs, with all that belongs to it. */
  abandon(why = "Stopped.") {
    this.#current.abort(new Abandoned(why));
  }

  /** The reader wants a run: nobody waits for the one before. @returns {AbortSignal} */
  begin() {
    this.abandon("Stopped, because another program was started.");
    this.#current = new AbortController();
    return this.#current.signal;
  }

  /**
   * A run of it will be wanted in a moment: what takes time begins now. If it fails, the run says so.
   * @param {string} flavor
   */
  expect(flavor) {
    if (typeof WebAssembly === "undefined") return;
    const language = languageOf(flavor);
    const kind = kindOf(language);
    const box = this.#box();
    if (kind !== "wasi") kitchen(language).catch(() => {});
    if (box.has(kind)) return;
    const start = (/** @type {string} */ text) => {
      if (!box.has(kind)) box.addScript(kind, text);
      if (kind !== KEPT) this.#prestart(kind);
    };
    workerScript(kind).then(start, () => {});
  }

  /**
   * @param {Wanted} wanted
   * @param {(what: string) => void} tell What is being waited for.
   * @param {AbortSignal} signal
   * @returns {Promise<Outcome>}
   */
  async run(wanted, tell, signal) {
    const language = languageOf(wanted.flavor);
    if (language !== "javascript" && typeof WebAssembly === "undefined") {
      throw new Trouble("This browser has no WebAssembly, or it is switched off. Without it, only JavaScript runs here; the recording shows what this program does.");
    }
    const kind = kindOf(language);
    const prepared = await unlessAborted(this.#prepare(wanted, language, kind, tell), signal);
    return this.#inWorker(wanted, kind, prepared, signal, tell);
  }

  #box() {
    if (this.#sandbox === undefined || this.#sandbox.gone) {
      this.#spare.clear();
      this.#python = undefined;
      this.#sandbox = new Sandbox();
    }
    return this.#sandbox;
  }

  #discard() {
    this.#sandbox?.remove();
    this.#sandbox = undefined;
  }

  /**
   * Fetches what is not here yet.
   * @param {Wanted} wanted
   * @param {string} language
   * @param {string} kind
   * @param {(what: string) => void} tell
   */
  async #prepare(wanted, language, kind, tell) {
    const box = this.#box();
    const script = box.has(kind) ? undefined : workerScript(kind);
    if (kind !== "wasi") {
      const cold = kind === "python" && !this.pythonIsHere;
      const progress = (/** @type {number} */ got, /** @type {number} */ all) => tell(`Fetching Python: ${megabytes(got)} of ${megabytes(all)} MB`);
      const [text, files, assets] = await Promise.all([script, kitchen(language), cold ? python(progress) : undefined, box.ready()]);
      if (text !== undefined && !box.has(kind)) box.addScript(kind, text);
      return { request: { kitchen: files, ...(assets ? { assets } : {}) } };
    }
    const path = language === "go" ? "run/go/programs.wasm" : `run/rust/${wanted.program}.${wanted.flavor}.wasm`;
    const module = wanted.wasm ? "edited" : path;
    const isThere = wanted.wasm === undefined && box.has(module);
    const [text, bytes, limited] = await Promise.all([script, wanted.wasm ?? (isThere ? undefined : moduleBytes(path)), isThere ? undefined : memoryLimit(), box.ready()]);
    if (text !== undefined && !box.has(kind)) box.addScript(kind, text);
    if (bytes !== undefined && limited !== undefined) box.addModule(module, limited(new Uint8Array(bytes), LIMITS.memory).buffer);
    return { request: language === "go" ? { argv0: wanted.program } : {}, module };
  }

  /**
   * @param {Wanted} wanted
   * @param {string} kind
   * @param {{ request: object, module?: string }} prepared
   * @param {AbortSignal} signal
   * @param {(what: string) => void} tell
   * @returns {Promise<Outcome>}
   */
  #inWorker(wanted, kind, { request, module }, signal, tell) {
    const { wasm: _, ...asked } = wanted;
    const box = this.#box();
    const kept = kind === KEPT ? this.#python : undefined;
    // Until this run has ended well.
    if (kind === KEPT) this.#python = undefined;
    const worker = kept?.worker ?? this.#spare.get(kind) ?? box.start(kind);
    this.#spare.delete(kind);
    const { port1, port2 } = new MessageChannel();
    const port = kept?.port ?? port1;
    return new Promise((resolve, reject) => {
      /** @type {Outcome} */
      const outcome = { trace: [], printed: "", errors: "", end: { how: "success" } };
      /** @type {ReturnType<typeof setTimeout> | undefined} */
      let clock;
      const stop = (mayGoOn = false) => {
        clearTimeout(clock);
        stopWatch();
        signal.removeEventListener("abort", abandoned);
        port.onmessage = null;
        if (mayGoOn && kind === KEPT && !box.gone) {
          this.#python = { worker, port };
          return;
        }
        port.close();
        worker.end();
      };
      const finish = (/** @type {End} */ end, mayGoOn = false) => {
        stop(mayGoOn);
        resolve({ ...outcome, end });
        // Not before this run is drawn: the machine has other things to do.
        if (kind !== KEPT) setTimeout(() => this.#prestart(kind), 100);
      };
      const limit = (/** @type {string} */ message) => finish({ how: "limit", message });
      const startClock = () => (clock ??= setTimeout(() => limit(`was still running after ${LIMIT_MS / 1000} seconds`), LIMIT_MS));
      const abandoned = () => {
        stop();
        reject(signal.reason);
      };
      const stopWatch = box.watch(() => {
        this.#discard();
        limit("used up the memory that the browser gives it");
      });
      signal.addEventListener("abort", abandoned);
      worker.onFailure((message) => {
        // The frame may be what is full: Firefox has no room for more than some 150 modules in one. The next run gets another.
        this.#discard();
        finish({ how: "error", message: `The browser ended it: ${message}` });
      });
      port.onmessage = ({ data }) => {
        const message = /** @type {Message} */ (data);
        if (message?.type === "progress") return tell(String(message.what));
        if (message?.type === "begin") return startClock();
        if (message?.type === "end") return finish(endOf(message.end), message.spent !== true);
        startClock();
        const exceeded = add(outcome, message);
        if (exceeded) limit(exceeded);
      };
      if (!("assets" in request)) startClock();
      const whole = { ...asked, ...request, limits: LIMITS };
      if (kept) port.postMessage({ request: whole });
      else worker.send(whole, port2, module);
    });
  }

  /** @param {string} kind */
  #prestart(kind) {
    const box = this.#sandbox;
    if (box && !box.gone && !this.#spare.has(kind)) this.#spare.set(kind, box.start(kind));
  }
}

/**
 * What something comes to, or the reason for which nobody waits for it any more.
 * @template T
 * @param {Promise<T>} promise
 * @param {AbortSignal} signal
 * @returns {Promise<T>}
 */
export function unlessAborted(promise, signal) {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

/**
 * How a run ended, as far as a worker says it in a form in which it can be said: a program may have had its hand in it.
 * @param {any} end
 * @returns {End}
 */
export function endOf(end) {
  const text = (/** @type {unknown} */ value) => (typeof value === "string" ? value : undefined);
  const count = (/** @type {any} */ value) => (Number.isInteger(value) && value >= 0 ? value : undefined);
  return {
    how: ENDS.find((how) => how === end?.how) ?? "error",
    message: text(end?.message),
    detail: text(end?.detail),
    line: count(end?.line),
    at: count(end?.at),
    code: count(end?.code),
  };
}

/**
 * Takes what a worker sends, as long as it is what it should be and not too much.
 * @param {Outcome} outcome
 * @param {any} message
 * @returns {string | undefined} What was exceeded.
 */
function add(outcome, message) {
  const { trace, printed, errors } = message ?? {};
  if (!Array.isArray(trace) || typeof printed !== "string" || typeof errors !== "string") return "sent something that is no part of a run";
  for (const line of trace) outcome.trace.push(String(line));
  outcome.printed += printed;
  outcome.errors += errors;
  if (outcome.trace.length > 2 * LIMITS.events) return "wrote down too many events";
  if (outcome.printed.length + outcome.errors.length > 2 * LIMITS.bytes) return `wrote more than ${LIMITS.bytes >> 20} MiB`;
  return undefined;
}

/** @param {number} bytes */
function megabytes(bytes) {
  return (bytes / 1e6).toFixed(1);
}

/** One for the page, however many players it has. */
export const runner = new Runner();
