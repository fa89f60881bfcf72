/**
 * The book's service worker: what makes it readable without a network. `cargo xtask build` writes the edition, all
 * files of this build with their hashes, above this text, and both to `service-worker.js` in the book.
 *
 * Pages, player and recordings have no hash in their names, so two builds of the book have other files under the
 * same addresses, and a page of one must never run with a script of the other. Hence neither "network first" nor
 * "stale while revalidate", which decide file by file, but one rule: **a page lives in one edition, and gets files
 * of this edition only.**
 *
 * - Each file is kept under its address and its hash, by Workbox's precache, and is taken from there for ever. What
 *   is not kept is fetched with its hash for `integrity`, so that the browser itself refuses what another build has
 *   put there; what passes is kept. So what a reader has seen is there without a network, and nothing else is
 *   fetched unless they ask for it.
 * - A page that the network has of another build is shown as the network has it, and so are all of its files.
 * - A new build is a new worker. It is installed beside the old one, fetches what has changed of what is kept, and
 *   waits. The reader is told, and reloads when they like, or comes back another day. A page that is still open in
 *   another tab then goes on in its own edition, whose files stay until that page is gone.
 * - A worker whose files do not come as they should is not installed, and the old one stays, whole.
 */
import { Bookshelf } from "./bookshelf.js";
import { lost } from "./lost.js";
import { keep, missing, remove, state } from "./parcels.js";
import { isFull, notRemembered, SCOPE } from "./shelved.js";

/** @import { Edition, Question } from "./edition.d.ts" */

const worker = /** @type {ServiceWorkerGlobalScope & { cakeEdition: Edition }} */ (/** @type {unknown} */ (self));
const shelf = new Bookshelf(worker.cakeEdition);

worker.addEventListener("install", (event) => event.waitUntil(install(event)));
worker.addEventListener("activate", (event) => event.waitUntil(shelf.takeOver()));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(SCOPE)) return;
  // A page in a frame is a part of the page around it.
  event.respondWith(request.mode === "navigate" && request.destination === "document" ? page(event) : part(event));
});
worker.addEventListener("message", (event) => event.waitUntil(answer(event)));

/**
 * Fetches what every page needs, and of what is kept in the edition before, what has changed.
 * @param {ExtendableEvent} event
 */
async function install(event) {
  await shelf.begin();
  const open = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const seen = new Set([...(await shelf.keptUrls()), ...open.map(({ url }) => shelf.edition.find(url))]);
  const wanted = await shelf.wanted();
  const urls = shelf.edition.urls().filter((url) => {
    const { parcel } = shelf.edition.about(url);
    // Runners are large: one that was used is fetched anew when it is used again.
    return parcel === "shell" || wanted.has(parcel) || (parcel === "pages" && seen.has(url));
  });
  await keep(shelf, urls, event);
}

/**
 * A page, of this edition wherever it can be had.
 * @param {FetchEvent} event
 */
async function page(event) {
  const { request } = event;
  event.waitUntil(shelf.tidy());
  const url = shelf.edition.find(request.url);
  if (url) {
    try {
      return await shelf.edition.get(url, event);
    } catch {
      // It is not kept, and the network does not answer, or has another one.
    }
  }
  /** @type {Response} */
  let response;
  try {
    // As it is now: beside files of today, a page of yesterday would be of neither.
    response = await fetch(new Request(request, { cache: "no-cache" }));
  } catch {
    return lost();
  }
  await shelf.note(event.resultingClientId, undefined);
  if (url) lookForAnother();
  return response;
}

/**
 * A file that a page asks for, of the page's own edition.
 * @param {FetchEvent} event
 */
async function part(event) {
  const { request, clientId } = event;
  try {
    const edition = await shelf.editionOf(clientId);
    if (!edition) return await notRemembered(await fetch(new Request(request, { cache: "no-cache" })));
    const url = edition.find(request.url);
    return await (url ? edition.get(url, event) : fetch(request));
  } catch {
    lookForAnother();
    return Response.error();
  }
}

/** There may be a new edition: the browser looks by itself only when a page is opened. */
function lookForAnother() {
  worker.registration.update().catch(() => {
    // There is no network, or nothing there that is a worker.
  });
}

/** @param {ExtendableMessageEvent} event */
async function answer(event) {
  /** @type {Question} */
  const asked = event.data;
  const reply = (/** @type {unknown} */ it) => event.ports[0]?.postMessage(it);
  switch (asked?.type) {
    case "SKIP_WAITING":
      return worker.skipWaiting();
    case "STATE":
      return reply(await state(shelf));
    case "WANT":
      await shelf.want(asked.parcel, true);
      return reply(await missing(shelf, asked.parcel));
    case "KEEP":
      return reply(await shelf.edition.keep(SCOPE + asked.file, event).then(() => "kept", (error) => (isFull(error) ? "full" : "unreachable")));
    case "REMOVE":
      await shelf.want(asked.parcel, false);
      return reply(await remove(shelf, asked.parcel));
    case "SEEN": {
      const urls = asked.urls.map((url) => shelf.edition.find(url)).filter((url) => url !== undefined);
      // What cannot be had now is kept when it is seen again.
      return reply(await keep(shelf, urls, event).catch(() => undefined));
    }
  }
}
