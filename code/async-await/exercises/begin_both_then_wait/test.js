// What the program must do, in whichever language it is written.

/** Knob values of each run; every check is made on every run, so that an answer cannot be typed in. */
export const runs = [{}, { minutes_in_oven: 60 }, { minutes_to_boil: 48 }];

/** @type {import("../../../kitchen/exercise.d.ts").Check[]} */
export const checks = [
  {
    says: "The kettle is put on while the cake bakes",
    check({ events }) {
      const baked = minuteOf(events, "end", "bake");
      const kettle = minuteOf(events, "begin", "boil");
      if (baked === undefined) return "No cake is baked.";
      if (kettle === undefined) return "The kettle is never put on.";
      if (kettle >= baked) {
        return `The kettle is put on at minute ${kettle}, and the cake has been baked since minute ${baked}.`;
      }
    },
  },
  {
    says: "The cake is frosted when it is baked, and not before",
    check({ events }) {
      const baked = minuteOf(events, "end", "bake");
      const frosted = minuteOf(events, "begin", "frost cake");
      if (frosted === undefined) return "Nobody frosts the cake.";
      if (baked === undefined || frosted < baked) {
        return `Alice frosts the cake at minute ${frosted}, and it is baked at minute ${baked ?? "never"}.`;
      }
    },
  },
  {
    says: "“Tea and cake are ready.” is said when both are, and not before",
    check({ at }) {
      const ready = at("Tea and cake are ready.");
      const [frosted, boils] = [
        at("The cake is frosted."),
        at("The water boils."),
      ];
      if (ready === undefined) return "It is never said.";
      if (frosted === undefined) return "The cake is never frosted.";
      if (boils === undefined) return "The water never boils.";
      if (ready < frosted) {
        return `It is said at minute ${ready}, and the cake is frosted at minute ${frosted}.`;
      }
      if (ready < boils) {
        return `It is said at minute ${ready}, and the water boils at minute ${boils}.`;
      }
    },
  },
  {
    says: "No minute is spent on waiting for one thing that could be spent on the other",
    check({ knobs, at }) {
      const ready = at("Tea and cake are ready.");
      // Whichever of the two Alice begins first, the other is late by what that takes her.
      const cake = 2 + 10 + knobs.minutes_in_oven + 6;
      const water = 10 + 2 + knobs.minutes_to_boil + 6;
      const latest = Math.max(cake, water);
      if (ready === undefined) return "The two are never ready.";
      if (ready > latest) {
        return `Tea and cake are ready at minute ${ready}; minute ${latest} can be reached.`;
      }
    },
  },
];

/** The minute at which an activity first begins or ends. */
function minuteOf(events, kind, activity) {
  return events.find(
    (event) => event.kind === kind && event.activity === activity,
  )?.at;
}
