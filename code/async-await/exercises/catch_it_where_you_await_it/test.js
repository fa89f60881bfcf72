// What the program must do, in whichever language it is written.

/** Knob values of each run; every check is made on every run, so that an answer cannot be typed in. */
export const runs = [{}, { fuse_holds: 60 }, { fuse_holds: 8 }];

/** @type {import("../../../kitchen/exercise.d.ts").Check[]} */
export const checks = [
  {
    says: "Alice says that there is no cake in the minute in which the fuse blows",
    check({ knobs, events, at }) {
      const said = at("No cake: the fuse has blown.");
      if (knobs.fuse_holds >= knobs.minutes_in_oven) {
        if (said !== undefined)
          return `The fuse has held, and she says at minute ${said} that it has blown.`;
        return;
      }
      const blown = endOf(events, "bake");
      if (said === undefined)
        return `The fuse blows at minute ${blown}, and she does not say so.`;
      if (said !== blown)
        return `The fuse blows at minute ${blown}, and she says so at minute ${said}.`;
    },
  },
  {
    says: "The cake is on the table when it is baked, if it is",
    check({ knobs, events, at }) {
      const said = at("The cake is on the table.");
      if (knobs.fuse_holds < knobs.minutes_in_oven) {
        if (said !== undefined)
          return `The fuse has blown, and at minute ${said} there is said to be a cake.`;
        return;
      }
      const baked = endOf(events, "bake");
      if (said === undefined)
        return `The cake is baked at minute ${baked}, and never on the table.`;
      if (said !== baked)
        return `The cake is baked at minute ${baked}, and on the table at minute ${said}.`;
    },
  },
  {
    says: "The cream gets cold, whatever becomes of the cake",
    check({ at }) {
      if (at("The cream is cold.") === undefined)
        return "The cream never gets cold.";
    },
  },
  {
    says: "The cream is in the fridge while the cake is in the oven",
    check({ events }) {
      const chilled = events.find(
        (event) => event.kind === "begin" && event.activity === "chill",
      )?.at;
      const baked = endOf(events, "bake");
      if (chilled === undefined)
        return "The cream is never put into the fridge.";
      if (baked === undefined) return "The oven is never off.";
      if (chilled >= baked) {
        return `The cream is put into the fridge at minute ${chilled}, and the oven is off since minute ${baked}.`;
      }
    },
  },
  {
    says: "Dessert is served last",
    check({ transcript }) {
      const last = transcript.at(-1);
      if (last?.text !== "Dessert is served.")
        return `The last line is “${last?.text ?? ""}”.`;
    },
  },
];

/** The minute at which an activity ends. */
function endOf(events, activity) {
  return events.find(
    (event) => event.kind === "end" && event.activity === activity,
  )?.at;
}
