/** The question before the run. The key is the recording, so each answer names the minute that decides it. */
import { escape, number } from "./markup.js";

/** @import { Predict } from "./figure.d.ts" */

/**
 * @param {Predict} predict
 * @param {string} id
 */
export function renderPredict(predict, id) {
  const choices = predict.choices.map((choice, place) =>
    `<label><input type="radio" name="${escape(id)}-predict" value="${place}"> <span>${escape(choice.text)}</span></label>`);
  const answers = predict.choices.map((choice) =>
    `<li><b>${choice.right ? "Right" : "Not so"}:</b> ${escape(choice.text)} ${escape(choice.because)} (minute ${number(choice.at)})</li>`);
  return [
    `<fieldset class="predict"><legend>Predict</legend><p>${escape(predict.question)}</p>`,
    `<div class="choices">${choices.join("")}</div>`,
    `<div class="verdict" aria-live="polite"><button type="button">Skip: show what happens</button></div>`,
    `<details class="plain"><summary>Answer</summary><ul>${answers.join("")}</ul></details>`,
    "</fieldset>",
  ].join("\n");
}
