/**
 * What has to outlive the worker, which the browser stops whenever it has nothing to do. Each note is an entry of
 * its own: an old and a new worker write at the same time, and neither may undo what the other has noted.
 */
import { SCOPE } from "./shelved.js";

const NOTES = `cake notes ${SCOPE}`;

/** @typedef {"current" | "wanted" | "edition" | "page"} Kind */

const key = (/** @type {Kind} */ kind, name = "") => `${SCOPE}?${kind}=${encodeURIComponent(name)}`;

/**
 * @param {Kind} kind
 * @param {string} [name]
 * @returns {Promise<any>} Nothing if there is none.
 */
export async function read(kind, name) {
  const kept = await (await caches.open(NOTES)).match(key(kind, name));
  return kept?.json();
}

/**
 * @param {Kind} kind
 * @param {string} name
 * @param {unknown} what
 */
export async function write(kind, name, what) {
  await (await caches.open(NOTES)).put(key(kind, name), new Response(JSON.stringify(what)));
}

/**
 * @param {Kind} kind
 * @param {string} name
 */
export async function erase(kind, name) {
  await (await caches.open(NOTES)).delete(key(kind, name));
}

/**
 * @param {Kind} kind
 * @returns {Promise<Map<string, any>>} By name.
 */
export async function all(kind) {
  const notes = await caches.open(NOTES);
  const found = new Map();
  for (const { url } of await notes.keys()) {
    const [[of, name]] = new URL(url).searchParams;
    if (of === kind) found.set(name, await (await notes.match(url))?.json());
  }
  return found;
}
