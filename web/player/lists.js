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
 * @param {Event} event A click on a line or a sign.
 * @returns {number | undefined} The index of the story's event behind it.
 */
export function pointedAt(event) {
  const line = /** @type {Element} */ (event.target).closest("[data-i]");
  return line === null ? undefined : Number(line.getAttribute("data-i"));
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
    if (current) bringIntoView(this.#pane, current);
    else if (!atEnd) this.#pane.scrollTop = 0;
  }
}
