/** The controls with which a reader keeps the whole book, or what runs its programs, for reading without a network. */
import { hindrance, registered } from "./offline.js";

/** @import { Kept, Missing, ParcelState, Question, State } from "../offline/edition.d.ts" */

/** As many requests as browsers have on their way to one site. */
const AT_ONCE = 6;

/**
 * @param {HTMLElement} element
 */
export async function wakeKeeping(element) {
  const why = hindrance();
  const say = (/** @type {string} */ text) => (/** @type {HTMLElement} */ (element.querySelector(".why")).textContent = text);
  if (why !== undefined) {
    say(why);
    return;
  }
  const registration = await registered;
  const worker = await Promise.race([active(), late()]);
  if (!registration || !worker) {
    say("The book cannot be kept now: its service worker could not be started. Reload this page to try again.");
    return;
  }
  const parcels = [.../** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll("[data-parcel]"))];
  for (const row of parcels) new ParcelRow(row).show(await ask({ type: "STATE" }));
  element.dataset.awake = "";
}

async function active() {
  return (await navigator.serviceWorker.ready).active;
}

/** @returns {Promise<undefined>} */
function late() {
  return new Promise((done) => setTimeout(done, 20_000));
}

/**
 * Asks the worker.
 * @param {Question} question
 * @returns {Promise<any>}
 */
async function ask(question) {
  const worker = await active();
  return new Promise((answer) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => answer(data);
    worker?.postMessage(question, [port2]);
  });
}

/** @param {number} bytes As a reader is told: `12.3 MB`. */
function size(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

class ParcelRow {
  #row;
  /** @type {"pages" | "runners"} */
  #parcel;
  /** @type {ParcelState | undefined} */
  #state;
  /** While files are on their way. */
  #busy = false;
  #stopped = false;

  /** @param {HTMLElement} row */
  constructor(row) {
    this.#row = row;
    this.#parcel = row.dataset.parcel === "runners" ? "runners" : "pages";
    this.#find("[data-do=keep]").addEventListener("click", () => this.#keep());
    this.#find("[data-do=stop]").addEventListener("click", () => (this.#stopped = true));
    this.#find("[data-do=remove]").addEventListener("click", () => this.#remove());
  }

  /** @param {string} selector @returns {HTMLElement} */
  #find(selector) {
    return /** @type {HTMLElement} */ (this.#row.querySelector(selector));
  }

  /** @param {string} text */
  #say(text) {
    this.#find("output").textContent = text;
  }

  /** @param {State} state */
  show(state) {
    const { bytes, keptBytes, files, keptFiles, wanted } = (this.#state = state[this.#parcel]);
    const whole = keptFiles === files;
    const part = keptBytes > 0 && !whole ? `, ${size(keptBytes)} of them kept` : "";
    this.#find(".size").textContent = `${size(bytes)}${whole ? ", all kept" : part}`;
    const keep = /** @type {HTMLButtonElement} */ (this.#find("[data-do=keep]"));
    keep.disabled = false;
    keep.textContent = wanted && !whole ? "Go on" : "Keep for offline";
    keep.hidden = whole || this.#busy;
    this.#find("[data-do=stop]").hidden = !this.#busy;
    this.#find("[data-do=remove]").hidden = keptFiles === 0 || this.#busy;
  }

  async #keep() {
    if (this.#busy || !this.#state) return;
    this.#busy = true;
    this.#stopped = false;
    // Asked for while the reader's click is fresh: some browsers ask the reader.
    const stays = await navigator.storage?.persist?.().catch(() => false);
    /** @type {Missing[]} */
    const missing = await ask({ type: "WANT", parcel: this.#parcel });
    const bar = /** @type {HTMLProgressElement} */ (this.#find("progress"));
    let got = this.#state.bytes - missing.reduce((sum, { bytes }) => sum + bytes, 0);
    bar.max = this.#state.bytes;
    bar.hidden = false;
    this.show(await ask({ type: "STATE" }));
    this.#find("[data-do=stop]").focus();
    this.#say("");
    /** @type {Kept} */
    let how = "kept";
    const fetchOn = async () => {
      while (how === "kept" && !this.#stopped) {
        const next = missing.shift();
        if (next === undefined) return;
        /** @type {Kept} */
        const answer = await ask({ type: "KEEP", file: next.file });
        if (answer !== "kept") how = answer;
        else this.#find(".size").textContent = `${size((bar.value = got += next.bytes))} of ${size(bar.max)}`;
      }
    };
    bar.value = got;
    await Promise.all(Array.from({ length: AT_ONCE }, fetchOn));
    this.#busy = false;
    bar.hidden = true;
    this.show(await ask({ type: "STATE" }));
    this.#say(this.#told(how, stays === true));
    this.#find(this.#find("[data-do=keep]").hidden ? "[data-do=remove]" : "[data-do=keep]").focus();
  }

  /**
   * @param {Kept} how
   * @param {boolean} stays Whether the browser has promised not to remove it.
   */
  #told(how, stays) {
    const rest = "What has come is kept; “Go on” fetches the rest.";
    if (how === "full") return `There is no more room on this device, or none that this browser gives to the book. ${rest}`;
    if (how === "unreachable") return `A file could not be fetched: the network does not answer, or has a newer edition. ${rest}`;
    if (this.#stopped) return `Stopped. ${rest}`;
    return stays ? "All of it is kept on this device." : "All of it is kept on this device. The browser may remove it when it needs the room.";
  }

  async #remove() {
    await ask({ type: "REMOVE", parcel: this.#parcel });
    this.show(await ask({ type: "STATE" }));
    this.#say(this.#parcel === "pages" ? "Removed. What you read from now on is kept again as you read it." : "Removed.");
    this.#find("[data-do=keep]").focus();
  }
}

const controls = globalThis.document?.querySelector?.(".keeping");
if (controls) wakeKeeping(/** @type {HTMLElement} */ (controls));
