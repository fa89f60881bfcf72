/**
 * Where programs of the reader run: a worker inside a frame of opaque origin. It has no page, no storage and no
 * network, and no way to any of them; it can be ended at any moment, whatever it does.
 *
 * The frame itself runs nothing but `insideFrame`. It stands in a frame that runs nothing at all, of the book's own
 * origin: a frame without a file gets the policy of the page around it, and no page of the book lets scripts come
 * from a blob, or WebAssembly be compiled; frame.html does. All that is said between page and frame, and between page and
 * worker, goes through ports that are handed over; what else comes out of either is heard by nobody.
 */
import { Trouble } from "./artefacts.js";

/** What the frame begins with: makes a script of the first text that comes from the page, with a port to it. */
export const LOADER =
  'addEventListener("message",({source,data,ports:[port]})=>{if(source!==parent.parent||!port||self.page)return;self.page=port;const script=document.createElement("script");script.src=URL.createObjectURL(new Blob([data],{type:"text/javascript"}));document.head.append(script)});';

/**
 * No network in any form. The hash is that of `LOADER`, `blob:` for the scripts that it and the workers are given (and
 * for the modules that they make of a program's text), `wasm-unsafe-eval` for WebAssembly. frame.html has the same;
 * where that could not be fetched, this one holds.
 */
export const POLICY = "default-src 'none'; script-src 'sha256-Ep50GLKUhI2PXaEynnXX9to6izTEZ8XkdS7lxPipXNQ=' 'wasm-unsafe-eval' blob:; worker-src blob:";

/** So long after its file was there, a frame that has not loaded is not going to. */
const FRAME_MS = 10_000;
/** A frame that has not answered for so long has been ended by the browser: it was out of memory. */
const SILENCE_MS = 3_000;

/**
 * @typedef {object} Worker_ One worker in the frame.
 * @property {(request: object, port: MessagePort, module?: string) => void} send `module` names one that the frame has.
 * @property {() => void} end
 * @property {(failed: (message: string) => void) => void} onFailure
 */

/**
 * What the frame runs, from its own text; it can use nothing outside of it.
 *
 * Modules are compiled here: one that the page has compiled cannot cross to another origin.
 * @param {MessagePort} page
 */
function insideFrame(page) {
  /** @type {Map<string, string>} */
  const scripts = new Map();
  /** @type {Map<string, Promise<WebAssembly.Module>>} */
  const modules = new Map();
  /** @type {Map<number, Worker>} */
  const workers = new Map();
  const fail = (/** @type {number} */ id, /** @type {unknown} */ error) => page.postMessage({ id, failed: String(error) });
  /** @type {Record<string, (told: any, port: MessagePort) => void>} */
  const acts = {
    script: ({ kind, text }) => void scripts.set(kind, URL.createObjectURL(new Blob([text], { type: "text/javascript" }))),
    module: ({ name, bytes }) => {
      const compiled = WebAssembly.compile(bytes);
      // Whoever sends it to a worker hears of a failure.
      compiled.catch(() => {});
      modules.set(name, compiled);
    },
    start: ({ id, kind }) => {
      const worker = new Worker(scripts.get(kind) ?? "");
      worker.onerror = (event) => {
        event.preventDefault();
        fail(id, event.message ?? "it could not be started");
      };
      workers.set(id, worker);
    },
    send: async ({ id, request, module }, port) => {
      try {
        if (module !== undefined) request.module = await modules.get(module);
        workers.get(id)?.postMessage({ port, request }, [port]);
      } catch (error) {
        fail(id, error);
      }
    },
    end: ({ id }) => {
      workers.get(id)?.terminate();
      workers.delete(id);
    },
    ping: () => page.postMessage({ pong: true }),
  };
  page.onmessage = ({ data, ports }) => acts[data.act](data, ports[0]);
}

/** The frame, for as long as it lives. */
export class Sandbox {
  #frame;
  /** @type {Promise<MessagePort>} */
  #port;
  /** @type {Map<number, (message: string) => void>} */
  #failures = new Map();
  /** @type {Set<string>} */
  #has = new Set();
  #last = 0;
  #heard = 0;
  #watch = 0;
  gone = false;

