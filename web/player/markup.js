/** @type {Record<string, string>} */
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;" };

/**
 * Text for HTML content and double-quoted attributes. Line breaks become entities because a figure is
 * pasted into Markdown, where a blank line would end the HTML block.
 * @param {unknown} text
 */
export function escape(text) {
  return String(text).replace(/[&<>"\n\r]/g, (character) => ENTITIES[character]);
}

/**
 * A number without the noise of binary fractions: 0.1 + 0.2 is "0.3".
 * @param {number} value
 */
export function number(value) {
  return String(Math.round(value * 100) / 100);
}

/**
 * A share of the timeline's width, as SVG and CSS want it.
 * @param {number} fraction
 */
export function percent(fraction) {
  return number(fraction * 100) + "%";
}

/** @param {number} count */
export function minutes(count) {
  return number(count) + (count === 1 ? " minute" : " minutes");
}

/**
 * Text in which backquotes set off code, as in Markdown.
 * @param {string} text
 */
export function prose(text) {
  return escape(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}
