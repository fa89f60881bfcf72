/** The editions that are here: this worker's own, and those of pages that were open before it came. */
import { all, erase, read, write } from "./notes.js";
import { FILES, Shelved } from "./shelved.js";

/** @import { Edition, Parcel } from "./edition.d.ts" */

/** A page that is being opened is among the worker's clients only when it is there. */
const OPENING_MS = 60_000;

const { clients } = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/** @typedef {{ edition?: string, since: number }} Page Of which edition a page is, or nothing if nobody knows. */

export class Bookshelf {
  /** @type {Map<string, Shelved>} */
  #others = new Map();
  /** @type {Promise<Map<string, Page>> | undefined} Pages of another edition than this worker's, by their client's id. */
  #pages;

  /** @param {Edition} edition */
  constructor(edition) {
    this.edition = new Shelved(edition);
  }

  /** From now on, nobody removes the files of this edition. */
  async begin() {
    await write("edition", this.edition.id, { edition: this.edition.edition, since: Date.now() });
  }

  /** The addresses of this edition of which this or another content is kept. */
  async keptUrls() {
    const kept = await (await caches.open(FILES)).keys();
    return new Set(kept.map(({ url }) => this.edition.find(url)));
  }

  /** What the reader wants to have whole. @returns {Promise<Set<Parcel>>} */
  async wanted() {
    return new Set(/** @type {Map<Parcel, true>} */ (await all("wanted")).keys());
  }

  /**
   * @param {Parcel} parcel
   * @param {boolean} wanted
   */
  async want(parcel, wanted) {
    await (wanted ? write("wanted", parcel, true) : erase("wanted", parcel));
  }

  #noted() {
    return (this.#pages ??= /** @type {Promise<Map<string, Page>>} */ (all("page")));
  }

  /**
   * Notes that a page is of another edition than this worker's.
   * @param {string} client
   * @param {string | undefined} edition
   */
  async note(client, edition) {
    if (client === "") return;
    const page = { edition, since: Date.now() };
    (await this.#noted()).set(client, page);
    await write("page", client, page);
  }

  /**
   * The pages that are open now were served by the worker before this one: they stay in its edition. From now on,
   * pages are of this one.
   */
  async takeOver() {
    const before = await read("current");
    const noted = await this.#noted();
    // The first worker of all takes nobody over: the page that brought it has no worker.
    const open = before === undefined ? [] : await clients.matchAll({ type: "window", includeUncontrolled: true });
    for (const { id } of open) if (!noted.has(id)) await this.note(id, before);
    await write("current", "", this.edition.id);
    await this.tidy();
  }

  /**
   * The edition that a page is of; nothing for one that came from the network as it was there.
   * @param {string} client
   * @returns {Promise<Shelved | undefined>}
   */
  async editionOf(client) {
    const page = (await this.#noted()).get(client);
    if (!page || page.edition === this.edition.id) return this.edition;
    if (page.edition === undefined) return undefined;
    const known = this.#others.get(page.edition);
    if (known) return known;
    const noted = await read("edition", page.edition);
    if (!noted) throw new Error("the edition of this page is gone");
    const other = new Shelved(noted.edition);
    this.#others.set(other.id, other);
    return other;
  }

  /** Removes what no page can need any more: the notes of pages that are gone, and the files of editions before. */
  async tidy() {
    const noted = await this.#noted();
    if (noted.size === 0 && (await all("edition")).size === 1) return;
    const files = await caches.open(FILES);
    // Before the editions are: a worker that is being installed now says which edition it is before it keeps a file.
    const kept = await files.keys();
    const editions = await all("edition");
    const open = new Set((await clients.matchAll({ includeUncontrolled: true })).map(({ id }) => id));
    for (const [client, { since }] of noted) {
      if (open.has(client) || Date.now() - since < OPENING_MS) continue;
      noted.delete(client);
      await erase("page", client);
    }
    const read = new Set([...noted.values()].map(({ edition }) => edition));
    const own = editions.get(this.edition.id)?.since ?? 0;
    for (const [id, { since }] of editions) {
      // A later one is a worker's that is being installed, or waits.
      if (id === this.edition.id || since > own || read.has(id)) continue;
      editions.delete(id);
      await erase("edition", id);
    }
    const needed = new Set([...editions.values()].flatMap(({ edition }) => [...new Shelved(edition).keys().values()]));
    for (const request of kept) if (!needed.has(request.url)) await files.delete(request);
  }
}
