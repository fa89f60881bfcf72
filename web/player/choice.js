/** The reader's language, remembered for the whole book. */

const KEY = "cake.flavor";

/** @returns {string} Empty where nothing was chosen, or where storage is forbidden. */
export function remembered() {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

/** @param {string} flavor */
export function remember(flavor) {
  try {
    localStorage.setItem(KEY, flavor);
  } catch {
    // The choice holds for this page at least.
  }
}

/**
 * The flavor itself, else one of the same language ("rust-smol" for "rust-tokio"), else none.
 * @template {{ flavor: string }} T
 * @param {readonly T[]} candidates
 * @param {string} flavor
 * @returns {T | undefined}
 */
export function pick(candidates, flavor) {
  const language = (/** @type {string} */ name) => name.split("-")[0];
  return candidates.find((candidate) => candidate.flavor === flavor) ??
    candidates.find((candidate) => language(candidate.flavor) === language(flavor));
}
