/** The reader's text against the book's solution, line by line. */
import { escape } from "../markup.js";

/** @typedef {{ side: "both" | "mine" | "book", text: string }} Row */

/**
 * The lines of both texts in one order: the longest run of common lines stays, what is only in one stands between.
 * @param {string} mine
 * @param {string} book
 * @returns {Row[]}
 */
export function compare(mine, book) {
  const [a, b] = [mine, book].map((text) => text.trimEnd().split("\n"));
  // For each pair of places, how many lines are common from there on.
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) common[i][j] = a[i] === b[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
  }
  /** @type {Row[]} */
  const rows = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      rows.push({ side: "both", text: a[i] });
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && common[i + 1][j] >= common[i][j + 1])) rows.push({ side: "mine", text: a[i++] });
    else rows.push({ side: "book", text: b[j++] });
  }
  return rows;
}

const SIGNS = { both: " ", mine: "−", book: "+" };
const ELEMENTS = { both: "span", mine: "del", book: "ins" };

/** @param {readonly Row[]} rows */
export function renderComparison(rows) {
  const lines = rows.map(({ side, text }) => `<${ELEMENTS[side]} class="row"><span class="sign" aria-hidden="true">${SIGNS[side]}</span>${escape(text)}\n</${ELEMENTS[side]}>`);
  if (rows.every(({ side }) => side === "both")) return `<p class="key">Yours and the solution are the same, line for line.</p>`;
  return `<p class="key"><b>−</b> only in yours, <b>+</b> only in the solution</p><pre class="code" tabindex="0" role="group" aria-label="Yours and the solution, compared">${lines.join("")}</pre>`;
}
