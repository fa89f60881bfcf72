/** The timeline of a large recording: drawn on a canvas, and only the lanes that are in view. */
import { number } from "./markup.js";
import { layer, Playhead } from "./picture.js";
import { AXIS, LARGE_LANE, ticks } from "./timeline.js";

/** @import { Position } from "./playback.js" */
/** @import { Axis, LaneStory } from "./spans.js" */
/** @typedef {ReturnType<typeof import("./spans.js").laneByLane>} Lanes */

const STRIP_TOP = 17;
const STRIP = 10;
const SIDE = 14;
/** @typedef {{ size: number, parts: [number, number, number, number][] }} Tile A square that is repeated, and its rectangles in color: left, top, width, height. */
/** @type {Tile} */
const DOTS = { size: 4, parts: [[0, 0, 1, 4]] };
/** @type {Tile} */
const DASHES = { size: 9, parts: [[0, 0, 5, 9]] };
/** @type {Tile} */
const HATCH = { size: 4, parts: [[0, 3, 1, 1], [1, 2, 1, 1], [2, 1, 1, 1], [3, 0, 1, 1], [0, 2, 1, 1], [1, 1, 1, 1], [2, 0, 1, 1], [3, 3, 1, 1]] };

export class CanvasPicture {
  #scroll;
  #stage;
  #lanes;
  #axis;
  #playhead;
  #canvas;
  /** Names lie above the veil. */
  #names;
  #width = 0;
  #height = 0;
  /** @type {Position | undefined} */
  #position;
  #queued = false;
  #observers;

