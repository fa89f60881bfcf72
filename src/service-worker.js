// A service worker that ends itself. `cargo xtask build` puts the one in its place that keeps the book for reading
// without a network (web/offline/worker.js). Where the book comes from stock mdBook or from `cargo xtask serve`
// instead, a browser may still have that one from before, which would go on to show an old edition for ever: it asks
// this address for news of itself, gets this, and the next page that is opened comes from the network again.
{
  const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
  worker.addEventListener("install", () => worker.skipWaiting());
  worker.addEventListener("activate", (event) => event.waitUntil(end()));

  async function end() {
    const { scope } = worker.registration;
    // Another book of this site has other names.
    for (const name of await caches.keys()) if (name.startsWith("cake ") && name.endsWith(` ${scope}`)) await caches.delete(name);
    await worker.registration.unregister();
    // The author sees the newest edition at once. A reader of a site is left to read.
    if (!["localhost", "127.0.0.1", "[::1]"].includes(new URL(scope).hostname)) return;
    for (const page of await worker.clients.matchAll({ type: "window" })) page.navigate(page.url.replace(/#.*/, "")).catch(() => {});
  }
}
