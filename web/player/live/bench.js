/** One track at work: the reader sets its numbers, changes its program, runs it, and goes back to the recording. */
import { LARGE } from "../spans.js";
import { ensureBuilt, playgroundCode, Trouble } from "./artefacts.js";
import { drawTrack } from "./draw.js";
import { interpret, Unreadable } from "./interpret.js";
import { readKnob, toArgs } from "./knobs.js";
import { Manuscript } from "./manuscript.js";
import { Abandoned, languageOf, runner } from "./runner.js";
import { compile } from "./server.js";
import { tellCompiler, tellOutcome, tellTrouble } from "./told.js";

/** @import { Track } from "../figure.d.ts" */
/** @import { FlavorRecording } from "../trace.d.ts" */
/** @import { Stage } from "./live.js" */
/** @import { Outcome } from "./runner.js" */
/** @import { Told } from "./told.js" */

/** Who waits no longer than this is not told that they wait. */
const PATIENCE_MS = 200;
const PLAYGROUND = "https://play.rust-lang.org/?version=stable&mode=debug&edition=2024&code=";
/** Which languages the book's own server has to compile, or to run, once they are edited. */
const SERVED = ["rust", "go", "csharp", "swift"];

export class Bench {
  #player;
  #stage;
  #track;
  #recording;
  #row;
  #source;
  #recorded;
  #manuscript;
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
    const patience = setTimeout(() => this.#tellBusy("Running …"), PATIENCE_MS);
    signal.addEventListener("abort", () => clearTimeout(patience));
    try {
      const tell = (/** @type {string} */ what) => {
        clearTimeout(patience);
        if (!signal.aborted && what !== "") this.#tellBusy(what);
      };
      await this.#outcome(args, tell, signal, plays);
    } catch (error) {
      if (signal.aborted) {
        if (error instanceof Abandoned) this.#tellStopped();
        return;
      }
      this.#show(tellTrouble(error instanceof Trouble ? error.message : `It could not be run: ${error}`));
    } finally {
      clearTimeout(patience);
      if (!signal.aborted) this.#row.removeAttribute("aria-busy");
    }
  }

  /**
   * @param {string[]} args
   * @param {(what: string) => void} tell
   * @param {AbortSignal} signal
   * @param {boolean} plays
   */
  async #outcome(args, tell, signal, plays) {
    const { program, flavor, label, grid } = this.#track;
    const language = languageOf(flavor);
    const mine = this.#manuscript.isMine();
    const [original] = await Promise.all([
      this.#manuscript.original(),
      this.#track.recorded_only === undefined ? ensureBuilt(program, flavor, label) : undefined,
    ]);
    const text = this.#manuscript.text() ?? original;
    // What the reader has changed need not keep to the grid that the program was recorded on.
    const wanted = { program, flavor, file: this.#manuscript.file, args, grid: mine || args.length > 0 ? 1 : grid };
    if (!SERVED.includes(language)) return this.#finish(await runner.run({ ...wanted, source: text }, tell, signal), args, mine, plays);
    if (!mine && this.#track.recorded_only === undefined) return this.#finish(await runner.run(wanted, tell, signal), args, mine, plays);
    if (!window.cakeServer) throw new Trouble("This needs the book's own server: `cargo xtask serve`.");
    tell("Compiling");
    let output = "";
    const compiled = await compile({ program, flavor, source: text, args }, (line) => {
      output += `${line}\n`;
      tell(line);
    }, signal);
    if (compiled.problems.length > 0) return this.#show(tellCompiler(compiled.problems, output));
    if (compiled.wasm) return this.#finish(await runner.run({ ...wanted, wasm: compiled.wasm }, tell, signal), args, mine, plays);
    const { trace, printed, end } = compiled;
    return this.#finish({ trace, printed, errors: "", end }, args, mine, plays, "scaled");
  }

  /**
   * @param {Outcome} outcome
   * @param {string[]} args
   * @param {boolean} mine
   * @param {boolean} plays
   * @param {FlavorRecording["clock"]} clock
   */
  async #finish(outcome, args, mine, plays, clock = "virtual") {
    let events;
    try {
      events = interpret(outcome.trace, this.#track.lanes);
    } catch (error) {
      if (error instanceof Unreadable) return this.#show(tellTrouble(error.message, error.line));
      throw error;
    }
    this.#stage.uncover();
    const told = tellOutcome(outcome, events, this.#track.lanes);
    // Of what failed before it began there is nothing to see; what was there before stays.
    if (events.length > 0 || outcome.end.how === "success") {
      const large = events.length > LARGE ? await import("../large.js") : undefined;
      const changed = [...args.map((argument) => argument.replace("=", " = ")), ...(mine ? ["your version"] : [])];
      this.#showsMine = mine;
      this.#inPlace(() => {
        this.#replace({ toolchain: "", clock, source: "", events }, plays, large);
        this.#tellSource(clock, changed, outcome.end.how === "success" ? "" : ` up to minute ${events.at(-1)?.at ?? 0}`);
        this.#show(told);
      });
    } else this.#show(told);
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
    const language = languageOf(this.#track.flavor);
    const quick = language !== "python" || runner.pythonIsHere;
    if (this.#args() === undefined) return;
    if (quick && !(window.cakeServer && (this.#manuscript.isMine() && SERVED.includes(language) || this.#track.recorded_only !== undefined))) return this.run({ plays: false });
    this.#tell(`<p>Run it to see what this changes.</p>`);
  }

  /** The recording, and the program that it is of; what the reader has changed is kept. */
  backToRecording() {
    runner.abandon();
    this.#inPlace(() => {
      this.#manuscript.close();
      this.#showsMine = false;
      for (const { field, knob } of this.#knobs()) {
        field.value = String(knob.default);
        this.#explain(field, "");
      }
      this.#replace(this.#recording, false);
      this.#source.innerHTML = this.#recorded;
      this.#source.classList.remove("fresh");
      this.#show({ html: "", said: "The recording is back.", problems: [] });
    });
    /** @type {HTMLElement | null} */ (this.#row.querySelector(".run"))?.focus({ preventScroll: true });
  }

  async openPlayground() {
    try {
      const { program, flavor } = this.#track;
      const link = /** @type {HTMLAnchorElement} */ (this.#row.querySelector("[data-do=playground]"));
      link.href = PLAYGROUND + encodeURIComponent(await playgroundCode(program, flavor));
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
    if (said !== "") this.#stage.say(said);
  }

  /** @param {string} text */
  #tellBusy(text) {
    this.#row.setAttribute("aria-busy", "true");
    const told = /** @type {HTMLElement} */ (this.#row.querySelector(".told"));
    if (told.firstElementChild?.className !== "busy") told.innerHTML = `<p class="busy"><span></span> <button type="button" class="plainly" data-do="stop">Stop</button></p>`;
    /** @type {HTMLElement} */ (told.querySelector(".busy span")).textContent = text;
  }

  #tellStopped() {
    const told = this.#row.querySelector(".told");
    if (told?.firstElementChild?.className !== "busy") return;
    this.#row.removeAttribute("aria-busy");
    this.#tell("<p>Stopped.</p>");
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

