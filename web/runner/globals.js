// What a program finds around it: the language, and of the platform what a browser's worker and Node
// have in common and what reaches nothing outside. The rest is taken away before the program runs.

import { EPOCH } from "./virtual.js";

const LANGUAGE = `
  AggregateError Array ArrayBuffer AsyncDisposableStack Atomics BigInt BigInt64Array BigUint64Array Boolean DataView
  Date DisposableStack Error EvalError FinalizationRegistry Float16Array Float32Array Float64Array Function Infinity
  Int16Array Int32Array Int8Array Intl Iterator JSON Map Math NaN Number Object Promise Proxy RangeError
  ReferenceError Reflect RegExp Set SharedArrayBuffer String SuppressedError Symbol SyntaxError TypeError URIError
  Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet WebAssembly decodeURI
  decodeURIComponent encodeURI encodeURIComponent escape eval globalThis isFinite isNaN parseFloat parseInt
  undefined unescape`;

const PLATFORM = `
  AbortController AbortSignal CustomEvent DOMException Event EventTarget ReadableStream TextDecoder TextEncoder
  TransformStream URL URLSearchParams WritableStream atob btoa clearInterval clearTimeout console performance
  queueMicrotask setInterval setTimeout structuredClone`;

const KEPT = new Set((LANGUAGE + PLATFORM).trim().split(/\s+/));

/** What programs try that is there elsewhere. */
const ELSEWHERE = `
  fetch XMLHttpRequest WebSocket EventSource document window self parent top frames opener location navigator
  localStorage sessionStorage indexedDB caches importScripts postMessage Worker SharedWorker BroadcastChannel
  MessageChannel addEventListener dispatchEvent alert prompt confirm requestAnimationFrame require process Buffer module exports
  crypto`;
const MISSING = new Set(ELSEWHERE.trim().split(/\s+/));

/**
 * Takes away what is not kept, from the global object and from what it inherits.
 * @param {string[]} kept also
 */
export function closeRealm(kept = []) {
  for (let holder = globalThis; holder && holder !== Object.prototype; holder = Object.getPrototypeOf(holder)) {
    // Of it, `EventTarget` is kept, with its methods; there is nothing to hear with them here.
    const isShared = holder === EventTarget.prototype;
    for (const name of Object.getOwnPropertyNames(holder)) {
      if (isShared) hide(name);
      else if (!KEPT.has(name) && !kept.includes(name) && name !== "constructor") Reflect.deleteProperty(holder, name);
    }
  }
}

/** @param {string} name */
function hide(name) {
  if (name !== "constructor") define(name, undefined);
}

/** @param {string} name @param {unknown} value */
export function define(name, value) {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
}

/**
 * Why a name means nothing here, for those that mean something elsewhere.
 * @param {string} message of the error
 */
export function explained(message) {
  const name = /^ReferenceError: (?:Can't find variable: )?(\w+)/.exec(message)?.[1];
  return name && MISSING.has(name)
    ? `${message} (what runs here has the language and its timers, but no page, network, storage, process or other thread)`
    : message;
}

/**
 * The clocks that programs look at.
 * @param {import("./virtual.js").VirtualClock} clock
 */
export function installClocks(clock) {
  const RealDate = Date;
  const calendar = () => Math.floor(EPOCH + clock.now);
  RealDate.now = calendar;
  const VirtualDate = new Proxy(RealDate, {
    apply: () => new RealDate(calendar()).toString(),
    construct: (target, given, self) => Reflect.construct(target, given.length > 0 ? given : [calendar()], self),
  });
  RealDate.prototype.constructor = VirtualDate;
  define("Date", VirtualDate);
  define("performance", { now: () => clock.now, timeOrigin: EPOCH });
}

/**
 * @param {import("./timers.js").Timers} timers
 */
export function installTimers(timers) {
  /** @param {boolean} repeats */
  const starter =
    (repeats) =>
    /** @param {unknown} callback @param {unknown} [delay] @param {unknown[]} given */
    (callback, delay, ...given) =>
      timers.add(call(callback, given), delay, repeats);
  const clear = (/** @type {unknown} */ id) => timers.clear(id);
  define("setTimeout", starter(false));
  define("setInterval", starter(true));
  define("clearTimeout", clear);
  define("clearInterval", clear);
  define("setImmediate", (/** @type {unknown} */ callback, /** @type {unknown[]} */ ...given) =>
    timers.addImmediate(call(callback, given)),
  );
  define("clearImmediate", clear);
  // The platform's own would look at the machine's clock.
  AbortSignal.timeout = (delay) => {
    const controller = new AbortController();
    const reason = new DOMException("The operation was aborted due to timeout", "TimeoutError");
    timers.add(() => controller.abort(reason), delay, false);
    return controller.signal;
  };
}

/** @param {unknown} callback @param {unknown[]} given */
function call(callback, given) {
  if (typeof callback !== "function") throw new TypeError(`a timer calls a function, and ${String(callback)} is none`);
  return () => void callback(...given);
}

/**
 * `Atomics.wait`, the one way to stand still. There is one thread, so nobody can end it early.
 *
 * @param {import("./virtual.js").VirtualClock} clock
 * @param {() => void} waitForEver
 */
export function installAtomics(clock, waitForEver) {
  const { load } = Atomics;
  /** @type {(cells: any, index: number, value: any, timeout?: number) => "not-equal" | "timed-out"} */
  const wait = (cells, index, value, timeout = Infinity) => {
    if (!(cells instanceof Int32Array || cells instanceof BigInt64Array)) {
      throw new TypeError("Atomics.wait takes an Int32Array or a BigInt64Array");
    }
    if (load(/** @type {Int32Array} */ (cells), index) !== value) return "not-equal";
    const ms = Number(timeout);
    if (Number.isNaN(ms) || ms === Infinity) waitForEver();
    clock.advance(ms);
    return "timed-out";
  };
  Object.assign(Atomics, { wait });
  // It would wait by the machine's clock.
  Reflect.deleteProperty(Atomics, "waitAsync");
  // A page has shared memory only on hosts that send special headers; one thread shares with nobody.
  if (!("SharedArrayBuffer" in globalThis)) {
    define("SharedArrayBuffer", function SharedArrayBuffer(/** @type {number} */ length) {
      return new ArrayBuffer(length);
    });
  }
}
