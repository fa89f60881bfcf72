/** Lists that follow the playhead: the transcript and the story in words. */
import { lastAtMost } from "./playback.js";

/** @import { Position } from "./playback.js" */

/**
 * Scrolls a pane to one of its lines, and only the pane: the page stays where the reader put it.
 * @param {HTMLElement} pane Positioned, so that its lines measure from it.
 * @param {HTMLElement} line
 */
export function bringIntoView(pane, line) {
  const above = line.offsetTop - 8;
  const below = line.offsetTop + line.offsetHeight + 8 - pane.clientHeight;
  if (pane.scrollTop > above) pane.scrollTop = above;
  else if (pane.scrollTop < below) pane.scrollTop = below;
}

/**
 * Where a key leads in a list.
 * @param {string} key
 * @param {number} place
 * @param {number} count
 * @returns {number | undefined}
 */
export function placeAfter(key, place, count) {
  /** @type {Record<string, number>} */
  const next = { ArrowUp: place - 1, ArrowLeft: place - 1, ArrowDown: place + 1, ArrowRight: place + 1, Home: 0, End: count - 1 };
  return next[key] === undefined ? undefined : Math.max(0, Math.min(next[key], count - 1));
}

/**
 * A list whose lines lead to their events, by pointer or by keyboard: one stop for Tab, arrows inside.
 * @param {HTMLElement} pane
 * @param {{ after: (key: string, index: number) => HTMLElement | undefined }} list
 * @param {(index: number) => void} goTo
 */
export function wakeLines(pane, list, goTo) {
  const indexAt = (/** @type {Event} */ { target }) => Number(/** @type {Element} */ (target).closest("[data-i]")?.getAttribute("data-i") ?? -1);
  pane.addEventListener("click", (event) => {
    const index = indexAt(event);
    if (index >= 0) goTo(index);
  });
  pane.addEventListener("keydown", (event) => {
    const index = indexAt(event);
    if (index < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = list.after(event.key, index);
    if (next) next.focus();
    else if (event.key === "Enter" || event.key === " ") goTo(index);
    else return;
    event.preventDefault();
  });
}

/**
 * Inside its line, so that the list stays a list.
 * @param {HTMLElement} line
 */
function addButton(line) {
  const button = document.createElement("span");
  button.setAttribute("role", "button");
  button.tabIndex = -1;
  button.append(...line.childNodes);
  line.append(button);
  return button;
}

/** A list as it stands in the page, with an event's index (`data-i`) on each line. */
export class PlainList {
  #pane;
  #lines;
  #indexes;
  #reached;
  #hides;
  /** @type {HTMLElement | undefined} */
  #current;
  #buttons;
  /** @type {HTMLElement | undefined} Where Tab comes into the list. */
  #stop;

  /**
   * @param {HTMLElement} pane
   * @param {{ hidesLater: boolean }} options Whether what is yet to come is kept from the reader.
   */
  constructor(pane, { hidesLater }) {
    this.#pane = pane;
    this.#lines = /** @type {HTMLElement[]} */ ([...pane.querySelectorAll("[data-i]")]);
    this.#indexes = this.#lines.map((line) => Number(line.dataset.i));
    this.#reached = this.#lines.length;
    this.#hides = hidesLater;
    this.#buttons = this.#lines.map(addButton);
    // With a line to stop at, the pane itself is no stop; what scrolls would else be one in Firefox.
    if (this.#stopAt(0)) pane.tabIndex = -1;
  }

  /** @param {number} place */
  #stopAt(place) {
    this.#stop?.setAttribute("tabindex", "-1");
    this.#stop = this.#buttons[place];
    this.#stop?.setAttribute("tabindex", "0");
    return this.#stop;
  }

  /**
   * @param {string} key
   * @param {number} index
   */
  after(key, index) {
    const place = placeAfter(key, lastAtMost(this.#indexes, index), this.#hides ? this.#reached : this.#lines.length);
    return place === undefined ? undefined : this.#stopAt(place);
  }

  /** @param {Position} position */
  show({ index, atEnd }) {
    const reached = atEnd ? this.#lines.length : lastAtMost(this.#indexes, index) + 1;
    if (this.#hides) {
      for (let place = this.#reached; place < reached; place++) this.#lines[place].classList.remove("later");
      for (let place = reached; place < this.#reached; place++) this.#lines[place].classList.add("later");
    }
    this.#reached = reached;
    const current = atEnd ? undefined : this.#lines[reached - 1];
    if (current === this.#current) return;
    this.#current?.removeAttribute("aria-current");
    current?.setAttribute("aria-current", "step");
    this.#current = current;
    if (current) {
      bringIntoView(this.#pane, current);
      this.#stopAt(reached - 1);
    } else if (!atEnd) this.#pane.scrollTop = 0;
  }
}
