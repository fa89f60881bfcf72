/** Wakes the question before the run: an answer is judged at once, and shows where the recording decides it. */
import { escape, number } from "./markup.js";
import { note } from "./progress.js";

/** @import { Answer, Predict } from "./figure.d.ts" */

/**
 * @typedef {object} Actions
 * @property {() => string} flavor The flavor that is shown.
 * @property {() => void} uncover
 * @property {(minute: number) => void} goTo
 * @property {(text: string) => void} say To those who do not see the lines move.
 */

/**
 * What hears the reader's clicks and choices in a question.
 * @param {HTMLElement} fieldset
 * @param {Predict} predict
 * @param {Actions} actions
 * @returns {(event: Event) => void}
 */
export function question(fieldset, predict, { flavor, uncover, goTo, say }) {
  const verdict = /** @type {HTMLElement} */ (fieldset.querySelector(".verdict"));

  /**
   * @param {boolean} right
   * @param {string} why
   * @param {number | null} at The minute that decides it.
   */
  const judge = (right, why, at) => {
    const show = at === null ? "" : ` <button type="button" data-at="${at}">Show me minute ${number(at)}</button>`;
    const again = predict.order && !right ? ` <button type="button" data-check>And now?</button>` : "";
    verdict.innerHTML = `<b>${right ? "Right." : "Not so."}</b> ${escape(why)}${show}${again}`;
    note("predictions", predict.program, { right });
    uncover();
  };

  /** @param {number} choice */
  const choose = (choice) => {
    const { order, at, because } = answerFor(predict, flavor());
    const right = order[0] === choice;
    for (const label of fieldset.querySelectorAll(".choices label")) label.classList.remove("right", "wrong");
    fieldset.querySelectorAll(".choices label")[choice].classList.add(right ? "right" : "wrong");
    judge(right, because[choice], at[choice] ?? at[order[0]]);
  };

  const check = () => {
    const { order, at, because } = answerFor(predict, flavor());
    const lines = [...fieldset.querySelectorAll("li[data-line]")];
    const given = lines.map((line) => Number(line.getAttribute("data-line")));
    const wrong = order.findIndex((line, place) => line !== given[place]);
    lines.forEach((line, place) => {
      line.classList.toggle("right", wrong < 0 || place < wrong);
      line.classList.toggle("wrong", place === wrong);
    });
    if (wrong < 0) return judge(true, "They are printed in this order.", at[order[0]]);
    // The line that is printed in its place shows that this one is not.
    judge(false, `“${predict.lines[given[wrong]]}” is not number ${wrong + 1}. ${because[given[wrong]]}`, at[order[wrong]]);
  };

  /** @param {HTMLElement} button */
  const move = (button) => {
    const line = /** @type {HTMLElement} */ (button.closest("li"));
    const other = button.dataset.move === "1" ? line.nextElementSibling : line.previousElementSibling;
    if (!other) return;
    if (button.dataset.move === "1") other.after(line);
    else other.before(line);
    button.focus();
    const all = [...(line.parentElement?.children ?? [])];
    for (const each of all) each.classList.remove("right", "wrong");
    say(`${line.querySelector("span")?.textContent}: ${all.indexOf(line) + 1} of ${all.length}`);
  };

  return ({ type, target }) => {
    if (type === "change") return choose(Number(/** @type {HTMLInputElement} */ (target).value));
    const button = /** @type {Element} */ (target).closest("button");
    if (button === null) return;
    if (button.dataset.move !== undefined) return move(button);
    if (button.dataset.check !== undefined) return check();
    uncover();
    if (button.dataset.at !== undefined) goTo(Number(button.dataset.at));
  };
}

/**
 * The answer of a flavor; of one that never ran, that of the first.
 * @param {Predict} predict
 * @param {string} flavor
 * @returns {Answer}
 */
export function answerFor({ answers }, flavor) {
  return answers.find((answer) => answer.flavors.includes(flavor)) ?? answers[0];
}
