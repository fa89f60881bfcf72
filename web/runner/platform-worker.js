// A worker of a browser. All that is needed of it is taken before a program can change or lose it.

const { URL, Blob, MessageChannel, PromiseRejectionEvent } = globalThis;
const { createObjectURL } = URL;
const listen = addEventListener.bind(globalThis);
const report = reportError.bind(globalThis);
const wait = setTimeout.bind(globalThis);
const { port1: ringing, port2: rung } = new MessageChannel();
const ring = rung.postMessage.bind(rung);

/** Real milliseconds that the machine gets to finish what it is at. */
const A_WHILE = 50;

/** @type {() => void} */
let next = () => {};
let hops = 0;
ringing.onmessage = () => {
  // A rejection is reported by a task that is queued after the microtasks: behind the first hop, and
  // before the second.
  if (++hops % 2 === 1) ring(0);
  else next();
};

/**
 * What to do with an error that the platform reports.
 * @type {(error: unknown, event: Event) => void}
 */
let hear = () => {};
/** @param {string} type @param {(event: any) => boolean} isReal @param {(event: any) => unknown} errorOf */
const hearOf = (type, isReal, errorOf) =>
  listen(type, (event) => {
    if (!isReal(event)) return;
    event.preventDefault();
    hear(errorOf(event), event);
  });
hearOf("error", (event) => event.isTrusted, (event) => event.error);
// Firefox and WebKit trust not even their own of these. No program has what makes one.
hearOf("unhandledrejection", (event) => event instanceof PromiseRejectionEvent, (event) => event.reason);

/** @returns {import("./types").Platform} */
export function workerPlatform() {
  return {
    publish: (text) => createObjectURL(new Blob([text], { type: "text/javascript" })),
    afterMicrotasks(callback) {
      next = callback;
      ring(0);
    },
    afterAWhile: (callback) => void wait(callback, A_WHILE),
    onUncaught(listener) {
      hear = listener;
    },
    lineOf,
  };
}

/**
 * The engine knows where a text is no JavaScript, and says so only when the error is reported.
 * @param {unknown} error
 */
function lineOf(error) {
  let line;
  const heard = hear;
  hear = (_, event) => {
    line = /** @type {ErrorEvent} */ (event).lineno || undefined;
  };
  report(error);
  hear = heard;
  return line;
}
