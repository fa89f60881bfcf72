/** Lets the browser keep the book for reading without a network, where it can be kept; loaded when a page is there. */
import { kept } from "./edition.js";

/** What these names lead to is another site every day, and a worker of this book would answer for all of them. */
const SHARED = ["localhost", "127.0.0.1", "[::1]"];

/** Why this copy cannot be kept, for its reader; nothing if it can. @returns {string | undefined} */
export function hindrance() {
  if (!kept) return "This copy of the book cannot be kept: it was not built by cargo xtask build, or lacks what the player’s packages give to it.";
  if (SHARED.includes(location.hostname)) return "This copy comes from your own machine, where every local server has this address. A copy from a site of its own can be kept.";
  if (!window.isSecureContext) return "This copy cannot be kept: browsers allow that to sites on HTTPS only.";
  if (!navigator.serviceWorker) return "This browser cannot keep the book, perhaps because its window is a private one.";
  return undefined;
}

/**
 * The worker's registration, once it is there; nothing where the book cannot be kept.
 * @returns {Promise<ServiceWorkerRegistration | undefined>}
 */
async function register() {
  if (hindrance() !== undefined) return undefined;
  try {
    /** @type {typeof import("../offline/page.js")} */
    const page = await import(new URL("../run/offline.js", import.meta.url).href);
    return await page.register();
  } catch {
    // The network has gone meanwhile.
    return undefined;
  }
}

export const registered = register();
