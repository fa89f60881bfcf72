/** An exercise at work: for each language what the reader writes, has checked, and compares with the solution. */
import { source, Trouble } from "../live/artefacts.js";
import { Unreadable } from "../live/interpret.js";
import { Manuscript } from "../live/manuscript.js";
import { Abandoned, languageOf, runner } from "../live/runner.js";
import { style } from "../live/style.js";
import { tellCompiler, tellOutcome, tellTrouble } from "../live/told.js";
import { note, progress, today } from "../progress.js";
import { compare, renderComparison } from "./compare.js";
import { examine } from "./examine.js";
import { showStory } from "./story.js";
import { inWords, telling, tellVerdicts } from "./verdicts.js";

/** @import { Lane } from "../trace.d.ts" */
/** @import { ProgramExercise } from "./element.js" */
/** @import { Examined, Refused } from "./examine.js" */

/** Who waits no longer than this is not told that they wait. */
const PATIENCE_MS = 200;

/** @typedef {{ title: string, lanes: Lane[], knobs: Record<string, { default: number }> }} Data */

export class Desk {
  #exercise;
  /** @type {Data} */
  #data;
  /** @type {Map<HTMLElement, Version>} */
  #versions = new Map();

  /** @param {ProgramExercise} exercise */
  constructor(exercise) {
    this.#exercise = exercise;
    this.#data = JSON.parse(exercise.querySelector(".exercise-data")?.textContent ?? "{}");
  }

  /**
   * @param {HTMLElement} section
   * @param {string} what
   */
  async act(section, what) {
    await style();
    let version = this.#versions.get(section);
    if (version === undefined) this.#versions.set(section, (version = new Version(this.#exercise, section, this.#data)));
    switch (what) {
      case "prepare": return version.open(false);
      case "edit": return version.edit();
      case "restore": return version.restore();
      case "check": return version.check();
      case "stop": return runner.abandon();
      case "compare": return version.compare();
    }
  }
}

class Version {
  #exercise;
  #section;
  #row;
  #data;
  #name;
  #flavor;
  #label;
  #extension;
  #manuscript;
  /** @type {((line: number | undefined) => void) | undefined} */
  #light;
  /** Of the newest run. @type {AbortSignal | undefined} */
  #newest;

