/** Runs what a reader has written as often as the hidden test wants it, and asks the test's checks what they make of it. */
import { source, Trouble } from "../live/artefacts.js";
import { interpret } from "../live/interpret.js";
import { languageOf, runner, unlessAborted } from "../live/runner.js";
import { compile } from "../live/server.js";

/** @import { Ran } from "../../runner/types.d.ts" */
/** @import { Verdict } from "../../runner/checks.js" */
/** @import { Outcome } from "../live/runner.js" */
/** @import { ClockKind, Event, Lane } from "../trace.d.ts" */

/** @typedef {Record<string, number>} Knobs */
/**
 * @typedef {object} Attempt
 * @property {string} name Of the exercise.
 * @property {string} flavor
 * @property {string} text
 * @property {readonly Lane[]} lanes
 * @property {Knobs} usual The number that each knob has where a run does not set it.
 */
/** @typedef {{ set: Knobs, outcome: Outcome, events: Event[], clock: ClockKind }} Run `set`: what the test has set. */
/**
 * @typedef {{ problems: { line?: number, message: string }[], output: string }} Refused By the compiler.
 * @typedef {{ runs: Run[], verdicts?: Verdict[] }} Examined Without verdicts, the last of the runs did not come to its end.
 */

/** In a worker of their own; the reader's program has had another. */
const CHECKS = "checks";

/**
 * @param {Attempt} attempt
 * @param {(what: string) => void} tell What is being waited for.
 * @param {AbortSignal} signal
 * @returns {Promise<Refused | Examined>}
 */
export async function examine(attempt, tell, signal) {
  const { name, lanes, usual } = attempt;
  runner.expect(attempt.flavor);
  const test = await unlessAborted(source(name, "test.js"), signal);
  /** @type {{ runs: Knobs[] }} */
  const { runs: wanted } = await ask(name, test, undefined, signal);
  /** @type {Run[]} */
  const runs = [];
  /** @type {ArrayBuffer | undefined} */
  let wasm;
  for (const [place, set] of wanted.entries()) {
    if (place > 0) tell(`Run ${place + 1} of ${wanted.length} …`);
    const args = Object.entries(set).map(([knob, value]) => `${knob}=${value}`);
    const ran = await perform(attempt, args, wasm, tell, signal);
    if ("problems" in ran) return ran;
    wasm = ran.wasm;
    const run = { set, outcome: ran.outcome, events: interpret(ran.outcome.trace, lanes), clock: ran.clock };
    runs.push(run);
    if (run.outcome.end.how !== "success") return { runs };
  }
  const ran = runs.map(({ set, events }) => ({ knobs: { ...usual, ...set }, events }));
  /** @type {{ verdicts: Verdict[] }} */
  const { verdicts } = await ask(name, test, ran, signal);
  return { runs, verdicts };
}

/**
 * One run.
 * @param {Attempt} attempt
 * @param {string[]} args
 * @param {ArrayBuffer | undefined} compiled By an earlier run.
 * @param {(what: string) => void} tell
 * @param {AbortSignal} signal
 * @returns {Promise<Refused | { outcome: Outcome, clock: ClockKind, wasm?: ArrayBuffer }>}
 */
async function perform({ name, flavor, text }, args, compiled, tell, signal) {
  const wanted = { program: name, flavor, args, grid: 1 };
  if (languageOf(flavor) === "javascript") {
    return { outcome: await runner.run({ ...wanted, file: "main.js", source: text }, tell, signal), clock: "virtual" };
  }
  const file = flavor === "rust" ? "main.rs" : `${flavor}.rs`;
  let wasm = compiled;
  if (wasm === undefined) {
    if (!window.cakeServer) throw new Trouble("This needs the book’s own server: cargo xtask serve.");
    tell("Compiling …");
    let output = "";
    const made = await compile({ program: name, flavor, source: text, args }, (line) => {
      output += `${line}\n`;
      tell(line);
    }, signal);
    if (made.problems.length > 0) return { problems: made.problems, output };
    const { trace, printed, end } = made;
    // What no browser can run, the server has run.
    if (!made.wasm) return { outcome: { trace, printed, errors: "", end }, clock: "scaled" };
    wasm = made.wasm;
  }
  // A run takes the module with it.
  return { outcome: await runner.run({ ...wanted, file, wasm: wasm.slice(0) }, tell, signal), clock: "virtual", wasm };
}

/**
 * Asks the hidden test: without runs, which it wants.
 * @param {string} name
 * @param {string} test
 * @param {Ran[] | undefined} ran
 * @param {AbortSignal} signal
 */
async function ask(name, test, ran, signal) {
  const { trace, end } = await runner.run({ program: name, flavor: CHECKS, file: "test.js", args: [], grid: 1, source: test, ran }, () => {}, signal);
  if (end.how !== "success" || trace.length !== 1) throw new Trouble(`The checks of this exercise fail: ${end.message ?? "they do not answer"}`);
  return JSON.parse(trace[0]);
}
