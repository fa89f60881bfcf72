/** What the checks say, for the reader: with a sign and in words, so that nothing hangs on a color. */
import { escape, prose } from "../markup.js";

/** @import { Verdict } from "../../runner/checks.js" */
/** @import { Knobs, Run } from "./examine.js" */

/**
 * @param {readonly Verdict[]} verdicts
 * @param {readonly { set: Knobs }[]} runs
 * @returns {{ html: string, said: string }}
 */
export function tellVerdicts(verdicts, runs) {
  const passed = verdicts.filter((verdict) => verdict.passed).length;
  const isPassed = passed === verdicts.length;
  const inRuns = runs.length === 1 ? "one run" : `${runs.length} runs with different numbers`;
  const summary = isPassed ? `Passed: ${verdicts.length === 1 ? "the check holds" : `all ${verdicts.length} checks hold`}, in ${inRuns}.` : `${passed} of ${verdicts.length} checks passed, in ${inRuns}.`;
  const items = verdicts.map((verdict) => {
    if (verdict.passed) return `<li class="passed"><span class="sign" aria-hidden="true">✓</span><span><b>Passed:</b> ${prose(verdict.says)}</span></li>`;
    const hint = `<span class="hint">${prose(verdict.hint ?? "")}${escape(numbers(verdict, runs))}</span>`;
    return `<li class="failed"><span class="sign" aria-hidden="true">✗</span><span><b>Failed:</b> ${prose(verdict.says)}${hint}</span></li>`;
  });
  const failed = verdicts.filter((verdict) => !verdict.passed).map((verdict) => `Failed: ${verdict.says}. ${verdict.hint ?? ""}${numbers(verdict, runs)}`);
  return {
    html: `<p class="summary${isPassed ? " all" : ""}"><b>${escape(summary)}</b></p><ul class="verdicts">${items.join("")}</ul>`,
    said: [summary, ...failed].join(" "),
  };
}

/**
 * @param {Verdict} verdict
 * @param {readonly { set: Knobs }[]} runs
 */
function numbers({ run }, runs) {
  const set = run === undefined ? "" : inWords(runs[run]?.set ?? {});
  return set === "" ? "" : ` (with ${set})`;
}

/** @param {Knobs} set */
export function inWords(set) {
  return Object.entries(set).map(([knob, value]) => `${knob} = ${value}`).join(", ");
}

/**
 * Of all runs, the one to look at: the first in which a check fails, or the first.
 * @param {readonly Verdict[]} verdicts
 * @param {readonly Run[]} runs
 */
export function telling(verdicts, runs) {
  return runs[verdicts.find((verdict) => !verdict.passed)?.run ?? 0];
}
