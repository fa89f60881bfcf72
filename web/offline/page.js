/** On every page of a book that can be kept: brings the service worker, and tells the reader of a new edition. */
import { messageSW, Workbox } from "workbox-window";

/** A page that stays open looks so often whether there is a new edition; each page that is opened looks, too. */
const LOOK_MS = 60 * 60 * 1000;

/** Whether the reader has asked here for the new edition; in other tabs, nothing may reload. */
let asked = false;

/** @returns {Promise<ServiceWorkerRegistration | undefined>} */
export async function register() {
  // This file is in the book's `run/`.
  const book = new Workbox(new URL("../service-worker.js", import.meta.url).href);
  book.addEventListener("waiting", () => offer(book));
  book.addEventListener("controlling", () => (asked ? location.reload() : offer(book)));
  let registration;
  try {
    registration = await book.register();
  } catch {
    // There is no network, or the reader's settings forbid it: the page is as good without.
    return (await navigator.serviceWorker.getRegistration()) ?? undefined;
  }
  let looked = Date.now();
  const look = () => {
    looked = Date.now();
    // There may be no network.
    book.update().catch(() => {});
  };
  // By itself, the browser looks when the worker has had nothing to do for a while.
  if (navigator.serviceWorker.controller) look();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && Date.now() - looked > LOOK_MS) look();
  });
  const { active } = await navigator.serviceWorker.ready;
  if (active && !navigator.serviceWorker.controller) {
    // The worker does not serve this page, which was there before it: it is told what the page is, has, and gets.
    const tell = (/** @type {string[]} */ urls) => void messageSW(active, { type: "SEEN", urls });
    tell([location.href]);
    new PerformanceObserver((list) => tell(list.getEntries().map(({ name }) => name))).observe({ type: "resource", buffered: true });
  }
  return registration;
}

/**
 * Offers the new edition; what is open stays as it is until the reader wants it.
 * @param {Workbox} book
 */
function offer(book) {
  if (document.querySelector(".new-edition")) return;
  const note = document.createElement("p");
  note.className = "go-on new-edition";
  note.setAttribute("role", "status");
  document.body.append(note);
  // Screen readers tell what is put into a note that is there, and not a note that is put in.
  setTimeout(() => {
    note.innerHTML = `A new edition of this book is here. <button type="button" data-do="reload">Reload</button> <button type="button" aria-label="Later">✕</button>`;
    const [reload, later] = note.querySelectorAll("button");
    reload.addEventListener("click", async () => {
      asked = true;
      const registration = await navigator.serviceWorker.getRegistration();
      // In another tab, it may have been asked for already.
      if (registration?.waiting) book.messageSkipWaiting();
      else location.reload();
    });
    later.addEventListener("click", () => note.remove());
  }, 100);
}
