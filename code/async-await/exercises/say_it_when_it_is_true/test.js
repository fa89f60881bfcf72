// What the program must do, in whichever language it is written.

/** The last tray of the list is the last to be done in the first run only. */
export const runs = [{}, { minutes_for_muffins: 40 }, { minutes_for_rolls: 6 }];

const trays = ["muffins", "scones", "rolls"];

/** @type {import("../../../kitchen/exercise.d.ts").Check[]} */
export const checks = [
  {
    says: "All three trays are baked",
    check({ at }) {
      const missing = trays.filter(
        (tray) => at(`The ${tray} are done.`) === undefined,
      );
      if (missing.length > 0) return `Never done: ${missing.join(", ")}.`;
    },
  },
  {
    says: "They bake at the same time",
    check({ knobs, at }) {
      const minutes = {
        muffins: knobs.minutes_for_muffins,
        scones: 14,
        rolls: knobs.minutes_for_rolls,
      };
      for (const tray of trays) {
        const done = at(`The ${tray} are done.`);
        if (done === undefined) return `The ${tray} are never done.`;
        if (done !== minutes[tray])
          return `The ${tray} take ${minutes[tray]} minutes, and are done at minute ${done}.`;
      }
    },
  },
  {
    says: "“Everything is baked.” is said in the minute in which the last tray is done",
    check({ at }) {
      const said = at("Everything is baked.");
      const last = Math.max(
        ...trays.map((tray) => at(`The ${tray} are done.`) ?? 0),
      );
      if (said === undefined) return "It is never said.";
      if (said !== last)
        return `It is said at minute ${said}, and the last tray is done at minute ${last}.`;
    },
  },
];
