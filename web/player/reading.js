/** On every page: keeps the reader's place, and shows in the sidebar what has been read, predicted and solved. */
import { here, inBook, note, NOTED, progress, replace } from "./progress.js";

/** Where "go on where you stopped" leads to. */
const STOPPED = "#stopped";
/** A page that has been left higher up than this need not be found again. */
const BEGUN = 0.05;
/** So many pixels below the window, the end of a page is near enough. */
const CLOSE = 80;

const page = here();
const before = progress();

const scroll = () => {
  const room = document.documentElement.scrollHeight - innerHeight;
  return room > 0 ? Math.round((scrollY / room) * 1000) / 1000 : 0;
};

const keep = () => {
  note("pages", page, { at: scroll() });
  // The introduction is where one comes in, and no place to go back to.
  if (page !== "index.html") replace({ ...progress(), place: page });
};

/** Sets the sidebar's signs, and takes away those that no longer hold. */
function mark() {
  const { pages, predictions, exercises } = progress();
  const of = (/** @type {Record<string, { page: string }>} */ all, /** @type {string} */ page) => Object.values(all).filter((it) => it.page === page).length;
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("mdbook-sidebar-scrollbox .chapter a[href]"))) {
    const page = inBook(link.href);
    const told = [
      ...(pages[page]?.read ? ["read"] : []),
      ...[[of(predictions, page), "prediction"], [of(exercises, page), "exercise"]].map(([count, what]) => (count ? `${count} ${what}${Number(count) > 1 ? "s" : ""}` : "")),
    ].filter((part) => part !== "");
    const sign = link.querySelector(".reading") ?? document.createElement("span");
    if (told.length === 0) {
      sign.remove();
      continue;
    }
    sign.className = "reading";
    sign.innerHTML = `<span aria-hidden="true">${pages[page]?.read ? "✓" : "•"}</span><span class="unseen"> (${told.join(", ")})</span>`;
    sign.setAttribute("title", told.join(", "));
    link.append(sign);
  }
}

/** On the introduction, who has been elsewhere is offered to go on there. */
function offer() {
  const { place, pages } = before;
  const known = place && document.querySelector(`mdbook-sidebar-scrollbox .chapter a[href$="${CSS.escape(place)}"]`);
  if (page !== "index.html" || !known) return;
  const name = [...known.childNodes].filter((node) => !(node instanceof HTMLElement && node.matches(".reading"))).map((node) => node.textContent).join("").trim();
  // A landmark: it is outside of the text.
  const offer = document.createElement("aside");
  offer.ariaLabel = "Your place";
  offer.className = "go-on";
  offer.innerHTML = `<a></a> <button type="button" aria-label="Not now">✕</button>`;
  const link = /** @type {HTMLAnchorElement} */ (offer.firstChild);
  link.href = place + ((pages[place]?.at ?? 0) > BEGUN ? STOPPED : "");
  link.textContent = `Go on where you stopped: ${name}`;
  offer.querySelector("button")?.addEventListener("click", () => offer.remove());
  document.body.append(offer);
}

function begin() {
  mark();
  offer();
  document.addEventListener(NOTED, mark);
  const at = before.pages[page]?.at;
  if (location.hash === STOPPED && at) scrollTo(0, at * (document.documentElement.scrollHeight - innerHeight));
  addEventListener("pagehide", keep);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keep());
  const main = document.querySelector("main");
  const look = () => {
    if (!main || main.getBoundingClientRect().bottom > innerHeight + CLOSE) return;
    removeEventListener("scroll", look);
    note("pages", page, { read: true });
  };
  addEventListener("scroll", look, { passive: true });
  // A page that has no more than what is seen at once is read when it is left.
  addEventListener("pagehide", look);
}

// The page that prints the whole book is none that somebody reads here.
if (page !== "print.html") begin();

// What keeps the book for reading without a network comes when the page is there, and the browser has nothing to do.
const keepForLater = () => (globalThis.requestIdleCallback ?? setTimeout)(() => import("./offline.js"));
if (document.readyState === "complete") keepForLater();
else addEventListener("load", keepForLater);
