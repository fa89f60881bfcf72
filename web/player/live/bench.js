/** One track at work: the reader sets its numbers, changes its program, runs it, and goes back to the recording. */
import { LARGE } from "../spans.js";
import { playgroundCode, Trouble } from "./artefacts.js";
import { drawTrack } from "./draw.js";
import { execute, isQuick } from "./execute.js";
import { interpret, Unreadable } from "./interpret.js";
import { readKnob, toArgs } from "./knobs.js";
import { Manuscript } from "./manuscript.js";
import { Abandoned, runner } from "./runner.js";
import { tellCompiler, tellOutcome, tellTrouble } from "./told.js";

/** @import { Track } from "../figure.d.ts" */
/** @import { FlavorRecording } from "../trace.d.ts" */
/** @import { Stage } from "./live.js" */
/** @import { Outcome } from "./runner.js" */
/** @import { Told } from "./told.js" */

/** Who waits no longer than this is not told that they wait. */
const PATIENCE_MS = 200;
const PLAYGROUND = "https://play.rust-lang.org/?version=stable&mode=debug&edition=2024&code=";

export class Bench {
  #player;
  #stage;
  #track;
  #recording;
  #row;
  #source;
  #recorded;
  #manuscript;
  /** Of the newest run. @type {AbortSignal | undefined} */
  #newest;
  /** The run that is on show is one of the reader's own version. */
  #showsMine = false;

