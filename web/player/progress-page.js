/** The page on which the reader sees, takes away, brings back and erases what is kept of their progress. */
import { erase, NOTED, progress, replace, today } from "./progress.js";

/** @import { Progress } from "./progress.js" */

const LANGUAGES = { javascript: "JavaScript", rust: "Rust" };

/** @param {HTMLElement} element */
export function wakeProgressPage(element) {
  const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (element.querySelector(selector));
  const say = (/** @type {string} */ text) => (find("output").textContent = text);
  const draw = () => drawTable(element, progress());
  draw();
  element.dataset.awake = "";
  document.addEventListener(NOTED, draw);
  find("[data-do=save]").addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(progress(), null, 2)], { type: "application/json" }));
    link.download = `while-the-cake-bakes-${today()}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
    say(`Saved as ${link.download}.`);
  });
  const file = /** @type {HTMLInputElement} */ (find("input[type=file]"));
  find("[data-do=load]").addEventListener("click", () => file.click());
  file.addEventListener("change", async () => {
    const [chosen] = file.files ?? [];
    file.value = "";
    if (!chosen) return;
    const read = readProgress(await chosen.text());
    if (typeof read !== "string") replace(together(progress(), read));
    say(typeof read === "string" ? `${chosen.name} was not loaded: ${read} Nothing has changed.` : `${chosen.name} was added to what was here.`);
  });
  const sure = find(".sure");
  find("[data-do=erase]").addEventListener("click", () => {
    sure.hidden = false;
    find("[data-do=erase-now]").focus();
  });
  find("[data-do=keep]").addEventListener("click", () => {
    sure.hidden = true;
    find("[data-do=erase]").focus();
  });
  find("[data-do=erase-now]").addEventListener("click", () => {
    erase();
    sure.hidden = true;
    find("[data-do=erase]").focus();
    say("Everything is erased.");
  });
}

/**
 * @param {HTMLElement} element
 * @param {Progress} known
 */
function drawTable(element, { pages, predictions, exercises }) {
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll("[data-page]"))) {
    sign(row.querySelector("th"), pages[row.dataset.page ?? ""]?.read ? ["✓", "read"] : undefined);
  }
  for (const item of /** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll("[data-prediction]"))) {
    const known = predictions[item.dataset.prediction ?? ""];
    sign(item, known && (known.right ? ["✓", "predicted rightly"] : ["✕", "predicted otherwise"]));
  }
  for (const item of /** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll("[data-exercise]"))) {
    const known = exercises[item.dataset.exercise ?? ""] ?? {};
    const passed = Object.entries(LANGUAGES).filter(([name]) => known[name]).map(([, label]) => label);
    sign(item, passed.length > 0 ? ["✓", `passed in ${passed.join(" and ")}`] : undefined);
  }
}

/**
 * @param {Element | null} element
 * @param {string[] | undefined} told A sign, and what it means.
 */
function sign(element, told) {
  element?.querySelector(".reading")?.remove();
  if (told === undefined) return;
  const sign = document.createElement("span");
  sign.className = told[0] === "✕" ? "reading otherwise" : "reading";
  sign.textContent = told[0] + " ";
  const meaning = document.createElement("span");
  meaning.textContent = told[1];
  sign.append(meaning);
  element?.append(sign);
}

/**
 * What a file has, or what is wrong with it.
 * @param {string} text
 * @returns {Progress | string}
 */
export function readProgress(text) {
  let read;
  try {
    read = JSON.parse(text);
  } catch {
    return "it is not JSON.";
  }
  const isTable = (/** @type {unknown} */ it) => typeof it === "object" && it !== null && Object.values(it).every((entry) => typeof entry === "object" && entry !== null);
  if (read?.version !== 1) return "it is not a file that this page has saved.";
  return [read.pages, read.predictions, read.exercises].every(isTable) ? read : "a part of it is missing.";
}

/**
 * What is known from both: nothing that has been read, predicted or passed is lost.
 * @param {Progress} ours
 * @param {Progress} theirs
 * @returns {Progress}
 */
export function together(ours, theirs) {
  const pages = { ...theirs.pages, ...ours.pages };
  for (const [name, { read }] of Object.entries(theirs.pages)) if (read) pages[name] = { ...pages[name], read };
  const exercises = { ...theirs.exercises };
  for (const [name, passed] of Object.entries(ours.exercises)) exercises[name] = { ...exercises[name], ...passed };
  return { ...theirs, ...ours, pages, exercises, predictions: { ...theirs.predictions, ...ours.predictions } };
}

const page = globalThis.document?.querySelector?.(".progress");
if (page) wakeProgressPage(/** @type {HTMLElement} */ (page));
