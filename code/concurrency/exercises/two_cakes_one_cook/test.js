// What one cook with two cakes has to do, in whichever language it is written.

/** The second batter takes another time in each run. */
export const runs = [{}, { second_batter: 20 }, { second_batter: 6 }];

/** @type {import("../../../kitchen/exercise.d.ts").Check[]} */
export const checks = [
  {
    says: "Each cake bakes for thirty minutes",
    check({ events }) {
      for (const cake of ["first", "second"]) {
        const [from, to] = span(events, cake, "bake");
        if (from === undefined || to === undefined) {
          return `The ${cake} cake was not in the oven, or was never taken out of it: \`begin\` and \`end\` belong around its bake.`;
        }
        if (to - from !== 30) {
          return `The ${cake} cake went in at minute ${from} and its bake ended at minute ${to}. That is ${to - from} minutes.`;
        }
      }
    },
  },
  {
    says: "A batter is mixed to its end before its cake goes into the oven",
    check({ events, knobs }) {
      for (const [cake, long] of Object.entries({
        first: 10,
        second: knobs.second_batter,
      })) {
        const [from, to] = span(events, "alice", `mix ${cake} batter`);
        const [baked] = span(events, cake, "bake");
        if (from === undefined || to === undefined)
          return `Nobody has mixed the ${cake} batter.`;
        if (to - from !== long)
          return `The ${cake} batter takes ${long} minutes, and was given ${to - from}.`;
        if (baked < to)
          return `The ${cake} cake went in at minute ${baked}, and its batter was ready at minute ${to}.`;
      }
    },
  },
  {
    says: "Alice mixes the second batter while the first cake bakes",
    check({ events }) {
      const [begun] = span(events, "alice", "mix second batter");
      const [from, to] = span(events, "first", "bake");
      if (begun < from || begun >= to) {
        return `She began the second batter at minute ${begun}. The first cake was in the oven from minute ${from} to minute ${to}, and needed nobody.`;
      }
    },
  },
  {
    says: "Both cakes are on the table as early as one cook can have them",
    check({ at, knobs }) {
      const first = at("The first cake is on the table.");
      const second = at("The second cake is on the table.");
      if (first === undefined || second === undefined)
        return "She has to say of each cake that it is on the table.";
      if (first !== 42)
        return `The first cake could be on the table at minute 42, and was at minute ${first}.`;
      const best = 42 + knobs.second_batter;
      if (second !== best) {
        return `The second batter takes ${knobs.second_batter} minutes, so the second cake could be on the table at minute ${best}. It was at minute ${second}.`;
      }
    },
  },
];

/** From when to when somebody did something. */
function span(events, lane, activity) {
  const at = (kind) =>
    events.find(
      (event) =>
        event.lane === lane &&
        event.kind === kind &&
        event.activity === activity,
    )?.at;
  return [at("begin"), at("end")];
}
