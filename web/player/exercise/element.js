/** <program-exercise>: wakes an exercise that the build has rendered. Before the reader comes near it, this is all of it that a page loads. */
import { pick, remember, show } from "../choice.js";
import { NOTED, progress } from "../progress.js";
import { selectTab, wakeTabs } from "../tabs.js";

/** @import { Desk } from "./desk.js" */

const FLAVOR = "cake:flavor";

export class ProgramExercise extends HTMLElement {
  /** @type {Promise<Desk> | undefined} */
  #desk;
  #isNear = false;
  #awake = false;

  connectedCallback() {
    document.addEventListener(FLAVOR, this.#follow);
    document.addEventListener(NOTED, this.#tellDone);
    if (this.#awake) return;
    this.#awake = true;
    if (window.cakeServer) document.documentElement.classList.add("cake-server");
    this.#tellDone();
    const tabs = /** @type {HTMLElement} */ (this.querySelector(".tabs"));
    wakeTabs(tabs, (flavor) => {
      this.#choose(flavor);
      remember(flavor);
      show(flavor);
      document.dispatchEvent(new CustomEvent(FLAVOR, { detail: { flavor, from: this } }));
    });
    this.#choose(pick(this.#flavors(), remembered())?.flavor ?? this.#shown()?.dataset.key ?? "");
    this.addEventListener("click", (event) => {
      const element = /** @type {Element} */ (event.target);
      const button = element.closest("[data-do]");
      if (button) this.#act(button, button.getAttribute("data-do") ?? "");
      // Who clicks into the code wants to write there.
      else if (element.closest(".version > .listing > .code")) this.#act(element, "edit");
    });
    this.addEventListener("keydown", (event) => {
      // mdBook would turn the page on an arrow that reaches it, and open its search on an S.
      if (/** @type {Element} */ (event.target).matches("[contenteditable], [role=tab]")) event.stopPropagation();
      const isCheck = event.key === "Enter" && (event.ctrlKey || event.metaKey);
      // What stands inside has keys of its own.
      if (isCheck && !(/** @type {Element} */ (event.target).closest("program-player"))) this.#act(this, "check");
    });
    this.#watch();
  }

  disconnectedCallback() {
    document.removeEventListener(FLAVOR, this.#follow);
    document.removeEventListener(NOTED, this.#tellDone);
  }

  /** Says in which languages the reader has passed it. */
  #tellDone = () => {
    const days = progress().exercises[this.dataset.name ?? ""] ?? {};
    const labels = /** @type {HTMLElement[]} */ ([...this.querySelectorAll(".version")])
      .filter(({ dataset: { key = "" } }) => days[languageOf(key)] !== undefined)
      .map(({ dataset }) => dataset.label ?? "");
    const done = this.querySelector(".done");
    if (done) done.textContent = labels.length === 0 ? "" : `✓ passed in ${labels.join(" and ")}`;
  };

  /** The editor is fetched when the reader is about to see it; whoever saves data asks for it. */
  #watch() {
    const { connection } = /** @type {{ connection?: { saveData?: boolean } }} */ (navigator);
    if (connection?.saveData || !("IntersectionObserver" in window)) return;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      this.#isNear = true;
      this.#prepare();
    });
    observer.observe(this);
  }

  #prepare() {
    const section = this.#shown();
    if (this.#isNear && section && isOpenHere(section)) this.#act(section, "prepare");
  }

  /**
   * @param {Element} element
   * @param {string} what
   */
  async #act(element, what) {
    const section = /** @type {HTMLElement | null} */ (element.closest(".version")) ?? this.#shown();
    if (section === null || (what !== "compare" && !isOpenHere(section))) return;
    try {
      const desk = await (this.#desk ??= import("./desk.js").then(({ Desk }) => new Desk(this)));
      await desk.act(section, what);
    } catch (error) {
      this.#desk = undefined;
      // What nobody has asked for is not missed.
      if (what === "prepare") return;
      /** @type {Element} */ (section.querySelector(".told")).textContent = `This part of the page could not be fetched; another try may help. (${error})`;
    }
  }

  #flavors() {
    return /** @type {HTMLElement[]} */ ([...this.querySelectorAll(".version")]).map(({ dataset }) => ({ flavor: dataset.key ?? "" }));
  }

  #shown() {
    return /** @type {HTMLElement | null} */ (this.querySelector(".version[data-shown]"));
  }

  /** @param {string} flavor */
  #choose(flavor) {
    for (const section of this.querySelectorAll(".version")) section.toggleAttribute("data-shown", section.getAttribute("data-key") === flavor);
    selectTab(/** @type {HTMLElement} */ (this.querySelector(".tabs")), flavor);
    this.#prepare();
  }

  #follow = (/** @type {Event} */ event) => {
    const { flavor, from } = /** @type {CustomEvent} */ (event).detail;
    const found = from === this ? undefined : pick(this.#flavors(), flavor);
    if (found) this.#choose(found.flavor);
  };
}

/**
 * Whether it can be written and checked here: where it cannot, there is no button for it.
 * @param {HTMLElement} section
 */
function isOpenHere(section) {
  const tools = /** @type {HTMLElement | null} */ (section.querySelector(".tools"));
  return tools !== null && tools.offsetParent !== null;
}

/** @param {string} flavor */
function languageOf(flavor) {
  return flavor.split("-")[0];
}

function remembered() {
  const named = new URLSearchParams(location.search).get("flavor");
  try {
    return named ?? localStorage.getItem("cake.flavor") ?? "";
  } catch {
    return named ?? "";
  }
}

if (!customElements.get("program-exercise")) customElements.define("program-exercise", ProgramExercise);
