/** <program-player>: wakes a figure that the build has rendered, or renders one that it fetches (`src`). */
import { wakeQuestion } from "./asked.js";
import { pick, remember, show } from "./choice.js";
import { compareOptions, ICONS, renderTabs } from "./controls.js";
import { wakeHands } from "./hands.js";
import { minutes, number } from "./markup.js";
import { merge, Playback, schedule } from "./playback.js";
import { wakeRun } from "./run.js";
import { commonAxis, LARGE } from "./spans.js";
import { selectTab, wakeTabs } from "./tabs.js";
import { TrackView } from "./view.js";

/** @import { Figure, Track } from "./figure.d.ts" */
/** @import { Redraw } from "./live/live.js" */
/** @import { Axis } from "./spans.js" */
/** @import { FlavorRecording } from "./trace.d.ts" */

const FLAVOR = "cake:flavor";
/** Parts of a track that stand below the controls. */
const PARTS = [".live", ".source", ".words"];

/** @param {Track} track */
const isLarge = (track) => track.recording.events.length > LARGE;

export class ProgramPlayer extends HTMLElement {
  /** @type {Figure} */
  #figure = { id: "", tracks: [], shown: [], without: [] };
  #axis = commonAxis([]);
  /** The axis that the timeline in the page was drawn for, where it is not the figure's first. @type {Map<string, Axis | undefined>} */
  #drawn = new Map();
  /** @type {((track: Track, axis: Axis) => void) | undefined} */
  #draw;
  /** Editors, which are told of the line that is being executed. @type {Map<string, (line: number | undefined) => void>} */
  #followers = new Map();
  /** @type {Track[]} */
  #shown = [];
  /** @type {Map<string, TrackView>} */
  #views = new Map();
  #merged = merge([]);
  #playback = new Playback(schedule([], 1), () => performance.now());
  /** @type {typeof import("./large.js") | undefined} */
  #large;
  #awake = false;
  #frame = 0;
  /** The event on the range. */
  #told = -1;

  connectedCallback() {
    if (this.#awake) return this.#listen();
    this.#awake = true;
    const source = this.getAttribute("src");
    if (source !== null) this.#fetch(source);
    else this.#begin(JSON.parse(this.querySelector(".figure-data")?.textContent ?? "{}"));
  }

  disconnectedCallback() {
    document.removeEventListener(FLAVOR, this.#follow);
    this.#playback.pause();
  }

  /** @param {string} source */
  async #fetch(source) {
    try {
      // All at once: what draws the figure is on its way while the data are.
      const [response, { renderBody }] = await Promise.all([fetch(source), import("./render.js"), import("./large.js")]);
      if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
      const text = await response.text();
      performance.mark("player:data");
      /** @type {Figure} */
      const figure = JSON.parse(text);
      this.innerHTML = renderBody(figure);
      window.showCakeFigure?.(this);
      await this.#begin(figure);
      // The second frame begins when the first is on the screen.
      requestAnimationFrame(() => requestAnimationFrame(() => performance.mark("player:drawn")));
    } catch (error) {
      this.innerHTML = `<p role="alert"></p>`;
      this.#find("p").textContent = `The recording ${source} could not be shown: ${error instanceof Error ? error.message : error}`;
    }
  }

  /** @param {Figure} figure */
  async #begin(figure) {
    if (figure.tracks.some(isLarge)) this.#large = await import("./large.js");
    this.#wake(figure);
  }

