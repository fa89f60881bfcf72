/** "Run it here": until the reader asks for it, this is all of it that a page loads. */

/** @import { Live, Stage } from "./live/live.js" */

/** What live.js imports, and what that imports: asked for at once, they come together and not one after the other. */
export const PARTS = ["live/artefacts", "live/bench", "live/draw", "live/edits", "live/execute", "live/interpret", "live/knobs", "live/manuscript", "live/runner", "live/sandbox", "live/server", "live/style", "live/told", "live/waiting", "marks", "predict", "render", "row", "timeline"];

function preload() {
  for (const part of PARTS) {
    const link = document.createElement("link");
    link.rel = "modulepreload";
    link.href = new URL(`./${part}.js`, import.meta.url).href;
    document.head.append(link);
  }
}

/**
 * @param {HTMLElement} player
 * @param {Stage} stage
 */
export function wakeRun(player, stage) {
  /** @type {Promise<Live> | undefined} */
  let live;
  const load = () => {
    if (live === undefined) preload();
    return (live ??= import("./live/live.js").then(({ Live }) => new Live(player, stage)));
  };
  const act = async (/** @type {Element} */ element, /** @type {string} */ what) => {
    const row = /** @type {HTMLElement} */ (player.querySelector(`.live[data-key="${CSS.escape(element.closest("[data-key]")?.getAttribute("data-key") ?? "")}"]`));
    try {
      await (await load()).act(row.dataset.key ?? "", what);
    } catch (error) {
      live = undefined;
      /** @type {Element} */ (row.querySelector(".told")).textContent = `This part of the page could not be fetched; another try may help. (${error})`;
    }
  };
  // Where the page learns of its server only at its end, boot.js knew nothing of it.
  if (window.cakeServer) document.documentElement.classList.add("cake-server");
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (player.querySelectorAll("a[data-home]"))) {
    link.href = new URL(`../run/home/${link.dataset.home}`, import.meta.url).href;
  }
  player.addEventListener("click", (event) => {
    const element = /** @type {Element} */ (event.target).closest("[data-do]");
    if (element === null) return;
    event.preventDefault();
    act(element, element.getAttribute("data-do") ?? "");
  });
  player.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && target.dataset.knob) act(target, "knob");
  });
  player.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const { key = player.querySelector(".track[data-side='0']")?.getAttribute("data-key") } = /** @type {HTMLElement | undefined} */ (/** @type {Element} */ (event.target).closest("[data-key]"))?.dataset ?? {};
    const run = player.querySelector(`.live[data-key="${CSS.escape(key ?? "")}"] .run`);
    if (run) act(run, "run");
  });
}
