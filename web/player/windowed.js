/** Lists of a large recording, which could not all stand in the page. */
import { placeAfter } from "./lists.js";
import { lastAtMost } from "./playback.js";

/** @import { Position } from "./playback.js" */

const ROW = 24;

/** A list too long to stand in the page: only the lines in view exist. */
export class WindowedList {
  #pane;
  #ground;
  #indexes;
  #write;
  #hides;
  /** @type {HTMLElement[]} */
  #rows = [];
  /** @type {Position} */
  #position = { index: -1, x: 0, atEnd: true };
  #height = 0;
  /** The place at which Tab comes into the list, if it is in view. */
  #stop = 0;
  #drawn = "";

  /**
   * @param {HTMLElement} pane
   * @param {{ indexes: ArrayLike<number>, write: (line: HTMLElement, index: number) => void, hidesLater: boolean }} options
   */
  constructor(pane, { indexes, write, hidesLater }) {
    this.#pane = pane;
    this.#indexes = indexes;
    this.#write = write;
    this.#hides = hidesLater;
    this.#ground = document.createElement("li");
    this.#ground.className = "ground";
    this.#ground.style.height = `${indexes.length * ROW}px`;
    pane.replaceChildren(this.#ground);
    pane.classList.add("windowed");
    pane.tabIndex = -1;
    pane.addEventListener("scroll", () => this.#draw());
    // A closed list has no height, and costs nothing until it is opened.
    new ResizeObserver(() => {
      this.#height = pane.clientHeight;
      this.#follow();
    }).observe(pane);
  }

  /** @param {Position} position */
  show(position) {
    this.#position = position;
    this.#stop = this.#current();
    this.#follow();
    // A row that has the focus may have become another line's.
    if (this.#ground.contains(document.activeElement)) this.#rowAt(this.#stop)?.focus({ preventScroll: true });
  }

  /**
   * @param {string} key
   * @param {number} index
   */
  after(key, index) {
    const count = Math.min(this.#indexes.length, this.#hides ? this.#current() + 1 : Infinity);
    const place = placeAfter(key, lastAtMost(this.#indexes, index), count);
    if (place === undefined) return undefined;
    this.#stop = place;
    const { scrollTop } = this.#pane;
    const inView = place * ROW >= scrollTop && (place + 1) * ROW <= scrollTop + this.#height;
    if (!inView) this.#pane.scrollTop = place * ROW - this.#height / 2;
    this.#draw();
    return this.#rowAt(place);
  }

  /** @param {number} place */
  #rowAt(place) {
    return this.#rows.find((row) => !row.hidden && row.dataset.i === String(this.#indexes[place]));
  }

  #follow() {
    if (this.#height === 0) return;
    const current = this.#current();
    if (!this.#position.atEnd) this.#pane.scrollTop = Math.max(0, (current + 1) * ROW - this.#height / (this.#hides ? 1 : 2));
    this.#draw();
  }

  #current() {
    return this.#position.atEnd ? this.#indexes.length : lastAtMost(this.#indexes, this.#position.index);
  }

  #draw() {
    if (this.#height === 0) return;
    const top = Math.floor(this.#pane.scrollTop / ROW);
    const first = Math.max(0, top - 1);
    const current = this.#current();
    const stop = this.#stop >= top && this.#stop < top + Math.floor(this.#height / ROW) ? this.#stop : top;
    const drawn = `${first} ${current} ${stop}`;
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const count = Math.ceil(this.#height / ROW) + 3;
    while (this.#rows.length < count) {
      const row = document.createElement("div");
      row.className = "line-of-many";
      row.setAttribute("role", "button");
      this.#rows.push(row);
      this.#ground.append(row);
    }
    this.#rows.forEach((row, offset) => {
      const place = first + offset;
      const index = this.#indexes[place];
      row.hidden = index === undefined || (this.#hides && place > current);
      if (row.hidden) return;
      row.style.transform = `translateY(${place * ROW}px)`;
      if (row.dataset.i !== String(index)) {
        row.dataset.i = String(index);
        this.#write(row, index);
      }
      row.tabIndex = place === stop ? 0 : -1;
      if (place === current) row.setAttribute("aria-current", "step");
      else row.removeAttribute("aria-current");
    });
  }
}
