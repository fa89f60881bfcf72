// The text of a program, and what it imports.

import { parse } from "es-module-lexer/minimal/js";

/** What a program may import. */
export const KITCHEN = "#kitchen";

/** A text that cannot be run, and where it says so. */
export class SourceError extends Error {
  /** @param {string} message @param {number} line */
  constructor(message, line) {
    super(message);
    this.line = line;
  }
}

/**
 * The text with the addresses of what it imports in the place of their names, so that each line stays
 * the line that it is.
 *
 * @param {string} text
 * @param {Record<string, string>} addresses
 */
export function linked(text, addresses) {
  let result = "";
  let copied = 0;
  for (const { n: name, s: start, e: end, d: kind, ss: statement } of importsOf(text)) {
    if (kind === IS_META) continue;
    const address = name !== undefined && Object.hasOwn(addresses, name) ? addresses[name] : undefined;
    if (address === undefined) throw new SourceError(refusal(name), lineAt(text, statement));
    // A call of `import` has an expression, here a literal with its quotes.
    const quoted = kind === IS_STATEMENT ? address : JSON.stringify(address);
    result += text.slice(copied, start) + quoted;
    copied = end;
  }
  return result + text.slice(copied);
}

// What the lexer tells of an import besides the place of a call's argument.
const IS_STATEMENT = -1;
const IS_META = -2;

/** @param {string} text */
function importsOf(text) {
  try {
    return parse(text)[0];
  } catch {
    // It is no JavaScript, which the engine will tell better.
    return [];
  }
}

/** @param {string | undefined} name */
function refusal(name) {
  const what = name === undefined ? "a module whose name is worked out" : `"${name}"`;
  return `what runs here can import "${KITCHEN}" and nothing else, not ${what}`;
}

/** @param {string} text @param {number} index */
function lineAt(text, index) {
  return text.slice(0, index).split("\n").length;
}