  constructor() {
    this.#frame = document.createElement("iframe");
    this.#frame.hidden = true;
    this.#frame.title = "Where programs run";
    const address = new URL("frame.html", import.meta.url).href;
    this.#frame.src = address;
    const around = this.#frame;
    this.#port = new Promise((resolve, reject) => {
      let isThere = false;
      const fail = () => {
        if (isThere) return;
        this.remove();
        reject(new Trouble("What programs run in could not be fetched: the network does not answer. Run tries again."));
      };
      around.addEventListener("load", () => {
        // In place of what could not be fetched, Chromium shows a page of its own.
        const there = around.contentDocument;
        isThere = there !== null && there.URL !== "about:blank";
        if (isThere) resolve(this.#fill(around));
        else fail();
      }, { once: true });
      // Firefox and WebKit tell nobody of a frame that could not be fetched.
      fetch(address).then(() => setTimeout(fail, FRAME_MS), fail);
    });
    // Whoever wants a run hears of it.
    this.#port.catch(() => {});
    document.body.append(around);
  }

  /** Waits for the frame. If it cannot be fetched, this one is gone, and a reader can be told why. */
  async ready() {
    await this.#port;
  }

  /**
   * Puts the frame without an origin into the one around it.
   * @param {HTMLIFrameElement} around
   * @returns {Promise<MessagePort>}
   */
  #fill(around) {
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.title = around.title;
    const script = "script";
    frame.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${POLICY}"><${script}>${LOADER}</${script}>`;
    return new Promise((resolve) => {
      frame.addEventListener("load", () => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => this.#hear(data);
        // An opaque origin has no name to give here.
        frame.contentWindow?.postMessage(`(${insideFrame})(page)`, "*", [port2]);
        resolve(port1);
      }, { once: true });
      around.contentDocument?.body.append(frame);
    });
  }

  /** @param {{ id?: number, failed?: string }} data */
  #hear({ id, failed }) {
    this.#heard = performance.now();
    if (id !== undefined) this.#failures.get(id)?.(String(failed));
  }

  /**
   * @param {object} message
   * @param {Transferable[]} [transfer]
   */
  async #tell(message, transfer = []) {
    const port = await this.#port.catch(() => undefined);
    if (!this.gone) port?.postMessage(message, transfer);
  }

  /** @param {string} name Of a worker's script or of a module. */
  has(name) {
    return this.#has.has(name);
  }

  /**
   * @param {string} kind
   * @param {string} text
   */
  addScript(kind, text) {
    this.#has.add(kind);
    this.#tell({ act: "script", kind, text });
  }

  /**
   * @param {string} name
   * @param {ArrayBuffer} bytes They are the frame's from now on.
   */
  addModule(name, bytes) {
    this.#has.add(name);
    this.#tell({ act: "module", name, bytes }, [bytes]);
  }

  /**
   * Starts a worker of the script that `addScript` brought.
   * @param {string} kind
   * @returns {Worker_}
   */
  start(kind) {
    const id = ++this.#last;
    this.#tell({ act: "start", id, kind });
    return {
      send: (request, port, module) => void this.#tell({ act: "send", id, request, module }, [port]),
      end: () => {
        this.#failures.delete(id);
        this.#tell({ act: "end", id });
      },
      onFailure: (failed) => void this.#failures.set(id, failed),
    };
  }

  /**
   * Calls back when the browser has ended the frame, of which nobody is told. The answer stops the watch.
   * @param {() => void} silent
   */
  watch(silent) {
    clearInterval(this.#watch);
    this.#heard = performance.now();
    let asked = this.#heard;
    this.#watch = window.setInterval(() => {
      const now = performance.now();
      // A page that was asleep has not listened either.
      if (now - asked > SILENCE_MS) this.#heard = now;
      asked = now;
      if (now - this.#heard > SILENCE_MS) silent();
      else this.#tell({ act: "ping" });
    }, 500);
    return () => clearInterval(this.#watch);
  }

  /** Ends all that runs in it, and the frame. */
  remove() {
    this.gone = true;
    clearInterval(this.#watch);
    this.#frame.remove();
  }
}
