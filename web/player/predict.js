/** The question before the run. The key is the recording, so each answer names the minute that decides it. */
import { escape, number } from "./markup.js";

/** @import { Answer, Predict, Track } from "./figure.d.ts" */

/**
 * @param {Predict} predict
 * @param {readonly Track[]} tracks
 * @param {string} id
 */
export function renderPredict(predict, tracks, id) {
  const { question, order, lines } = predict;
  const [tag, kind, line] = order ? ["ol", "choices order", renderLine] : ["div", "choices", renderChoice];
  return [
    `<fieldset class="predict"><legend>Predict</legend><p>${escape(question)}</p>`,
    `<${tag} class="${kind}">${lines.map((text, place) => line(text, place, id)).join("")}</${tag}>`,
    `<div class="verdict" aria-live="polite">${order ? `<button type="button" data-check>Is that the order?</button> ` : ""}<button type="button">Skip: show what happens</button></div>`,
    `<details class="plain"><summary>Answer</summary>${predict.answers.map((answer) => renderAnswer(predict, answer, tracks)).join("")}</details>`,
    "</fieldset>",
  ].join("\n");
}

/**
 * @param {string} text
 * @param {number} place
 * @param {string} id
 */
function renderChoice(text, place, id) {
  return `<label><input type="radio" name="${escape(id)}-predict" value="${place}"> <span>${escape(text)}</span></label>`;
}

/**
 * @param {string} text
 * @param {number} place
 */
function renderLine(text, place) {
  const move = (/** @type {number} */ by, /** @type {string} */ sign, /** @type {string} */ way) =>
    `<button type="button" data-move="${by}" aria-label="${way}: ${escape(text)}" title="${way}">${sign}</button>`;
  return `<li data-line="${place}"><span>${escape(text)}</span><span class="moves">${move(-1, "↑", "Earlier")}${move(1, "↓", "Later")}</span></li>`;
}

/**
 * @param {Predict} predict
 * @param {Answer} answer
 * @param {readonly Track[]} tracks
 */
function renderAnswer({ order, lines, answers }, answer, tracks) {
  const labels = tracks.filter(({ flavor, program }) => program === tracks[0].program && answer.flavors.includes(flavor)).map(({ label }) => label);
  const told = order ? answer.order : lines.map((_, place) => place);
  const items = told.map((place) => {
    const at = answer.at[place] === null ? "" : ` (minute ${number(answer.at[place])})`;
    const right = order ? "" : `<b>${place === answer.order[0] ? "Right" : "Not so"}:</b> `;
    return `<li>${right}${escape(lines[place])} ${escape(answer.because[place])}${at}</li>`;
  });
  const tag = order ? "ol" : "ul";
  return `${answers.length > 1 ? `<p><b>${escape(labels.join("; "))}</b></p>` : ""}<${tag}>${items.join("")}</${tag}>`;
}
