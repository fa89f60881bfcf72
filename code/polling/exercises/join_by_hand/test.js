// What a join has to do, in whichever language it is written.

/** The cake takes longer, or the tea does, or both are done in the same minute. */
export const runs = [
  {},
  { minutes_for_tea: 60 },
  { minutes_for_cake: 10, minutes_for_tea: 10 },
];

const TASKS = ["cake", "tea"];

/** @type {import("../../../kitchen/exercise.d.ts").Check[]} */
export const checks = [
  {
    says: "Cake and tea are begun at minute 0",
    check({ events }) {
      for (const task of TASKS) {
        const begun = events.filter(
          ({ lane, kind }) => lane === task && kind === "begin",
        );
        if (begun.length === 0) return `The ${task} is never begun.`;
        if (begun[0].at !== 0)
          return `The ${task} is begun at minute ${begun[0].at}, when it is asked for the first time.`;
      }
    },
  },
  {
    says: "Each is done in its own minute, once",
    check({ transcript, knobs }) {
      for (const task of TASKS) {
        const due = knobs[`minutes_for_${task}`];
        const said = transcript.filter(({ lane }) => lane === task);
        if (said.length !== 1)
          return `The ${task} should be done once, and is done ${said.length} times.`;
        if (said[0].at !== due)
          return `The ${task} should be done at minute ${due}. It was minute ${said[0].at}.`;
      }
    },
  },
  {
    says: "Alice has both as soon as both are done",
    check({ at, knobs }) {
      const due = Math.max(knobs.minutes_for_cake, knobs.minutes_for_tea);
      const said = at("Cake and tea are ready.");
      if (said === undefined)
        return "Alice never says that cake and tea are ready.";
      if (said !== due)
        return `Both are done at minute ${due}, and Alice says so at minute ${said}.`;
    },
  },
];
