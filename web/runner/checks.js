// The checks of an exercise, and what they say of runs. They are a module of their own, `test.js`, and run
// in a realm of their own, for they may loop or throw as anything may.

import { createConsole, show } from "./console.js";
import { failure, flaw } from "./failure.js";
import { closeRealm, define } from "./globals.js";
import { createOutbox } from "./outbox.js";
import { linked } from "./source.js";
import { VirtualClock } from "./virtual.js";

/** @import { Check, Run } from "../../code/kitchen/exercise.d.ts" */
/** @import { Ran } from "./types.d.ts" */
/**
 * @typedef {object} Exam What `test.js` has.
 * @property {Record<string, number>[]} runs
 * @property {Check[]} checks
 */
/**
 * @typedef {object} Verdict
 * @property {string} says
 * @property {boolean} passed
 * @property {string} [hint] What went wrong.
 * @property {number} [run] The first in which it did.
 * @property {{ message: string, line?: number }} [thrown] The check itself failed: a run may be like none that it was written for.
 */
/** @typedef {{ runs: Exam["runs"], says: string[] } | { verdicts: Verdict[] }} Answer */

/** A `test.js` that is not one. */
class Unusable extends Error {}

/**
 * Tells which runs are wanted; or, when they are there, what comes of the checks. The answer is one line of the trace.
 *
 * @param {import("./types").Request} request
 * @param {import("./types").Emit} emit
 * @param {import("./types").Platform} platform
 */
export async function runChecks(request, emit, platform) {
  const outbox = createOutbox(emit, request.limits, new VirtualClock(), () => true);
  closeRealm();
  define("console", createConsole(outbox));
  /** @type {Record<string, string>} */
  const names = {};
  let text;
  try {
    text = linked(request.source ?? "", {});
    emit({ type: "begin" });
    const address = platform.publish(`${text}\n//# sourceURL=${request.file}`);
    names[address] = request.file;
    const exam = read(await import(address));
    const { ran } = request;
    /** @type {Answer} */
    const answer = ran ? { verdicts: examine(exam, ran, (error) => failure(error, request, names)) } : { runs: exam.runs, says: exam.checks.map(({ says }) => says) };
    outbox.record(JSON.stringify(answer));
    outbox.end({ how: "success" });
  } catch (error) {
    outbox.end(endOf(error, request, names, text, platform));
  }
}

/**
 * @param {unknown} error
 * @param {import("./types").Request} request
 * @param {Record<string, string>} names
 * @param {string | undefined} text
 * @param {import("./types").Platform} platform
 * @returns {import("./types").End}
 */
function endOf(error, request, names, text, platform) {
  if (error instanceof Unusable) return { how: "error", message: error.message };
  const told = failure(error, request, names);
  if (told.line !== undefined) return told;
  return flaw(error, request, names, text === undefined ? undefined : platform.lineOf(error, text));
}

/**
 * @param {Record<string, unknown>} module
 * @returns {Exam}
 */
function read({ runs, checks }) {
  if (!Array.isArray(runs) || runs.length === 0) throw new Unusable("exports no `runs`: a list with the knobs of each run, `[{}]` at least");
  for (const run of runs) {
    const isRun = typeof run === "object" && run !== null && Object.values(run).every(Number.isInteger);
    if (!isRun) throw new Unusable(`a run is its knobs, each a whole number, and not ${show(run)}`);
  }
  if (!Array.isArray(checks) || checks.length === 0) throw new Unusable("exports no `checks`: an exercise without one is passed by everybody");
  for (const check of checks) {
    if (typeof check?.says !== "string" || check.says.trim() === "") throw new Unusable("a check `says` in words what has to hold");
    if (typeof check.check !== "function") throw new Unusable(`“${check.says}” has no function \`check\``);
  }
  const says = checks.map((check) => check.says);
  const twice = says.find((each, place) => says.indexOf(each) < place);
  if (twice !== undefined) throw new Unusable(`two checks say “${twice}”`);
  return { runs, checks };
}

/**
 * @param {Exam} exam
 * @param {readonly Ran[]} ran
 * @param {(error: unknown) => { message?: string, line?: number }} tell
 * @returns {Verdict[]}
 */
function examine({ checks }, ran, tell) {
  const runs = ran.map(seen);
  return checks.map((check) => {
    for (const [place, run] of runs.entries()) {
      let hint;
      try {
        hint = /** @type {unknown} */ (check.check(run));
      } catch (error) {
        const { message = "", line } = tell(error);
        const hint = "This run is like none that the check was written for, so it cannot be judged.";
        return { says: check.says, passed: false, hint, run: place, thrown: { message, line } };
      }
      if (hint === undefined) continue;
      if (typeof hint !== "string" || hint.trim() === "") throw new Unusable(`“${check.says}” answers ${show(hint)}: it answers with words, or with nothing when it holds`);
      return { says: check.says, passed: false, hint, run: place };
    }
    return { says: check.says, passed: true };
  });
}

/**
 * A run as the checks see it; none can change it for the next.
 * @param {Ran} ran
 * @returns {Run}
 */
function seen({ knobs, events }) {
  const transcript = events.flatMap((event) => (event.kind === "say" ? [{ at: event.at, lane: event.lane, text: event.text }] : []));
  for (const part of [knobs, events, transcript, ...events, ...transcript]) Object.freeze(part);
  return Object.freeze({ knobs, events, transcript, at: (/** @type {string} */ text) => transcript.find((line) => line.text === text)?.at });
}
