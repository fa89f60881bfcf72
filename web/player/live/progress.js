/** How far the reader has come: kept in their browser, under one key, and nowhere else. */

const KEY = "while-the-cake-bakes:progress";
/** Dispatched on the document when something is added. */
export const PROGRESS = "cake:progress";

/**
 * @typedef {object} Progress
 * @property {1} version
 * @property {Record<string, unknown>} pages
 * @property {Record<string, unknown>} predictions
 * @property {Record<string, Record<string, string>>} exercises By exercise and language, the day on which it was passed.
 */

/**
 * What is kept; `undefined` if it is of a later version of the book, or if the browser lets nothing be kept.
 * @returns {Progress | undefined}
 */
export function progress() {
  let kept;
  try {
    kept = localStorage.getItem(KEY);
  } catch {
    return undefined;
  }
  try {
    const found = object(JSON.parse(kept ?? "{}"));
    if (found.version !== undefined && found.version !== 1) return undefined;
    const exercises = Object.fromEntries(Object.entries(object(found.exercises)).map(([name, days]) => [name, texts(object(days))]));
    return { ...found, version: 1, pages: object(found.pages), predictions: object(found.predictions), exercises };
  } catch {
    // What nobody can read is no loss.
    return { version: 1, pages: {}, predictions: {}, exercises: {} };
  }
}

/**
 * The languages in which an exercise is passed, each with the day.
 * @param {string} name
 * @returns {Record<string, string>}
 */
export function passedIn(name) {
  const exercises = progress()?.exercises ?? {};
  return Object.hasOwn(exercises, name) ? exercises[name] : {};
}

/**
 * Notes that an exercise is passed; the first day stays.
 * @param {string} name
 * @param {string} language
 * @returns {boolean} Whether that could be kept.
 */
export function passExercise(name, language, day = today()) {
  const all = progress();
  if (all === undefined) return false;
  const days = passedIn(name);
  if (days[language] !== undefined) return true;
  all.exercises[name] = { ...days, [language]: day };
  try {
    localStorage.setItem(KEY, JSON.stringify(all));
  } catch {
    return false;
  }
  globalThis.document?.dispatchEvent(new CustomEvent(PROGRESS));
  return true;
}

/** By the reader's own calendar. */
function today() {
  const now = new Date();
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** @param {unknown} value @returns {Record<string, any>} */
function object(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? /** @type {Record<string, any>} */ (value) : {};
}

/** @param {Record<string, unknown>} days @returns {Record<string, string>} */
function texts(days) {
  return Object.fromEntries(Object.entries(days).flatMap(([language, day]) => (typeof day === "string" ? [[language, day]] : [])));
}
