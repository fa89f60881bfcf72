/** What the reader is told of a run, besides the picture of it: what went wrong, where, and who still waits. */
import { escape, number } from "../markup.js";
import { strayLines } from "./interpret.js";
import { stillOpen } from "./waiting.js";

/** @import { Event, Lane } from "../trace.d.ts" */
/** @import { Outcome } from "./runner.js" */

/** Of what is long, the beginning is enough. */
const MOST_LETTERS = 20_000;

/**
 * @typedef {object} Told
 * @property {string} html
 * @property {string} said The same in short, for those who listen.
 * @property {{ line: number, message: string }[]} problems To be marked in the code.
 */

/**
 * @param {Outcome} outcome
 * @param {readonly Event[]} events
 * @param {readonly Lane[]} lanes
 * @returns {Told}
 */
export function tellOutcome(outcome, events, lanes) {
  const { end, printed, errors } = outcome;
  const last = events.at(-1);
  const stray = strayLines(events, printed);
  const past = stray.length === 0 ? "" : fold("It also printed this, which has no minute and no speaker", stray.join("\n"), true);
  if (end.how === "error") {
    const message = end.message ?? "It ended in an error.";
    const where = end.line === undefined ? "" : `Line ${end.line}: `;
    const detail = end.detail || errors;
    return {
      html: `<p class="problem"><b>${escape(where) || "It failed: "}</b>${escape(message)}</p>${detail.trim() === "" || detail.trim() === message ? "" : fold("The whole error", detail)}${past}`,
      said: `It ended in an error. ${where}${message}`,
      problems: end.line === undefined ? [] : [{ line: end.line, message }],
    };
  }
  if (end.how === "waiting") {
    const open = stillOpen(events, lanes);
    const who = open.length === 0 ? "" : `<ul class="open">${open.map((each) => `<li>${escape(each)}</li>`).join("")}</ul>`;
    return {
      html: `<p class="problem"><b>It never ends:</b> nothing is left that could wake it${open.length === 0 ? ", and the program itself still waits." : ", and this has not ended:"}</p>${who}${past}`,
      said: `It never ends; nothing is left that could wake it. ${open.join(". ")}`,
      problems: [],
    };
  }
  if (end.how === "limit") {
    const where = last ? ` Its last event is in minute ${number(last.at)}, on line ${last.line}.` : "";
    const said = `it ${end.message ?? "took too much"}.${where}`;
    return { html: `<p class="problem"><b>Ended:</b> ${escape(said)}</p>`, said: `The run was ended: ${said}`, problems: [] };
  }
  const complaints = errors.trim() === "" ? "" : fold("What it wrote to standard error", errors, true);
  return { html: past + complaints, said: last ? `Ran here. It ends at minute ${number(last.at)}.` : "Ran here. Nothing happened.", problems: [] };
}

/**
 * @param {readonly { line?: number, message: string }[]} problems Of the compiler; where it is no line's, without one.
 * @param {string} output All that it wrote.
 * @returns {Told}
 */
export function tellCompiler(problems, output) {
  const [first] = problems;
  const where = first?.line === undefined ? "" : `Line ${first.line}: `;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : "";
  return {
    html: `<p class="problem"><b>${where === "" ? "It does not compile. " : escape(where)}</b>${escape(first?.message ?? "")}${more}</p>${output === "" ? "" : fold("What the compiler says", output)}`,
    said: `It does not compile. ${where}${first?.message ?? ""}`,
    problems: problems.flatMap(({ line, message }) => (line === undefined ? [] : [{ line, message }])),
  };
}

/**
 * @param {string} message
 * @param {number} [line]
 * @returns {Told}
 */
export function tellTrouble(message, line) {
  return { html: `<p class="problem">${escape(message)}</p>`, said: message, problems: line === undefined ? [] : [{ line, message }] };
}

/**
 * @param {string} summary
 * @param {string} text
 * @param {boolean} isOpen
 */
function fold(summary, text, isOpen = false) {
  const shown = text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}\n… and more` : text;
  return `<details${isOpen ? " open" : ""}><summary>${escape(summary)}</summary><pre tabindex="0">${escape(shown.trimEnd())}</pre></details>`;
}
