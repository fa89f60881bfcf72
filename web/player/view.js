/** One track as the reader sees it: its code, transcript, timeline and words, at one position. */
import { bringIntoView, PlainList, wakeLines } from "./lists.js";
import { escape, minutes, number } from "./markup.js";
import { SvgPicture } from "./picture.js";
import { laneByLane, linesAfter, positions, tell } from "./spans.js";
import { moment, sentence, titles } from "./words.js";

/** @import { Track } from "./figure.d.ts" */
/** @import { Axis } from "./spans.js" */
/** @import { Position } from "./playback.js" */

export class TrackView {
  track;
  axis;
  xs;
  #title;
  #code;
  #lines;
  /** @type {Int32Array | undefined} */
  #linesAfter;
  #picture;
  #lists;
  /** @type {Element | undefined} */
  #lit;
  /** @type {Position | undefined} */
  #position;
  #follow;
  #gone = new AbortController();

  /**
   * @param {Track} track
   * @param {HTMLElement} section
   * @param {HTMLElement} words
   * @param {Axis} axis
   * @param {object} options
   * @param {(index: number) => void} options.goTo Called when the reader points at an event.
   * @param {(line: number | undefined) => void} options.follow Called with the line that is being executed.
   * @param {typeof import("./large.js")} [options.large] For a recording that is large.
   */
  constructor(track, section, words, axis, { goTo, follow, large }) {
    const { events } = track.recording;
    this.track = track;
    this.axis = axis;
    this.#follow = follow;
    this.xs = positions(events, axis);
    this.#title = titles(track.lanes);
    this.#code = /** @type {HTMLElement | null} */ (section.querySelector(".code"));
    this.#lines = new Map([...(this.#code?.querySelectorAll(".line") ?? [])].map((line) => [Number(line.getAttribute("data-line")), line]));
    const transcript = /** @type {HTMLElement} */ (section.querySelector(".transcript"));
    const list = /** @type {HTMLElement} */ (words.querySelector("ol"));
    const scroll = /** @type {HTMLElement | null} */ (section.querySelector(".scroll"));
    if (large && scroll) {
      this.#picture = new large.CanvasPicture(scroll, laneByLane(track.lanes, events, axis), axis);
      this.#lists = this.#windowed(large, transcript, list);
    } else {
      const stage = /** @type {HTMLElement | null} */ (section.querySelector(".stage"));
      this.#picture = stage ? new SvgPicture(stage, tell(track.lanes, events, axis)) : undefined;
      this.#lists = [new PlainList(transcript, { hidesLater: true }), new PlainList(list, { hidesLater: false })];
    }
    // The line that stood folded away in its gap is there now, or the other way round.
    section.querySelector(".whole")?.addEventListener("change", () => this.#position && this.#light(this.#position), { signal: this.#gone.signal });
    wakeLines(transcript, this.#lists[0], goTo);
    wakeLines(list, this.#lists[1], goTo);
  }

  /**
   * @param {typeof import("./large.js")} large
   * @param {HTMLElement} transcript
   * @param {HTMLElement} list
   */
  #windowed({ WindowedList }, transcript, list) {
    const { events } = this.track.recording;
    /** @type {number[]} */
    const says = [];
    const all = new Int32Array(events.length);
    events.forEach((event, index) => {
      all[index] = index;
      if (event.kind === "say") says.push(index);
    });
    const at = (/** @type {string} */ time, /** @type {string} */ text) => `<span class="at">${time}</span> ${text}`;
    return [
      new WindowedList(transcript, {
        indexes: says,
        write: (line, index) => {
          const event = events[index];
          line.innerHTML = at(number(event.at), `<b>${escape(this.#title(event.lane))}</b> ${escape(event.kind === "say" ? event.text : "")}`);
        },
        hidesLater: true,
      }),
      new WindowedList(list, {
        indexes: all,
        write: (line, index) => {
          line.innerHTML = at(`minute ${number(events[index].at)}`, escape(sentence(events[index], this.#title)));
        },
        hidesLater: false,
      }),
    ];
  }

  /** @param {Position} position */
  show(position) {
    this.#position = position;
    this.#picture?.show(position);
    for (const list of this.#lists) list.show(position);
    this.#light(position);
  }

  /** Another view takes this one's place in the page. */
  dispose() {
    this.#gone.abort();
    this.#picture?.dispose();
    this.#lit?.classList.remove("lit");
  }

  /** @param {Position} position */
  #light({ index, x, atEnd }) {
    const event = this.track.recording.events[index];
    const number = atEnd || !event ? undefined : x > this.xs[index] ? this.#lineAfter(index) : event.line;
    this.#follow(number);
    const line = number === undefined ? undefined : this.#visible(this.#lines.get(number));
    if (line === this.#lit) return;
    this.#lit?.classList.remove("lit");
    line?.classList.add("lit");
    this.#lit = line;
    if (line && this.#code) bringIntoView(this.#code, line);
  }

  /** @param {number} index */
  #lineAfter(index) {
    this.#linesAfter ??= linesAfter(this.track.recording.events);
    return this.#linesAfter[index];
  }

  /**
   * A line that is folded away is stood for by the gap it is in.
   * @param {Element | undefined} line
   * @returns {HTMLElement | undefined}
   */
  #visible(line) {
    /** @type {Element | null | undefined} */
    let shown = line;
    // The gap stands behind the lines that it stands for.
    while (shown instanceof HTMLElement && shown.offsetParent === null) shown = shown.nextElementSibling;
    return shown instanceof HTMLElement ? shown : undefined;
  }

  /** @param {number} clientX */
  placeAt(clientX) {
    return this.#picture?.placeAt(clientX);
  }

  /** @param {Position} position */
  says({ index, x }) {
    const event = this.track.recording.events[index];
    const later = x > this.xs[index] ? `${minutes(Math.floor(x))}. Latest: ${sentence(event, this.#title)}` : "";
    return later || moment(event, this.#title);
  }
}