  /** @param {Figure} figure */
  #wake(figure) {
    this.#figure = figure;
    this.dataset.booted = "";
    this.#axis = commonAxis(figure.tracks.map((track) => track.recording.events));
    for (const part of PARTS.toReversed()) this.#moveAfterControls(part);
    const sections = /** @type {HTMLElement[]} */ ([...this.querySelectorAll(".track[data-side]")]);
    const keys = sections.sort((a, b) => Number(a.dataset.side) - Number(b.dataset.side)).map((section) => section.dataset.key);
    this.#shown = keys.flatMap((key) => figure.tracks.find((track) => track.key === key) ?? []);
    for (const row of this.querySelectorAll(".tabs")) this.#wakeTabs(/** @type {HTMLElement} */ (row));
    this.#wakeControls();
    this.#wakeQuestion();
    wakeRun(this, {
      figure: () => this.#figure,
      replace: (track, recording, redraw) => this.#replace(track, recording, redraw),
      follow: (track, follow) => this.follow(track, follow),
      say: (text) => (this.#find(".spoken").textContent = text),
      uncover: () => this.#uncover(),
    });
    wakeHands(this, {
      toggle: () => this.#toggle(),
      step: (direction) => this.#step(direction),
      move: (seek, says) => this.#move(() => seek(this.#playback), says),
      goTo: (track, index) => this.#goTo(track, index),
      view: (key) => this.#views.get(key),
    });
    this.#listen();
    this.#arrange();
  }

