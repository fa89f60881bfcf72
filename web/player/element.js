/** <program-player>: wakes a figure that the build has rendered, or renders one that it fetches (`src`). */
import { pick, remember, show } from "./choice.js";
import { compareOptions, ICONS, renderTabs } from "./controls.js";
import { minutes, number } from "./markup.js";
import { merge, Playback, schedule } from "./playback.js";
import { wakeQuestion } from "./question.js";
import { commonAxis, LARGE } from "./spans.js";
import { selectTab, wakeTabs } from "./tabs.js";
import { TrackView } from "./view.js";

/** @import { Figure, Track } from "./figure.d.ts" */

const FLAVOR = "cake:flavor";
/** Controls that know what to do with an arrow or a space themselves. */
const TAKES_ARROWS = "select, [role=tab], [role=button], input[type=radio]";
const TAKES_SPACE = "button, select, summary, [role=button], input:not([type=range])";

/** @param {Track} track */
const isLarge = (track) => track.recording.events.length > LARGE;

export class ProgramPlayer extends HTMLElement {
  /** @type {Figure} */
  #figure = { id: "", tracks: [], shown: [], without: [] };
  #axis = commonAxis([]);
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
    // Afterward, and not among the tracks: so Tab goes through the figure in the order that is seen.
    const controls = this.#find(".controls");
    for (const words of [...this.querySelectorAll(".words")].reverse()) {
      words.setAttribute("data-key", words.closest("section")?.dataset.key ?? "");
      controls.after(words);
    }
    const sections = /** @type {HTMLElement[]} */ ([...this.querySelectorAll(".track[data-side]")]);
    const keys = sections.sort((a, b) => Number(a.dataset.side) - Number(b.dataset.side)).map((section) => section.dataset.key);
    this.#shown = keys.flatMap((key) => figure.tracks.find((track) => track.key === key) ?? []);
    for (const row of this.querySelectorAll(".tabs")) this.#wakeTabs(/** @type {HTMLElement} */ (row));
    this.#wakeControls();
    this.#wakeQuestion();
    this.addEventListener("keydown", (event) => this.#key(event));
    this.addEventListener("pointerdown", (event) => this.#drag(event));
    this.#listen();
    this.#arrange();
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

  /** Shows the chosen tracks, and puts them on one playhead. */
  #arrange() {
    const two = this.#shown.length > 1;
    this.toggleAttribute("data-two", two);
    for (const part of this.querySelectorAll(".track, .words")) {
      const side = this.#shown.findIndex((track) => track.key === part.getAttribute("data-key"));
      if (side < 0) part.removeAttribute("data-side");
      else part.setAttribute("data-side", String(side));
    }
    this.#arrangeTabs();
    const compare = this.#find(".compare select");
    if (compare) compare.innerHTML = compareOptions(this.#figure.tracks, this.#shown);
    this.#merged = merge(this.#shown.map((track) => this.#view(track).xs));
    this.#playback.replace(schedule(this.#merged.xs, this.#axis.end));
    this.#render();
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
    if (known) return known;
    const view = new TrackView(track, this.#find(`.track[data-key="${key}"]`), this.#find(`.words[data-key="${key}"]`), this.#axis, {
      goTo: (index) => this.#goTo(track, index),
      large: isLarge(track) ? this.#large : undefined,
    });
    this.#views.set(track.key, view);
    return view;
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
      uncover: () => this.#uncover(),
      goTo: (minute) => this.#move(() => this.#playback.seek(minute), true),
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

  // Keys and pointers

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const target = /** @type {Element} */ (event.target);
    const arrow = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    if (arrow === 0 && ![" ", "Home", "End", "ArrowUp", "ArrowDown"].includes(event.key)) return;
    // mdBook turns the page on an arrow key that reaches it.
    event.stopPropagation();
    if (event.defaultPrevented) return;
    if (event.key === " ") {
      if (target.matches(TAKES_SPACE)) return;
      event.preventDefault();
      return this.#toggle();
    }
    if (target.matches(TAKES_ARROWS) || event.key === "ArrowUp" || event.key === "ArrowDown") return;
    event.preventDefault();
    if (event.key === "Home") return this.#move(() => this.#playback.seekEvent(0), true);
    if (event.key === "End") return this.#move(() => this.#playback.seekEnd(), true);
    // On the range an arrow is a minute, as it would be without us were its steps whole minutes.
    if (target.matches(".scrub")) {
      const { x } = this.#playback.position;
      return this.#move(() => this.#playback.seek(arrow < 0 ? Math.ceil(x) - 1 : Math.floor(x) + 1), true);
    }
    this.#step(/** @type {1 | -1} */ (arrow));
  }

  /** @param {PointerEvent} start */
  #drag(start) {
    const target = /** @type {Element} */ (start.target);
    const scroll = /** @type {HTMLElement | null} */ (target.closest(".scroll"));
    const view = this.#views.get(target.closest("section")?.dataset.key ?? "");
    if (scroll === null || view === undefined || start.button !== 0 || !start.isPrimary) return;
    // Beside the stage lies a scroll bar.
    if (target === scroll) return;
    const mark = target.closest("[data-i]");
    const seek = (/** @type {PointerEvent} */ event) => {
      if (mark) this.#goTo(view.track, Number(mark.getAttribute("data-i")));
      else this.#move(() => this.#playback.seek(view.placeAt(event.clientX) ?? 0));
    };
    // A finger may be about to move the page, or a picture wider than the screen: then the browser cancels it.
    const finger = start.pointerType !== "mouse";
    const stop = () => (scroll.onpointermove = scroll.onpointerup = scroll.onpointercancel = null);
    scroll.setPointerCapture(start.pointerId);
    scroll.onpointermove = mark || (finger && scroll.scrollWidth > scroll.clientWidth) ? null : seek;
    scroll.onpointercancel = stop;
    scroll.onpointerup = (end) => {
      stop();
      if (finger) seek(end);
    };
    if (!finger) seek(start);
  }
}

if (!customElements.get("program-player")) customElements.define("program-player", ProgramPlayer);
