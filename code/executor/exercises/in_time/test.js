// What the program must do, in whichever language it is written.

export const runs = [
  {},
  { limit: 40 },
  { minutes_in_oven: 60, limit: 44 },
  { minutes_in_oven: 4 },
];

/** @type {import("../../../kitchen/exercise.d.ts").Check[]} */
export const checks = [
  {
    says: "There is cake when it is there in time",
    check({ knobs, at }) {
      const minute = at("There is cake.");
      if (knobs.minutes_in_oven > knobs.limit) {
        return minute === undefined
          ? undefined
          : `The limit is ${knobs.limit} minutes, and she waited until ${minute}.`;
      }
      if (minute === undefined)
        return `The cake was done at minute ${knobs.minutes_in_oven}, and she has none.`;
      if (minute !== knobs.minutes_in_oven)
        return `She has her cake at minute ${minute}.`;
    },
  },
  {
    says: "There is pie when it is not, and at the limit",
    check({ knobs, at }) {
      const minute = at("There is pie.");
      if (knobs.minutes_in_oven < knobs.limit) {
        return minute === undefined
          ? undefined
          : `At minute ${minute} there is pie, and the cake was in time.`;
      }
      if (minute === undefined)
        return `At minute ${knobs.limit} she should have stopped waiting.`;
      if (minute !== knobs.limit)
        return `She has pie at minute ${minute}, not at ${knobs.limit}.`;
    },
  },
];
