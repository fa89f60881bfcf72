/** A question hears its reader; what judges an answer comes with the first. */

/** @import { Predict } from "./figure.d.ts" */
/** @import { Actions } from "./question.js" */

/**
 * @param {HTMLElement} fieldset
 * @param {Predict} predict
 * @param {Actions} actions
 */
export function wakeQuestion(fieldset, predict, actions) {
  /** @type {Promise<(event: Event) => void> | undefined} */
  let judge;
  const load = async () => (await import("./question.js")).question(fieldset, predict, actions);
  for (const kind of ["change", "click"]) {
    fieldset.addEventListener(kind, async (event) => (await (judge ??= load()))(event));
  }
}