  /**
   * @param {HTMLElement} player
   * @param {Stage} stage
   * @param {Track} track
   */
  constructor(player, stage, track) {
    this.#player = player;
    this.#stage = stage;
    this.#track = track;
    this.#recording = track.recording;
    const find = (/** @type {string} */ part) => /** @type {HTMLElement} */ (player.querySelector(`${part}[data-key="${CSS.escape(track.key)}"]`));
    this.#row = find(".live");
    this.#source = find(".source");
    this.#recorded = this.#source.innerHTML;
    this.#manuscript = new Manuscript(track, find(".track"), this.#row, {
      light: (light) => stage.follow(track, light),
    });
  }

  // Runs

  /** @param {{ plays: boolean }} how */
  async run({ plays }) {
    const args = this.#args();
    if (args === undefined) return;
    const signal = runner.begin();
    this.#newest = signal;
    const patience = setTimeout(() => this.#tellBusy("Running …"), PATIENCE_MS);
    signal.addEventListener("abort", () => clearTimeout(patience));
    try {
      const tell = (/** @type {string} */ what) => {
        clearTimeout(patience);
        if (!signal.aborted && what !== "") this.#tellBusy(what);
      };
      const mine = this.#manuscript.isMine();
      const text = async () => this.#manuscript.text() ?? this.#manuscript.original();
      const executed = await execute({ track: this.#track, file: this.#manuscript.file, args, mine, text }, tell, signal);
      if ("problems" in executed) this.#show(tellCompiler(executed.problems, executed.output));
      else await this.#finish(executed.ran, { args, mine, plays, clock: executed.clock });
    } catch (error) {
      if (signal.aborted) {
        // A newer run of this track speaks for itself.
        if (error instanceof Abandoned && this.#newest === signal) this.#tellStopped(error.message);
        return;
      }
      this.#show(tellTrouble(error instanceof Trouble ? error.message : `It could not be run: ${error}`));
    } finally {
      clearTimeout(patience);
      if (!signal.aborted) this.#row.removeAttribute("aria-busy");
    }
  }

  /**
   * @param {Outcome} outcome
   * @param {{ args: string[], mine: boolean, plays: boolean, clock: FlavorRecording["clock"] }} run
   */
  async #finish(outcome, { args, mine, plays, clock }) {
    let events;
    try {
      events = interpret(outcome.trace, this.#track.lanes);
    } catch (error) {
      if (error instanceof Unreadable) return this.#failed(tellTrouble(error.message, error.line));
      throw error;
    }
    const told = tellOutcome(outcome, events, this.#track.lanes);
    // Of what failed before it began there is nothing to see; what was there before stays.
    if (events.length > 0 || outcome.end.how === "success") {
      const large = events.length > LARGE ? await import("../large.js") : undefined;
      this.#stage.uncover();
      const whose = mine ? ["your version"] : this.#row.hasAttribute("data-edited") ? ["the book’s version"] : [];
      const changed = [...args.map((argument) => argument.replace("=", " = ")), ...whose];
      this.#showsMine = mine;
      this.#inPlace(() => {
        this.#replace({ toolchain: "", clock, source: "", events }, plays, large);
        this.#tellSource(clock, changed, outcome.end.how === "success" ? "" : ` up to minute ${events.at(-1)?.at ?? 0}`);
        this.#show(told);
      });
    } else this.#failed(told);
    requestAnimationFrame(() => requestAnimationFrame(() => performance.mark("run:drawn")));
  }

  /**
   * @param {FlavorRecording} recording
   * @param {boolean} plays
   * @param {typeof import("../large.js")} [large]
   */
  #replace(recording, plays, large) {
    const draw = (/** @type {Track} */ track, /** @type {import("../spans.js").Axis} */ axis) => drawTrack(this.#player, track, axis);
    this.#stage.replace(this.#track, recording, { draw, large, plays });
  }

  /** A number was changed. */
  async turn() {
    if (this.#args() === undefined) return;
    if (isQuick(this.#track, this.#manuscript.isMine())) return this.run({ plays: false });
    this.#tell("<p>Run it to see what this changes.</p>");
  }

  /**
   * A run of which there is nothing to see: what stands there is not an earlier one, but the recording.
   * @param {Told} told
   */
  #failed(told) {
    this.#inPlace(() => {
      if (this.#source.classList.contains("fresh")) this.#showRecording();
      this.#show(told);
    });
  }

  #showRecording() {
    this.#showsMine = false;
    this.#replace(this.#recording, false);
    this.#source.innerHTML = this.#recorded;
    this.#source.classList.remove("fresh");
    this.#tellDifference(true);
  }

  /** @param {boolean} isRecorded What a flavor does otherwise than the rest is told of its recording. */
  #tellDifference(isRecorded) {
    this.#player.querySelector(`.track[data-key="${CSS.escape(this.#track.key)}"] .differs`)?.toggleAttribute("hidden", !isRecorded);
  }

  /** The recording, and the program that it is of; what the reader has changed is kept. */
  backToRecording() {
    runner.abandon();
    this.#inPlace(() => {
      this.#manuscript.close();
      for (const { field, knob } of this.#knobs()) {
        field.value = String(knob.default);
        this.#explain(field, "");
      }
      this.#showRecording();
      this.#show({ html: "", said: "The recording is back.", problems: [] });
    });
    /** @type {HTMLElement | null} */ (this.#row.querySelector(".run"))?.focus({ preventScroll: true });
  }

  async openPlayground() {
    try {
      const { program, flavor } = this.#track;
      const link = /** @type {HTMLAnchorElement} */ (this.#row.querySelector("[data-do=playground]"));
      // A space as a plus: most of them are indentation, and an address has an end.
      link.href = PLAYGROUND + encodeURIComponent(await playgroundCode(program, flavor)).replaceAll("%20", "+");
      window.open(link.href, "_blank", "noopener,noreferrer");
    } catch (error) {
      this.#show(tellTrouble(/** @type {Error} */ (error).message));
    }
  }

  // Numbers

  #knobs() {
    return this.#track.knobs.flatMap((knob) => {
      const field = /** @type {HTMLInputElement | null} */ (this.#row.querySelector(`[data-knob="${CSS.escape(knob.name)}"]`));
      return field ? [{ knob, field }] : [];
    });
  }

  /** What the program is started with; nothing when a number cannot be, which is explained beside it. */
  #args() {
    /** @type {Map<string, number>} */
    const values = new Map();
    let fine = true;
    for (const { knob, field } of this.#knobs()) {
      const read = readKnob(knob, field.value);
      this.#explain(field, "why" in read ? read.why : "");
      if ("value" in read) values.set(knob.name, read.value);
      else fine = false;
    }
    return fine ? toArgs(this.#track.knobs, values) : undefined;
  }

  /**
   * @param {HTMLInputElement} field
   * @param {string} why
   */
  #explain(field, why) {
    field.toggleAttribute("aria-invalid", why !== "");
    if (why !== "") field.setAttribute("aria-invalid", "true");
    const place = document.getElementById(field.getAttribute("aria-describedby") ?? "");
    if (place && place.textContent !== why) place.textContent = why;
  }

  // The program

  async edit() {
    try {
      if (this.#manuscript.isOpen()) {
        if (this.#showsMine) return this.backToRecording();
        return this.#inPlace(() => this.#manuscript.close());
      }
      const note = await this.#manuscript.open();
      if (note !== "") this.#tell(`<p>${note}</p>`);
    } catch (error) {
      this.#show(tellTrouble(error instanceof Trouble ? error.message : `It cannot be edited here: ${error}`));
    }
  }

  restore() {
    this.#manuscript.restore();
  }

  // What the reader is told

  /** @param {string} html */
  #tell(html) {
    /** @type {HTMLElement} */ (this.#row.querySelector(".told")).innerHTML = html;
  }

  /** @param {Told} told */
  #show({ html, said, problems }) {
    this.#row.removeAttribute("aria-busy");
    this.#tell(html);
    this.#manuscript.mark(problems);
    // What has no line is told here alone, and here may be below the screen.
    if (html !== "" && problems.length === 0) requestAnimationFrame(() => this.#row.querySelector(".told")?.scrollIntoView({ block: "nearest", behavior: "instant" }));
    if (said !== "") this.#stage.say(said);
  }

  /** @param {string} text */
  #tellBusy(text) {
    this.#row.setAttribute("aria-busy", "true");
    const told = /** @type {HTMLElement} */ (this.#row.querySelector(".told"));
    if (told.firstElementChild?.className !== "busy") told.innerHTML = `<p class="busy"><span></span> <button type="button" class="plainly" data-do="stop">Stop</button></p>`;
    /** @type {HTMLElement} */ (told.querySelector(".busy span")).textContent = text;
  }

  /** @param {string} why */
  #tellStopped(why) {
    const told = this.#row.querySelector(".told");
    if (told?.firstElementChild?.className !== "busy") return;
    this.#row.removeAttribute("aria-busy");
    this.#tell(`<p>${why}</p>`);
  }

  /**
   * @param {FlavorRecording["clock"]} clock
   * @param {string[]} changed
   * @param {string} upTo
   */
  #tellSource(clock, changed, upTo) {
    const parts = [clock === "virtual" ? "on a virtual clock" : "by the book's server, on a scaled clock", ...changed];
    this.#source.innerHTML = `<b class="origin">Ran here, just now</b><span></span> · <button type="button" class="plainly" data-do="recording">Back to the recording</button>`;
    /** @type {HTMLElement} */ (this.#source.querySelector("span")).textContent = `${upTo} · ${parts.join(" · ")}`;
    this.#source.classList.add("fresh");
    this.#tellDifference(false);
  }

  /**
   * Does something that changes heights, and keeps under the reader's hand what they have just touched.
   * @param {() => void} change
   */
  #inPlace(change) {
    const before = this.#row.getBoundingClientRect().top;
    change();
    scrollBy({ top: this.#row.getBoundingClientRect().top - before, behavior: "instant" });
  }
}

