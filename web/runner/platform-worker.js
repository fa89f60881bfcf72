// A worker of a browser. All that is needed of it is taken before a program can change or lose it.

const { URL, Blob, MessageChannel } = globalThis;
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
      listen("error", (event) => {
        if (!event.isTrusted) return;
        event.preventDefault();
        listener(/** @type {ErrorEvent} */ (event).error);
      });
      listen("unhandledrejection", (event) => {
        if (!event.isTrusted) return;
        event.preventDefault();
        listener(/** @type {PromiseRejectionEvent} */ (event).reason);
      });
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
  /** @param {ErrorEvent} event */
  const hear = (event) => {
    line = event.lineno || undefined;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  listen("error", hear, { once: true, capture: true });
  report(error);
  return line;
}
