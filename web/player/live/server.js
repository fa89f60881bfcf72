/** The book's own server (`cargo xtask serve`): compiles what the reader has edited, and runs what no browser can. */
import { address, Trouble } from "./artefacts.js";

/** @import { End } from "../../runner/types.d.ts" */
/**
 * @typedef {object} Compiled
 * @property {{ line?: number, message: string }[]} problems
 * @property {ArrayBuffer} [wasm] To be run here.
 * @property {string[]} trace
 * @property {string} printed
 * @property {End} end
 */

/**
 * @param {{ program: string, flavor: string, source: string, args: string[] }} wanted
 * @param {(line: string) => void} tell A line of the compiler, as it comes.
 * @param {AbortSignal} signal
 * @returns {Promise<Compiled>}
 */
export async function compile(wanted, tell, signal) {
  const { token } = /** @type {{ token: string }} */ (window.cakeServer);
  let response;
  try {
    response = await fetch(address("-/run"), {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Cake-Token": token },
      body: JSON.stringify(wanted),
      signal,
    });
  } catch (error) {
    signal.throwIfAborted();
    throw new Trouble(`The book's server does not answer; is \`cargo xtask serve\` still running? (${error})`);
  }
  if (!response.ok || !response.body) throw new Trouble(await refusal(response));
  /** @type {Compiled} */
  const compiled = { problems: [], trace: [], printed: "", end: { how: "error", message: "The book's server stopped in the middle of its answer." } };
  for await (const line of lines(response.body)) take(compiled, JSON.parse(line), tell);
  return compiled;
}

/**
 * Why the server compiles nothing.
 * @param {Response} response
 */
async function refusal(response) {
  if (response.status === 403) return "This page is from an earlier start of the book’s server: reload it.";
  try {
    return `The book’s server refused: ${JSON.parse(await response.text()).end.message}`;
  } catch {
    return `The book’s server refused: ${response.status} ${response.statusText}`;
  }
}

/**
 * @param {Compiled} compiled
 * @param {any} said
 * @param {(line: string) => void} tell
 */
function take(compiled, said, tell) {
  if (typeof said.compiler === "string") tell(said.compiler);
  if (said.problem) compiled.problems.push(said.problem);
  if (typeof said.wasm === "string") compiled.wasm = Uint8Array.from(atob(said.wasm), (letter) => letter.charCodeAt(0)).buffer;
  if (Array.isArray(said.trace)) for (const line of said.trace) compiled.trace.push(line);
  if (typeof said.printed === "string") compiled.printed += said.printed;
  if (said.end) compiled.end = said.end;
}

/** @param {ReadableStream<Uint8Array>} body */
async function* lines(body) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const whole = (rest + decoder.decode(part.value, { stream: true })).split("\n");
    rest = whole.pop() ?? "";
    yield* whole.filter((line) => line !== "");
  }
  if (rest.trim() !== "") yield rest;
}
