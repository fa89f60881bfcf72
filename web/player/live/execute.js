/** Who runs a program: the page, what the book was built with or what the reader has edited, or the book's own server. */
import { ensureBuilt, Trouble } from "./artefacts.js";
import { languageOf, runner, unlessAborted } from "./runner.js";
import { compile } from "./server.js";

/** @import { Track } from "../figure.d.ts" */
/** @import { ClockKind } from "../trace.d.ts" */
/** @import { Outcome } from "./runner.js" */

/**
 * @typedef {object} Job
 * @property {Track} track
 * @property {string} file
 * @property {string[]} args
 * @property {boolean} mine It is the reader's own version.
 * @property {() => Promise<string>} text
 */
/** @typedef {{ ran: Outcome, clock: ClockKind } | { problems: { line?: number, message: string }[], output: string }} Executed */

/** The languages that a page runs as they stand; the others have to be compiled. */
const AS_TEXT = ["javascript", "python"];

/** @param {Track} track */
function runsHere(track) {
  return track.recorded_only === undefined;
}

/**
 * Whether a run takes so little that nobody has to ask for it.
 * @param {Track} track
 * @param {boolean} mine
 */
export function isQuick(track, mine) {
  const language = languageOf(track.flavor);
  if (language === "python" && !runner.pythonIsHere) return false;
  return runsHere(track) && (AS_TEXT.includes(language) || !mine);
}

/**
 * @param {Job} job
 * @param {(what: string) => void} tell What is being waited for.
 * @param {AbortSignal} signal
 * @returns {Promise<Executed>}
 */
export async function execute({ track, file, args, mine, text }, tell, signal) {
  const { program, flavor, label } = track;
  if (runsHere(track)) {
    runner.expect(flavor);
    // On its way meanwhile; a failure is told where it is waited for.
    if (AS_TEXT.includes(languageOf(flavor))) text().catch(() => {});
    await unlessAborted(ensureBuilt(program, flavor, label), signal);
  }
  // What the reader has changed need not keep to the grid that the program was recorded on.
  const wanted = { program, flavor, file, args, grid: mine || args.length > 0 ? 1 : track.grid };
  if (AS_TEXT.includes(languageOf(flavor))) return { ran: await runner.run({ ...wanted, source: await unlessAborted(text(), signal) }, tell, signal), clock: "virtual" };
  if (!mine && runsHere(track)) return { ran: await runner.run(wanted, tell, signal), clock: "virtual" };
  if (!window.cakeServer) throw new Trouble("This needs the book’s own server: cargo xtask serve.");
  tell("Compiling …");
  let output = "";
  const { problems, wasm, trace, printed, end } = await compile({ program, flavor, source: await unlessAborted(text(), signal), args }, (line) => {
    output += `${line}\n`;
    tell(line);
  }, signal);
  if (problems.length > 0) return { problems, output };
  if (wasm) return { ran: await runner.run({ ...wanted, wasm }, tell, signal), clock: "virtual" };
  return { ran: { trace, printed, errors: output, end }, clock: "scaled" };
}
