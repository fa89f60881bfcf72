/** What the reader has made of a program: kept for the next visit, and never shown as if it were the book's. */

/**
 * @typedef {object} Edit
 * @property {string} text
 * @property {string} original Fingerprint of what it was made from.
 */

const key = (/** @type {string} */ program, /** @type {string} */ flavor) => `cake.edit.${program}.${flavor}`;

/**
 * @param {string} program
 * @param {string} flavor
 * @returns {Edit | undefined}
 */
export function load(program, flavor) {
  try {
    const edit = JSON.parse(localStorage.getItem(key(program, flavor)) ?? "null");
    return typeof edit?.text === "string" && typeof edit.original === "string" ? edit : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} program
 * @param {string} flavor
 * @param {Edit | undefined} edit None: the program is as the book has it.
 * @returns {boolean} Whether it could be kept.
 */
export function save(program, flavor, edit) {
  try {
    if (edit === undefined) localStorage.removeItem(key(program, flavor));
    else localStorage.setItem(key(program, flavor), JSON.stringify(edit));
    return true;
  } catch {
    return false;
  }
}

/**
 * A fingerprint to tell whether a text is still the same (FNV-1a over its UTF-16 units); nobody is kept out by it.
 * @param {string} text
 */
export function fingerprint(text) {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place++) hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0") + text.length.toString(16);
}
