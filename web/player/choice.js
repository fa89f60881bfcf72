/** The reader's language: remembered for the whole book, and in the address of the page. boot.js reads both. */

const KEY = "cake.flavor";
/** In an address: `blocking/index.html?flavor=python` opens that page in Python. */
const PARAMETER = "flavor";

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

/**
 * Puts the choice into the address, so that a copy of it shows the same to somebody else.
 * @param {string} flavor
 */
export function show(flavor) {
  const address = new URL(location.href);
  address.searchParams.set(PARAMETER, flavor);
  history.replaceState(history.state, "", address);
}