  /**
   * @param {ProgramExercise} exercise
   * @param {HTMLElement} section
   * @param {Data} data
   */
  constructor(exercise, section, data) {
    this.#exercise = exercise;
    this.#section = section;
    this.#data = data;
    this.#row = /** @type {HTMLElement} */ (section.querySelector(".desk"));
    this.#name = exercise.dataset.name ?? "";
    this.#flavor = section.dataset.key ?? "";
    this.#label = section.dataset.label ?? "";
    this.#extension = languageOf(this.#flavor) === "javascript" ? "js" : "rs";
    const track = { program: this.#name, flavor: this.#flavor, label: this.#label, source: `start.${this.#extension}` };
    this.#manuscript = new Manuscript(track, section, this.#row, { light: (light) => (this.#light = light), does: "checks" });
  }

  // What the reader writes

  /** @param {boolean} takesFocus */
  async open(takesFocus) {
    if (this.#manuscript.isOpen()) return;
    try {
      const note = await this.#manuscript.open(takesFocus);
      if (note !== "") this.#tell(`<p>${note}</p>`);
    } catch (error) {
      // What nobody has asked for is not missed.
      if (takesFocus) this.#show(tellTrouble(error instanceof Trouble ? error.message : `It cannot be edited here: ${error}`));
    }
  }

  async edit() {
    if (!this.#manuscript.isOpen()) return this.open(true);
    this.#manuscript.close();
  }

  restore() {
    this.#manuscript.restore();
  }

  async #text() {
    await this.open(false);
    return this.#manuscript.text() ?? this.#manuscript.original();
  }

  // Checks

  async check() {
    const signal = runner.begin();
    this.#newest = signal;
    const patience = setTimeout(() => this.#tellBusy("Running …"), PATIENCE_MS);
    const tell = (/** @type {string} */ what) => {
      clearTimeout(patience);
      if (!signal.aborted && what !== "") this.#tellBusy(what);
    };
    try {
      const text = await this.#text();
      const usual = Object.fromEntries(Object.entries(this.#data.knobs).map(([name, knob]) => [name, knob.default]));
      const { lanes } = this.#data;
      const result = await examine({ name: this.#name, flavor: this.#flavor, text, lanes, usual }, tell, signal);
      await this.#judge(result);
    } catch (error) {
      if (signal.aborted) {
        // A newer run of this one speaks for itself.
        if (error instanceof Abandoned && this.#newest === signal) this.#show({ html: `<p>${error.message}</p>`, said: error.message, problems: [] });
        return;
      }
      this.#hideStory();
      if (error instanceof Unreadable) this.#show(tellTrouble(error.message, error.line));
      else this.#show(tellTrouble(error instanceof Trouble ? error.message : `It could not be checked: ${error}`));
    } finally {
      clearTimeout(patience);
      if (!signal.aborted) this.#row.removeAttribute("aria-busy");
    }
  }

  /** @param {Refused | Examined} result */
  async #judge(result) {
    if ("problems" in result) {
      this.#hideStory();
      return this.#show(tellCompiler(result.problems, result.output));
    }
    const { runs, verdicts } = result;
    const run = verdicts ? telling(verdicts, runs) : /** @type {typeof runs[0]} */ (runs.at(-1));
    const told = tellOutcome(run.outcome, run.events, this.#data.lanes);
    const set = inWords(run.set);
    if (run.events.length > 0) {
      const of = { id: `${this.#section.id}-run`, name: this.#name, flavor: this.#flavor, label: this.#label, lanes: this.#data.lanes };
      await showStory(/** @type {HTMLElement} */ (this.#row.querySelector(".story")), of, run, (line) => this.#light?.(line));
    } else this.#hideStory();
    if (verdicts === undefined) {
      const where = set === "" ? "" : `In the run with ${set}: `;
      const html = `<p class="summary"><b>No check could be made: a run has to come to its end first.</b></p>${where === "" ? "" : `<p>${where}</p>`}${told.html}`;
      return this.#show({ ...told, html, said: `No check could be made. ${where}${told.said}` });
    }
    const { html, said } = tellVerdicts(verdicts, runs);
    this.#show({ html: html + told.html, said, problems: [] });
    const language = languageOf(this.#flavor);
    // The first day stays.
    const isNew = progress().exercises[this.#name]?.[language] === undefined;
    if (isNew && verdicts.every((verdict) => verdict.passed)) note("exercises", this.#name, { [language]: today() });
  }

  #hideStory() {
    this.#row.querySelector(".story")?.replaceChildren();
  }

  // The solution

  async compare() {
    const place = /** @type {HTMLElement} */ (this.#section.querySelector(".solution .listing"));
    const button = /** @type {HTMLElement} */ (this.#section.querySelector("[data-do=compare]"));
    const shown = this.#section.querySelector(".comparison");
    if (shown) shown.remove();
    else {
      const [mine, book] = await Promise.all([this.#text(), source(this.#name, `solution.${this.#extension}`)]);
      place.insertAdjacentHTML("afterend", `<div class="comparison">${renderComparison(compare(mine, book))}</div>`);
    }
    place.hidden = shown === null;
    button.setAttribute("aria-pressed", String(shown === null));
  }

  // What the reader is told

  /** @param {string} html */
  #tell(html) {
    /** @type {HTMLElement} */ (this.#row.querySelector(".told")).innerHTML = html;
  }

  /** @param {{ html: string, said: string, problems: { line: number, message: string }[] }} told */
  #show({ html, said, problems }) {
    this.#row.removeAttribute("aria-busy");
    this.#tell(html);
    this.#manuscript.mark(problems);
    if (problems.length === 0) requestAnimationFrame(() => this.#row.querySelector(".told")?.scrollIntoView({ block: "nearest", behavior: "instant" }));
    const spoken = this.#exercise.querySelector(":scope > .spoken");
    if (spoken) spoken.textContent = said;
  }

  /** @param {string} text */
  #tellBusy(text) {
    this.#row.setAttribute("aria-busy", "true");
    const told = /** @type {HTMLElement} */ (this.#row.querySelector(".told"));
    if (told.firstElementChild?.className !== "busy") told.innerHTML = `<p class="busy"><span></span> <button type="button" class="plainly" data-do="stop">Stop</button></p>`;
    /** @type {HTMLElement} */ (told.querySelector(".busy span")).textContent = text;
  }
}
