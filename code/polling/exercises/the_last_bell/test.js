// What a slip has to do that is asked by two tasks, in whichever language it is written.

/** Alice has it when the cake is done, early or late, or Bob still has. */
export const runs = [{}, { minutes_in_oven: 60 }, { minutes_in_oven: 4 }];

/** How long Bob waits, and from when on Alice does. */
const BOB_WAITS = 10;

/** @type {import("../../../kitchen/exercise.d.ts").Check[]} */
export const checks = [
  {
    says: "Bob waits for ten minutes at most, and Alice from then on",
    check({ events, knobs }) {
      const done = knobs.minutes_in_oven;
      const bob = minute(events, "bob", "begin");
      if (bob !== 0)
        return `Bob should wait from minute 0 on${bob === undefined ? ", and does not wait" : `, not from minute ${bob}`}.`;
      if (done < BOB_WAITS) return;
      const alice = minute(events, "alice", "begin");
      if (alice !== BOB_WAITS)
        return `Alice should wait from minute ${BOB_WAITS} on${alice === undefined ? ", and does not wait" : `, not from minute ${alice}`}.`;
    },
  },
  {
    says: "Whoever asked last hears of the cake in the minute in which it is done",
    check({ knobs, transcript }) {
      const done = knobs.minutes_in_oven;
      const who = done < BOB_WAITS ? "bob" : "alice";
      const told = transcript.filter(({ lane }) => lane === who);
      const name = who === "bob" ? "Bob" : "Alice";
      if (told.length === 0)
        return `The cake is done at minute ${done}, and ${name} never hears of it.`;
      if (told.length > 1) return `${name} is told ${told.length} times.`;
      if (told[0].at !== done)
        return `The cake is done at minute ${done}, and ${name} hears of it at minute ${told[0].at}.`;
    },
  },
  {
    says: "Nobody else is told, and the cake bakes as long as it should",
    check({ events, knobs, transcript }) {
      const done = knobs.minutes_in_oven;
      if (done >= BOB_WAITS && transcript.some(({ lane }) => lane === "bob"))
        return "Bob has given up, and is told all the same.";
      if (minute(events, "oven", "end") !== done)
        return `The cake should be done at minute ${done}.`;
    },
  },
];

/**
 * @param {import("../../../kitchen/exercise.d.ts").Run["events"]} events
 * @param {string} who
 * @param {string} what
 */
function minute(events, who, what) {
  return events.find(({ lane, kind }) => lane === who && kind === what)?.at;
}
