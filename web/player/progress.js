/** How far the reader is. It stays in this browser, and reaches nobody else. */

const KEY = "while-the-cake-bakes:progress";
const VERSION = 1;
/** Told to the page when something has been noted. */
export const NOTED = "cake:progress";

/**
 * Days are written as 2026-11-24, pages by their path in the book, such as `blocking/index.html`.
 * @typedef {object} Progress
 * @property {number} version
 * @property {string} [place] The page where the reader was last.
 * @property {Record<string, PageProgress>} pages
 * @property {Record<string, { right: boolean, page: string, on: string }>} predictions By the program's name.
 * @property {Record<string, { page: string } & Record<string, string>>} exercises By the exercise's name: the day on which it was passed, by language.
 */
/**
 * @typedef {object} PageProgress
 * @property {string} on The day on which the reader was there last.
 * @property {boolean} [read] The reader has been at its end.
 * @property {number} [at] How far down the reader was, as a share of the page.
 */

/** @returns {Progress} */
export function progress() {
  const nothing = { version: VERSION, pages: {}, predictions: {}, exercises: {} };
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    if (kept.version !== VERSION) return nothing;
    // A part that is no table could not be added to.
    const isTable = (/** @type {string} */ part) => typeof kept[part] === "object" && kept[part] !== null;
    for (const part of ["pages", "predictions", "exercises"]) if (!isTable(part)) delete kept[part];
    return { ...nothing, ...kept };
  } catch {
    // Storage is blocked, or what is there is not ours.
    return nothing;
  }
}

/**
 * Adds to what is known of a page, a prediction or an exercise.
 * @param {"pages" | "predictions" | "exercises"} kind
 * @param {string} name
 * @param {Record<string, unknown>} what
 */
export function note(kind, name, what) {
  const all = progress();
  /** @type {Record<string, object>} */
  const known = all[kind];
  known[name] = { ...known[name], ...(kind === "exercises" ? {} : { on: today() }), ...(kind === "pages" ? {} : { page: here() }), ...what };
  replace(all);
}

/** The page, by its path in the book. */
export function here() {
  return inBook(location.href);
}

/**
 * An address as a path in the book.
 * @param {string} address
 */
export function inBook(address) {
  const root = new URL((typeof path_to_root === "undefined" ? "" : path_to_root) || ".", location.href).pathname;
  const path = new URL(address, location.href).pathname;
  const page = path.startsWith(root) ? path.slice(root.length) : path;
  return page === "" || page.endsWith("/") ? `${page}index.html` : page;
}

/**
 * Puts other progress in the place of this one.
 * @param {Progress} all
 */
export function replace(all) {
  try {
    localStorage.setItem(KEY, JSON.stringify(all));
  } catch {
    // Then it holds for nothing longer than the page.
  }
  document.dispatchEvent(new CustomEvent(NOTED));
}

export function erase() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // There was nothing to erase.
  }
  document.dispatchEvent(new CustomEvent(NOTED));
}

/** The day in the reader's own time zone, as 2026-11-24. */
export function today() {
  const now = new Date();
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