  /**
   * Not among the tracks: so Tab goes through the figure in the order that is seen.
   * @param {string} part
   */
  #moveAfterControls(part) {
    const controls = this.#find(".controls");
    for (const element of [...this.querySelectorAll(part)].reverse()) {
      const section = element.closest("section");
      element.setAttribute("data-key", section?.dataset.key ?? "");
      if (section?.dataset.edited !== undefined) element.setAttribute("data-edited", "");
      controls.after(element);
    }
  }

  #listen() {
    document.addEventListener(FLAVOR, this.#follow);
  }

  /**
   * @template {HTMLElement} T
   * @param {string} selector
   */
  #find(selector) {
    return /** @type {T} */ (this.querySelector(selector));
  }

  // Tracks

  /** @param {HTMLElement} row */
  #wakeTabs(row) {
    const side = Number(row.dataset.side);
    wakeTabs(row, (key) => {
      const track = this.#figure.tracks.find((candidate) => candidate.key === key);
      if (track === undefined || track === this.#shown[side]) return;
      const before = row.getBoundingClientRect().top;
      this.#choose(side, track);
      remember(track.flavor);
      show(track.flavor);
      document.dispatchEvent(new CustomEvent(FLAVOR, { detail: { flavor: track.flavor, from: this } }));
      // Figures above may have grown or shrunk: what the reader has just touched stays under the finger.
      scrollBy(0, row.getBoundingClientRect().top - before);
    });
  }

  /**
   * @param {number} side
   * @param {Track} track
   */
  #choose(side, track) {
    // What stands on the other side already changes places with it.
    if (this.#shown[1 - side] === track) this.#shown[1 - side] = this.#shown[side];
    this.#shown[side] = track;
    this.#arrange();
  }

  #follow = (/** @type {Event} */ event) => {
    const { flavor, from } = /** @type {CustomEvent} */ (event).detail;
    const [first, second] = this.#shown;
    if (from === this || first === undefined || first.program === second?.program) return;
    this.#shown = this.#shown.map((shown) => pick(this.#figure.tracks.filter((track) => track.program === shown.program), flavor) ?? shown);
    this.#arrange();
  };

  #arrange() {
    this.#setStage();
    this.#render();
  }

  /** Shows the chosen tracks, and puts them on one playhead. */
  #setStage() {
    const two = this.#shown.length > 1;
    this.toggleAttribute("data-two", two);
    for (const part of this.querySelectorAll(`.track, ${PARTS.join()}`)) {
      const side = this.#shown.findIndex((track) => track.key === part.getAttribute("data-key"));
      if (side < 0) part.removeAttribute("data-side");
      else part.setAttribute("data-side", String(side));
    }
    this.#arrangeTabs();
    const compare = this.#find(".compare select");
    if (compare) compare.innerHTML = compareOptions(this.#figure.tracks, this.#shown);
    /** @type {HTMLInputElement} */ (this.#find(".scrub")).max = String(this.#axis.end);
    this.#merged = merge(this.#shown.map((track) => this.#view(track).xs));
    this.#playback.replace(schedule(this.#merged.xs, this.#axis.end));
  }

  #arrangeTabs() {
    this.#shown.forEach((track, side) => {
      let row = this.querySelector(`.tabs[data-side="${side}"]`);
      if (!row?.querySelector(`[data-key="${CSS.escape(track.key)}"]`)) {
        row?.remove();
        const html = renderTabs(this.#figure.tracks, track, side, this.#figure.id);
        this.#find(".figure > .track").insertAdjacentHTML("beforebegin", html);
        row = this.querySelector(`.tabs[data-side="${side}"]`);
        if (row) this.#wakeTabs(/** @type {HTMLElement} */ (row));
      }
      if (row) selectTab(row, track.key);
    });
    if (this.#shown.length < 2) this.querySelector('.tabs[data-side="1"]')?.remove();
  }

  /** @param {Track} track */
  #view(track) {
    const key = CSS.escape(track.key);
    const known = this.#views.get(track.key);
    if (known?.axis === this.#axis) return known;
    known?.dispose();
    if (this.#drawn.has(track.key) ? this.#drawn.get(track.key) !== this.#axis : this.#draw) this.#draw?.(track, this.#axis);
    this.#drawn.set(track.key, this.#axis);
    const view = new TrackView(track, this.#find(`.track[data-key="${key}"]`), this.#find(`.words[data-key="${key}"]`), this.#axis, {
      goTo: (index) => this.#goTo(track, index),
      follow: (line) => this.#followers.get(track.key)?.(line),
      large: isLarge(track) ? this.#large : undefined,
    });
    this.#views.set(track.key, view);
    return view;
  }

  /**
   * Another run of a track takes the place of what was there.
   * @param {Track} track
   * @param {FlavorRecording} recording
   * @param {Redraw} redraw
   */
  #replace(track, recording, { draw, large, plays }) {
    this.#playback.pause();
    this.#draw = draw;
    this.#large ??= large;
    track.recording = recording;
    this.#views.get(track.key)?.dispose();
    this.#views.delete(track.key);
    this.#drawn.set(track.key, undefined);
    const axis = commonAxis(this.#figure.tracks.map((each) => each.recording.events));
    if (axis.end !== this.#axis.end || axis.order !== this.#axis.order) this.#axis = axis;
    this.#setStage();
    this.#playback.seekEnd();
    if (plays) this.#toggle();
    else this.#render();
  }

  /**
   * Whom else to tell which line is being executed.
   * @param {Track} track
   * @param {((line: number | undefined) => void) | undefined} follow
   */
  follow(track, follow) {
    if (follow) this.#followers.set(track.key, follow);
    else this.#followers.delete(track.key);
  }

  // Controls

  #wakeControls() {
    this.#find(".play").addEventListener("click", () => this.#toggle());
    this.#find(".previous").addEventListener("click", () => this.#step(-1));
    this.#find(".next").addEventListener("click", () => this.#step(1));
    const scrub = /** @type {HTMLInputElement} */ (this.#find(".scrub"));
    scrub.addEventListener("input", () => this.#move(() => this.#playback.seek(Number(scrub.value))));
    const speed = /** @type {HTMLSelectElement} */ (this.#find(".speed select"));
    speed.addEventListener("change", () => {
      this.#playback.tick();
      this.#playback.speed = Number(speed.value);
    });
    const compare = /** @type {HTMLSelectElement | null} */ (this.querySelector(".compare select"));
    compare?.addEventListener("change", () => {
      const other = this.#figure.tracks.find((track) => track.key === compare.value);
      this.#shown = other ? [this.#shown[0], other] : [this.#shown[0]];
      this.#arrange();
    });
  }

  #wakeQuestion() {
    const { predict } = this.#figure;
    if (predict === undefined) return;
    // Who is asked what happens should not have it before their eyes.
    this.classList.add("covered");
    wakeQuestion(this.#find(".predict"), predict, {
      flavor: () => this.#shown.find((track) => track.program === predict.program)?.flavor ?? "",
      uncover: () => this.#uncover(),
      goTo: (minute) => this.#move(() => this.#playback.seek(minute), true),
      say: (text) => (this.#find(".spoken").textContent = text),
    });
  }

  #uncover() {
    this.classList.remove("covered");
  }

  #toggle() {
    if (this.#playback.playing) {
      this.#playback.pause();
      return this.#render();
    }
    this.#uncover();
    this.#playback.calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#playback.play();
    this.#render();
    this.#nextFrame();
  }

  /** @param {1 | -1} direction */
  #step(direction) {
    this.#move(() => this.#playback.step(direction), true);
  }

  /**
   * @param {Track} track
   * @param {number} index
   */
  #goTo(track, index) {
    const { indexes } = this.#merged;
    const side = this.#shown.indexOf(track);
    this.#move(() => this.#playback.seekEvent(indexes[side].indexOf(index)), true);
  }

  /**
   * The reader takes the playhead: playing ends, and what is there now is said if wanted.
   * @param {() => void} seek
   */
  #move(seek, says = false) {
    this.#uncover();
    this.#playback.pause();
    seek();
    this.#nextFrame();
    if (says) this.#find(".spoken").textContent = this.#now();
  }

  /** Many moves within one frame are drawn once. */
  #nextFrame() {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#playback.tick();
      this.#render();
      if (this.#playback.playing) this.#nextFrame();
    });
  }

  #render() {
    const { index, x, atEnd } = this.#playback.position;
    this.classList.toggle("running", !atEnd);
    this.#shown.forEach((track, side) => {
      this.#view(track).show({ index: index < 0 ? -1 : this.#merged.indexes[side][index], x, atEnd });
    });
    const scrub = /** @type {HTMLInputElement} */ (this.#find(".scrub"));
    scrub.value = String(x);
    // While it plays, the range tells each event, and not each frame.
    if (!this.#playback.playing || index !== this.#told) scrub.setAttribute("aria-valuetext", this.#now());
    this.#told = index;
    const { order, end } = this.#axis;
    const count = this.#merged.xs.length;
    const text = order ? `event ${index + 1} of ${count}` : `${Math.floor(x + 1e-6)} / ${number(end)} min`;
    const now = this.#find(".now");
    if (now.textContent !== text) now.textContent = text;
    this.#renderPlay(atEnd);
    const previous = /** @type {HTMLButtonElement} */ (this.#find(".previous"));
    previous.setAttribute("aria-disabled", String(index <= 0 && !atEnd));
    this.#find(".next").setAttribute("aria-disabled", String(atEnd));
  }

  /** @param {boolean} atEnd */
  #renderPlay(atEnd) {
    const button = this.#find(".play");
    const name = this.#playback.playing ? "pause" : "play";
    const label = this.#playback.playing ? "Pause" : atEnd ? "Play from the beginning" : "Play";
    if (button.title === label) return;
    button.title = label;
    button.setAttribute("aria-label", label);
    button.querySelector("path")?.setAttribute("d", ICONS[name]);
  }

  #now() {
    const { index, x, atEnd } = this.#playback.position;
    if (atEnd) return this.#axis.order ? "The end." : `${minutes(this.#axis.end)}: the end.`;
    const side = this.#merged.side[index] ?? 0;
    const view = this.#view(this.#shown[side]);
    return index < 0 ? `${minutes(Math.floor(x))}: nothing has happened yet.` : view.says({ index: this.#merged.indexes[side][index], x, atEnd });
  }
}

if (!customElements.get("program-player")) customElements.define("program-player", ProgramPlayer);
