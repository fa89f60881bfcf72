// What a driver has to do with results and with errors, in whichever language it is written.

/** One of the two is burnt, or the other, or both, or none. */
export const runs = [
  {},
  { minutes_for_cake: 90, minutes_for_pie: 40 },
  { minutes_for_cake: 62, minutes_for_pie: 64 },
  { minutes_for_cake: 60, minutes_for_pie: 2 },
];

/** The oven says that it is burnt what is in it for more than these minutes. */
const HOUR = 60;

/** @type {import("../../../kitchen/exercise.d.ts").Check[]} */
export const checks = [
  {
    says: "Both are in the oven, one after the other",
    check({ events, knobs }) {
      const both = [
        ["a cake", knobs.minutes_for_cake],
        ["a pie", knobs.minutes_for_cake + knobs.minutes_for_pie],
      ];
      for (const [what, due] of both) {
        const out = events.find(
          (event) => event.kind === "end" && event.activity === what,
        )?.at;
        if (out !== due)
          return `The oven should be done with ${what} at minute ${due}${out === undefined ? ", and never is" : `, and is at minute ${out}`}.`;
      }
    },
  },
  {
    says: "What is not burnt, the function gets as a result",
    check(run) {
      const { minutes_for_cake: cake, minutes_for_pie: pie } = run.knobs;
      return (
        (cake <= HOUR ? missing(run, "I have a cake.", cake) : undefined) ??
        (pie <= HOUR ? missing(run, "I have a pie.", cake + pie) : undefined)
      );
    },
  },
  {
    says: "An error goes into the function where it waits, and bake_cake catches it there",
    check(run) {
      const { minutes_for_cake: cake } = run.knobs;
      if (cake <= HOUR) {
        return run.at("No cake: it is burnt.") === undefined
          ? undefined
          : `The cake was in the oven for ${cake} minutes and is not burnt, and Alice says that it is.`;
      }
      return missing(run, "No cake: it is burnt.", cake);
    },
  },
  {
    says: "An error that bake_pie does not catch comes out of drive",
    check(run) {
      const { minutes_for_cake: cake, minutes_for_pie: pie } = run.knobs;
      if (pie <= HOUR) {
        return run.at("No pie: it is burnt.") === undefined
          ? undefined
          : `The pie was in the oven for ${pie} minutes and is not burnt, and Alice says that it is.`;
      }
      return missing(run, "No pie: it is burnt.", cake + pie);
    },
  },
  {
    says: "Alice says one thing about the cake and one about the pie",
    check({ transcript }) {
      if (transcript.length !== 2)
        return `She says ${transcript.length === 0 ? "nothing" : transcript.map(({ at, text }) => `“${text}” at minute ${at}`).join(", ")}.`;
    },
  },
];

/**
 * What is said in place of a line that should be said at that minute.
 *
 * @param {import("../../../kitchen/exercise.d.ts").Run} run
 * @param {string} line
 * @param {number} due
 */
function missing({ transcript, at }, line, due) {
  const minute = at(line);
  if (minute === due) return;
  if (minute !== undefined)
    return `“${line}” is said at minute ${minute}, and should be at minute ${due}.`;
  const instead = transcript.find((said) => said.at === due)?.text;
  return `At minute ${due}, “${line}” should be said${instead === undefined ? ", and nothing is" : `, and it is “${instead}”`}.`;
}
