/** Wakes the question before the run: an answer is judged at once, and shows where the recording decides it. */
import { escape, number } from "./markup.js";

/** @import { Predict } from "./figure.d.ts" */

/**
 * @param {HTMLElement} fieldset
 * @param {Predict} predict
 * @param {{ uncover: () => void, goTo: (minute: number) => void }} actions
 */
export function wakeQuestion(fieldset, predict, { uncover, goTo }) {
  const verdict = /** @type {HTMLElement} */ (fieldset.querySelector(".verdict"));
  fieldset.addEventListener("change", (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const choice = predict.choices[Number(input.value)];
    for (const label of fieldset.querySelectorAll(".choices label")) label.classList.remove("right", "wrong");
    input.closest("label")?.classList.add(choice.right ? "right" : "wrong");
    verdict.innerHTML = `<b>${choice.right ? "Right." : "Not so."}</b> ${escape(choice.because)} ` +
      `<button type="button" data-at="${choice.at}">Show me minute ${number(choice.at)}</button>`;
    uncover();
  });
  fieldset.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("button");
    if (button === null) return;
    uncover();
    if (button.dataset.at !== undefined) goTo(Number(button.dataset.at));
  });
}
