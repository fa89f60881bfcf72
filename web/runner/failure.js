// What went wrong in JavaScript, as the reader is told of it.

import { show } from "./console.js";
import { explained } from "./globals.js";
import { SourceError } from "./source.js";

// The program may have put others in their place.
const { Number } = globalThis;

/**
 * @param {unknown} error
 * @param {import("./types").Request} request
 * @param {Record<string, string>} names what the reader calls the modules' addresses
 * @returns {import("./types").End}
 */
export function failure(error, request, names) {
  const message = explained(told(error));
  const own = `${request.file}:`;
  const frames = framesOf(error).map((frame) => renamed(frame, names)).filter((frame) => frame.includes(own));
  const line = frames.map(lineOfFrame).find((line) => line !== undefined);
  return { how: "error", message: firstLine(message), detail: [message, ...frames].join("\n"), ...(line && { line }) };
}

/**
 * The same for a text that is no program, and so has no frames.
 * @param {unknown} error
 * @param {import("./types").Request} request
 * @param {Record<string, string>} names
 * @param {number} [found] the line, if the error does not say it
 * @returns {import("./types").End}
 */
export function flaw(error, request, names, found) {
  const message = renamed(told(error), names);
  const line = error instanceof SourceError ? error.line : found && Math.min(found, linesOf(request.source));
  const place = line === undefined ? request.file : `${request.file}:${line}`;
  return { how: "error", message: firstLine(message), detail: `${message}\n    at ${place}`, ...(line && { line }) };
}

/**
 * How many lines a text has: what is missing at its end is not there on the line behind it.
 * @param {string} text
 */
function linesOf(text = "") {
  return text.trimEnd().split("\n").length;
}

/** @param {string} frame */
function lineOfFrame(frame) {
  const [, line] = /:(\d+):\d+\)?$/.exec(frame) ?? [];
  return line === undefined ? undefined : Number(line);
}

/** @param {string} text @param {Record<string, string>} names */
function renamed(text, names) {
  return Object.entries(names).reduce((text, [address, name]) => text.replaceAll(address, name), text);
}

/**
 * @param {unknown} error
 * @returns {string}
 */
function told(error) {
  try {
    if (!(error instanceof Error)) return `thrown: ${show(error)}`;
    const inside = error instanceof AggregateError ? ` (${error.errors.map(told).join("; ")})` : "";
    const cause = error.cause === undefined ? "" : ` (because of ${told(error.cause)})`;
    return error instanceof SourceError ? error.message : `${error.name}: ${error.message}${inside}${cause}`;
  } catch {
    return "thrown: something that cannot be shown";
  }
}

/** @param {unknown} error */
function framesOf(error) {
  try {
    const stack = error instanceof Error ? error.stack : undefined;
    return typeof stack === "string" ? stack.split("\n").filter((line) => /:\d+:\d+\)?$/.test(line)) : [];
  } catch {
    return [];
  }
}

/** @param {string} text */
function firstLine(text) {
  return text.split("\n", 1)[0];
}
