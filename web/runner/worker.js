// The protocol of a host that runs programs for a page: the first message to the worker brings a port,
// and a request if there is one already; all that follows goes through that port, further requests too.

/**
 * @typedef {(request: import("./types").Request, emit: import("./types").Emit) => Promise<void>} Run
 */

/**
 * Serves a page, or whoever has started this thread.
 *
 * @param {Run} run
 * @param {(hear: (data: { port: MessagePort, request?: import("./types").Request }) => void) => void} onFirstMessage
 */
export function serve(run, onFirstMessage = fromThePage) {
  onFirstMessage(({ port, request }) => {
    // Bound now: nothing that a program changes later stands between a run and its port.
    const emit = port.postMessage.bind(port);
    let last = Promise.resolve();
    /** @param {import("./types").Request} request */
    const take = (request) => {
      last = last.then(() => run(request, emit)).catch((error) => {
        emit({ type: "end", end: { how: "error", message: `the host failed: ${error}`, detail: error?.stack }, spent: true });
      });
    };
    port.onmessage = ({ data }) => take(data.request);
    if (request) take(request);
  });
}

/**
 * A run for a realm that has room for one.
 * @param {Run} run
 * @returns {Run}
 */
export function once(run) {
  let isUsed = false;
  return async (request, emit) => {
    if (isUsed) {
      const message = "this worker has run its program; each needs a fresh one";
      return emit({ type: "end", end: { how: "error", message }, spent: true });
    }
    isUsed = true;
    return run(request, emit);
  };
}

/** @param {(data: any) => void} hear */
function fromThePage(hear) {
  addEventListener("message", ({ data }) => hear(data), { once: true });
}
