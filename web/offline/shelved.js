/** The files of one edition, kept by Workbox's precache under their address and hash. */
import { copyResponse } from "workbox-core/copyResponse.js";
import { PrecacheController } from "workbox-precaching/PrecacheController.js";

/** @import { Edition, Parcel } from "./edition.d.ts" */

const { registration } = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/** The book's folder on its site; all that is kept has it in its name, for the site may have other books. */
export const SCOPE = registration.scope;
export const FILES = `cake files ${SCOPE}`;

/** What the network has is read, but there is no room to keep it. */
class Full extends Error {
  /** @param {Response} response */
  constructor(response) {
    super("there is no room");
    this.response = response;
  }
}

export class Shelved {
  /** @param {Edition} edition */
  constructor(edition) {
    this.id = edition.id;
    this.edition = edition;
    this.controller = new PrecacheController({ cacheName: FILES });
    // A server that varies by who asks varies nothing here: the hash says what it has to be.
    this.controller.strategy.matchOptions = { ignoreVary: true };
    this.controller.addToCacheList(
      Object.entries(edition.files).map(([file, [, , sha256]]) => ({ url: SCOPE + file, revision: sha256.slice(0, 16), integrity: `sha256-${sha256}` })),
    );
  }

  /** All addresses. */
  urls() {
    return this.controller.getCachedURLs();
  }

  /** Under what they are kept. */
  keys() {
    return this.controller.getURLsToCacheKeys();
  }

  /**
   * @param {string} url One of this edition's.
   * @returns {{ parcel: Parcel, bytes: number }}
   */
  about(url) {
    const [parcel, bytes] = this.edition.files[decodeURI(url.slice(SCOPE.length))];
    return { parcel, bytes };
  }

  /**
   * The address of the file that a site answers with: it has an index in each folder, and may leave out `.html`.
   * @param {string} asked
   * @returns {string | undefined}
   */
  find(asked) {
    const url = asked.replace(/[?#].*$/, "");
    return [url, `${url}index.html`, `${url}.html`].find((candidate) => this.controller.getCacheKeyForURL(candidate) !== undefined);
  }

  /**
   * A file of this edition and no other, from what is kept or from the network, and kept from then on. It fails if
   * the network does not answer, or answers with anything else.
   * @param {string} url
   * @param {ExtendableEvent} event
   * @returns {Promise<Response>}
   */
  async get(url, event) {
    try {
      return await this.keep(url, event);
    } catch (error) {
      if (error instanceof Full) return error.response;
      throw error;
    }
  }

  /**
   * The same, and fails with `Full` if it cannot be kept.
   * @param {string} url
   * @param {ExtendableEvent} event
   */
  async keep(url, event) {
    const cacheKey = this.controller.getCacheKeyForURL(url) ?? "";
    const integrity = this.controller.getIntegrityForCacheKey(cacheKey);
    const ask = (/** @type {RequestCache} */ cache) => {
      const request = new Request(url, { cache, integrity, credentials: "same-origin" });
      return this.controller.strategy.handle({ event, request, params: { cacheKey, integrity } });
    };
    /** @type {Response} */
    let response;
    try {
      response = await ask("default");
    } catch (error) {
      if (/** @type {Error} */ (error).name === "QuotaExceededError") throw new Full(await fetch(url, { integrity, cache: "no-cache" }));
      // The browser's own cache may have one of another edition where the site has the right one.
      response = await ask("reload");
    }
    return notRemembered(response);
  }
}

/**
 * An answer that a page has to ask for anew. A browser remembers for itself what pages were answered, by the address
 * alone: with the site's permission to do so, it would give it to a page of another edition. It is a copy, and a page
 * takes that also where the site has led elsewhere.
 * @param {Response} response
 */
export function notRemembered(response) {
  return copyResponse(response, ({ headers, ...rest }) => {
    const asked = new Headers(headers);
    asked.set("Cache-Control", "no-cache");
    return { ...rest, headers: asked };
  });
}

/** @param {unknown} error */
export function isFull(error) {
  return error instanceof Full;
}
