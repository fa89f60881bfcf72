/** What is kept together: how much of it is here, and the rest of it. */
import { FILES, SCOPE, isFull } from "./shelved.js";

/** @import { Missing, Parcel, ParcelState, State } from "./edition.d.ts" */
/** @import { Bookshelf } from "./bookshelf.js" */

/** As many requests as browsers have on their way to one site. */
const AT_ONCE = 6;

/**
 * Fetches what is not kept yet. It fails with the first file that cannot be had; for one that cannot be kept, there
 * is no room, and the rest is left out unless every page needs it.
 * @param {Bookshelf} shelf
 * @param {string[]} urls
 * @param {ExtendableEvent} event
 */
export async function keep({ edition }, urls, event) {
  // What every page needs comes first, as long as there is room.
  const waiting = [...urls].sort((a, b) => Number(edition.about(b).parcel === "shell") - Number(edition.about(a).parcel === "shell"));
  const fetchOn = async () => {
    for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
      try {
        await edition.keep(url, event);
      } catch (error) {
        const { parcel } = edition.about(url);
        waiting.length = 0;
        if (!isFull(error) || parcel === "shell") throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, fetchOn));
}

/**
 * @param {Bookshelf} shelf
 * @returns {Promise<{ parcel: Parcel, url: string, key: string, bytes: number, kept: boolean }[]>}
 */
async function inventory({ edition }) {
  const kept = new Set((await (await caches.open(FILES)).keys()).map(({ url }) => url));
  return [...edition.keys()].map(([url, key]) => ({ url, key, kept: kept.has(key), ...edition.about(url) }));
}

/**
 * @param {Bookshelf} shelf
 * @returns {Promise<State>}
 */
export async function state(shelf) {
  const [all, wanted] = [await inventory(shelf), await shelf.wanted()];
  const of = (/** @type {Parcel} */ parcel) => {
    const counted = { files: 0, bytes: 0, keptFiles: 0, keptBytes: 0, wanted: wanted.has(parcel) };
    for (const file of all.filter((file) => file.parcel === parcel)) {
      counted.files += 1;
      counted.bytes += file.bytes;
      if (!file.kept) continue;
      counted.keptFiles += 1;
      counted.keptBytes += file.bytes;
    }
    return /** @type {ParcelState} */ (counted);
  };
  return { pages: of("pages"), runners: of("runners") };
}

/**
 * @param {Bookshelf} shelf
 * @param {Parcel} parcel
 * @returns {Promise<Missing[]>}
 */
export async function missing(shelf, parcel) {
  const files = (await inventory(shelf)).filter((file) => file.parcel === parcel && !file.kept);
  return files.map(({ url, bytes }) => ({ file: url.slice(SCOPE.length), bytes }));
}

/**
 * @param {Bookshelf} shelf
 * @param {Parcel} parcel
 */
export async function remove(shelf, parcel) {
  const files = await caches.open(FILES);
  const ofParcel = (await inventory(shelf)).filter((file) => file.parcel === parcel && file.kept);
  await Promise.all(ofParcel.map(({ key }) => files.delete(key)));
}
