/** What moves over the drawn timeline: the playhead, and a veil over what is yet to come. */

/** @import { Position } from "./playback.js" */
/** @import { Story } from "./spans.js" */

/** Half of a sign and a little more. */
const SIGN = 7;
/** The veil also covers signs that stand out over the right edge. */
const EDGE = 10;

/**
 * @param {string} name
 * @param {HTMLElement} parent
 */
export function layer(name, parent) {
  const element = document.createElement("div");
  element.className = name;
  parent.append(element);
  return element;
}

/** Playhead and veil: two layers that are only ever moved by transforms, so a frame paints nothing anew. */
export class Playhead {
  #veil;
  #head;

  /** @param {HTMLElement} stage */
  constructor(stage) {
    this.#veil = layer("veil", stage);
    this.#head = layer("playhead", stage);
  }

  /**
   * @param {number} left In pixels.
   * @param {number} width Of the stage.
   * @param {boolean} atEnd
   * @param {number} [veil] Where the veil begins, if not at the playhead.
   */
  move(left, width, atEnd, veil = left) {
    this.#veil.hidden = this.#head.hidden = atEnd;
    this.#head.style.transform = `translateX(${left}px)`;
    this.#veil.style.transform = `scaleX(${Math.max(0, width + EDGE - veil) / (width + EDGE)})`;
  }
}

/** The timeline that the build has drawn. */
export class SvgPicture {
  #stage;
  #scroll;
  #playhead;
  #story;
  #marks;
  #offsets;
  #width = 0;
  /** @type {Element | undefined} */
  #lit;
  /** @type {Position | undefined} */
  #position;
  #observer;

  /**
   * @param {HTMLElement} stage
   * @param {Story} story
   */
  constructor(stage, story) {
    this.#stage = stage;
    this.#scroll = /** @type {HTMLElement} */ (stage.parentElement);
    this.#story = story;
    this.#playhead = new Playhead(stage);
    this.#liftTitles();
    this.#marks = new Map([...stage.querySelectorAll("[data-i]")].map((mark) => [Number(mark.getAttribute("data-i")), mark]));
    this.#offsets = new Map(story.lanes.flatMap((lane) => lane.marks).map((mark) => [mark.index, mark]));
    this.#observer = new ResizeObserver(() => {
      this.#width = stage.clientWidth;
      if (this.#position) this.show(this.#position);
    });
    this.#observer.observe(stage);
  }

  /** Names stay readable while what they name is still under the veil. */
  #liftTitles() {
    const svg = /** @type {SVGElement} */ (this.#stage.querySelector(".lanes"));
    const above = /** @type {SVGElement} */ (svg.cloneNode(false));
    above.removeAttribute("role");
    above.removeAttribute("aria-label");
    above.setAttribute("aria-hidden", "true");
    above.classList.add("above");
    above.append(...svg.querySelectorAll(".lane"));
    this.#stage.prepend(above);
  }

  dispose() {
    this.#observer.disconnect();
  }

  /** @param {Position} position */
  show(position) {
    this.#position = position;
    const { index, x, atEnd } = position;
    if (this.#width === 0) this.#width = this.#stage.clientWidth;
    const left = this.#left(index, x);
    const mark = atEnd ? undefined : this.#marks.get(index);
    // The sign of what has just happened stands on the playhead, and is not veiled by half.
    const fresh = mark !== undefined && this.#offsets.get(index)?.x === x;
    this.#playhead.move(left, this.#width, atEnd, fresh ? left + SIGN : left);
    if (mark !== this.#lit) {
      this.#lit?.classList.remove("lit");
      mark?.classList.add("lit");
      this.#lit = mark;
    }
    if (!atEnd) this.#keepInView(left);
  }

  /**
   * Behind the sign of the latest event, which may stand aside to leave room for others of its minute.
   * @param {number} index
   * @param {number} x
   */
  #left(index, x) {
    const time = (x / this.#story.end) * this.#width;
    const mark = this.#offsets.get(index);
    if (mark === undefined || mark.dx <= 0) return time;
    return Math.max(time, (mark.x / this.#story.end) * this.#width + mark.dx + 5);
  }

  /** @param {number} left */
  #keepInView(left) {
    const scroll = this.#scroll;
    const room = scroll.clientWidth;
    if (room >= this.#width) return;
    if (left < scroll.scrollLeft + 20) scroll.scrollLeft = left - 20;
    else if (left > scroll.scrollLeft + room - 60) scroll.scrollLeft = left - room + 60;
  }

  /**
   * @param {number} clientX
   * @returns {number} The place on the axis.
   */
  placeAt(clientX) {
    const box = this.#stage.getBoundingClientRect();
    return (Math.min(1, Math.max(0, (clientX - box.left) / box.width))) * this.#story.end;
  }
}