  /**
   * @param {HTMLElement} scroll
   * @param {Lanes} lanes
   * @param {Axis} axis
   */
  constructor(scroll, lanes, axis) {
    this.#scroll = scroll;
    this.#lanes = lanes;
    this.#axis = axis;
    this.#stage = layer("stage", scroll);
    this.#canvas = this.#addCanvas();
    this.#playhead = new Playhead(this.#stage);
    this.#names = this.#addCanvas();
    const ground = layer("ground", scroll);
    const resize = () => {
      const { clientWidth } = this.#stage;
      const { clientHeight } = scroll;
      if (clientWidth === this.#width && clientHeight === this.#height) return;
      this.#width = clientWidth;
      this.#height = clientHeight;
      ground.style.height = `${Math.max(0, lanes.names.length * LARGE_LANE + AXIS - this.#height)}px`;
      this.#draw();
      if (this.#position) this.show(this.#position);
    };
    resize();
    const size = new ResizeObserver(resize);
    size.observe(this.#stage);
    scroll.addEventListener("scroll", () => this.#drawSoon());
    // A canvas does not follow the page's theme by itself.
    const theme = new MutationObserver(() => this.#drawSoon());
    theme.observe(document.documentElement, { attributeFilter: ["class"] });
    this.#observers = [size, theme];
  }

  dispose() {
    for (const observer of this.#observers) observer.disconnect();
  }

  #addCanvas() {
    const canvas = document.createElement("canvas");
    this.#stage.append(canvas);
    return canvas;
  }

  /** @param {Position} position */
  show(position) {
    this.#position = position;
    this.#playhead.move((position.x / this.#axis.end) * this.#width, this.#width, position.atEnd);
  }

  /** @param {number} clientX */
  placeAt(clientX) {
    const box = this.#stage.getBoundingClientRect();
    return Math.min(1, Math.max(0, (clientX - box.left) / box.width)) * this.#axis.end;
  }

  #drawSoon() {
    if (this.#queued) return;
    this.#queued = true;
    requestAnimationFrame(() => {
      this.#queued = false;
      this.#draw();
    });
  }

  #draw() {
    const color = this.#palette();
    const pen = this.#prepare(this.#canvas);
    const names = this.#prepare(this.#names);
    names.font = "600 12px system-ui, sans-serif";
    names.lineWidth = 4;
    names.strokeStyle = color("bg");
    names.fillStyle = color("fg");
    const top = this.#scroll.scrollTop;
    const first = Math.floor(top / LARGE_LANE);
    const bottom = this.#height - AXIS;
    this.#drawAxis(pen, bottom, color);
    for (let row = first; row < this.#lanes.names.length && row * LARGE_LANE - top < bottom; row++) {
      const { title } = this.#lanes.names[row];
      const y = row * LARGE_LANE - top;
      this.#drawLane(pen, this.#lanes.tellLane(row), y + STRIP_TOP, color);
      names.strokeText(title, SIDE, y + 13);
      names.fillText(title, SIDE, y + 13);
    }
    // Lanes pass under the axis, which stays.
    for (const each of [pen, names]) each.clearRect(0, bottom, this.#width + 2 * SIDE, AXIS);
    this.#drawLabels(pen, bottom, color);
  }

  /**
   * A pen does not know light-dark(): each color is asked for as an element has it.
   * @returns {(name: string) => string}
   */
  #palette() {
    const computed = getComputedStyle(this.#canvas);
    /** @type {Map<string, string>} */
    const known = new Map();
    return (name) => {
      if (!known.has(name)) {
        this.#canvas.style.color = `var(--${name})`;
        known.set(name, computed.color);
      }
      return known.get(name) ?? "";
    };
  }

  /** @param {HTMLCanvasElement} canvas */
  #prepare(canvas) {
    const scale = devicePixelRatio;
    const width = this.#width + 2 * SIDE;
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(this.#height * scale);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${this.#height}px`;
    const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    pen.scale(scale, scale);
    return pen;
  }

  /** @param {number} position */
  #x(position) {
    return SIDE + (position / this.#axis.end) * this.#width;
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {number} bottom
   * @param {(name: string) => string} color
   */
  #drawAxis(pen, bottom, color) {
    pen.fillStyle = color("hair");
    if (!this.#axis.order) for (const tick of ticks(this.#axis.end)) pen.fillRect(Math.round(this.#x(tick)), 0, 1, bottom);
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {number} bottom
   * @param {(name: string) => string} color
   */
  #drawLabels(pen, bottom, color) {
    pen.fillStyle = color("quiet");
    pen.fillRect(SIDE, bottom, this.#width, 1);
    pen.font = "11.5px system-ui, sans-serif";
    if (this.#axis.order) return pen.fillText("all within one minute, in this order →", SIDE, bottom + 16);
    for (const tick of ticks(this.#axis.end)) {
      pen.textAlign = tick === 0 ? "start" : "center";
      pen.fillText(tick === 0 ? "0 min" : number(tick), this.#x(tick), bottom + 16);
    }
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {LaneStory} lane
   * @param {number} y
   * @param {(name: string) => string} color
   */
  #drawLane(pen, lane, y, color) {
    const height = STRIP / Math.max(1, lane.rows);
    const bars = (/** @type {string} */ kind) => lane.bars.filter((bar) => bar.kind === kind);
    const top = (/** @type {{ row: number }} */ bar) => y + bar.row * height;
    // Told apart by shape, as in a small picture, for who sees no colors: dots, a frame, thin, full, hatched, dashes.
    pen.fillStyle = this.#pattern(pen, color("poll-line"), DOTS);
    for (const span of lane.waiting) this.#fill(pen, span, y + STRIP / 2, 1);
    pen.fillStyle = color("poll");
    this.#fillAll(pen, lane.polled, () => y, STRIP);
    pen.fillStyle = color("poll-line");
    for (const edge of [0, STRIP - 1]) this.#fillAll(pen, lane.polled, () => y + edge, 1);
    pen.fillStyle = color("self-line");
    this.#fillAll(pen, bars("self"), (bar) => top(bar) + height / 3, height / 3);
    pen.fillStyle = color("work");
    this.#fillAll(pen, bars("work"), top, height);
    pen.fillStyle = this.#pattern(pen, color("stop"), HATCH);
    this.#fillAll(pen, bars("blocked"), top, height);
    pen.fillStyle = this.#pattern(pen, color("stop"), DASHES);
    for (const span of lane.idle) this.#fill(pen, span, y + STRIP / 2, 1);
    pen.fillStyle = color("quiet");
    let reached = -1;
    for (const mark of lane.marks) {
      const left = Math.round(this.#x(mark.x));
      // One tick per pixel says all that a pixel can.
      if (left !== reached) pen.fillRect(left, y + STRIP + 1, 1, 4);
      reached = left;
    }
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {string} color
   * @param {Tile} tile
   * @returns {CanvasPattern | string}
   */
  #pattern(pen, color, { size, parts }) {
    const square = new OffscreenCanvas(size, size);
    const ink = /** @type {OffscreenCanvasRenderingContext2D} */ (square.getContext("2d"));
    ink.fillStyle = color;
    for (const part of parts) ink.fillRect(...part);
    return pen.createPattern(square, "repeat") ?? color;
  }

  /**
   * @template {{ from: number, to: number }} T
   * @param {CanvasRenderingContext2D} pen
   * @param {readonly T[]} spans
   * @param {(span: T) => number} top
   * @param {number} height
   */
  #fillAll(pen, spans, top, height) {
    /** @type {Map<number, number>} */
    const reached = new Map();
    for (const span of spans) {
      const y = top(span);
      const right = this.#x(span.to);
      if (right - (reached.get(y) ?? 0) < 0.5) continue;
      this.#fill(pen, span, y, height);
      reached.set(y, right);
    }
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {{ from: number, to: number }} span
   * @param {number} y
   * @param {number} height
   */
  #fill(pen, { from, to }, y, height) {
    const left = this.#x(from);
    // A hair of space keeps bars that follow each other apart, where there is room for one.
    const width = this.#x(to) - left;
    pen.fillRect(left, y, Math.max(0.5, width > 4 ? width - 1 : width), height);
  }
}
