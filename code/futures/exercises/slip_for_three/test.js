// What a slip for three has to do, in whichever language it is written.

/** All three are early, or two of them, or none. */
export const runs = [{}, { minutes_in_oven: 60 }, { minutes_in_oven: 4 }];

/** Who asks, and when. */
const ASKED = { bob: 10, alice: 20, friend: 40 };

/** @type {import("../../../kitchen/exercise.d.ts").Check[]} */
export const checks = [
  {
    says: "Each of the three asks, and the cake bakes",
    check({ events, knobs }) {
      for (const [who, minute] of Object.entries(ASKED)) {
        const asked = events.find(
          ({ lane, kind }) => lane === who && kind === "begin",
        )?.at;
        if (asked !== minute)
          return `${name(who)} should ask at minute ${minute}, and ${asked === undefined ? "does not ask" : `asks at minute ${asked}`}.`;
      }
      const done = events.find(
        ({ lane, kind }) => lane === "oven" && kind === "end",
      )?.at;
      if (done !== knobs.minutes_in_oven)
        return `The cake should be done at minute ${knobs.minutes_in_oven}${done === undefined ? "" : `, and was at minute ${done}`}.`;
    },
  },
  {
    says: "Who asks before the cake is done is told when it is done",
    check(run) {
      const done = run.knobs.minutes_in_oven;
      return wrong(
        run,
        (asked) => asked < done,
        () => done,
      );
    },
  },
  {
    says: "Who asks when the cake is done is told at once",
    check(run) {
      const done = run.knobs.minutes_in_oven;
      return wrong(
        run,
        (asked) => asked >= done,
        (asked) => asked,
      );
    },
  },
];

/**
 * What is wrong with what those were told who asked at such a minute.
 *
 * @param {import("../../../kitchen/exercise.d.ts").Run} run
 * @param {(asked: number) => boolean} such
 * @param {(asked: number) => number} due
 */
function wrong({ transcript }, such, due) {
  for (const [who, asked] of Object.entries(ASKED)) {
    if (!such(asked)) continue;
    const told = transcript.filter(({ lane }) => lane === who);
    if (told.length === 0)
      return `${name(who)} asked at minute ${asked} and is never told.`;
    if (told.length > 1) return `${name(who)} is told ${told.length} times.`;
    const [{ at, text }] = told;
    if (!text.includes("the cake is done"))
      return `${name(who)} is told “${text}”, and not what the slip was resolved with.`;
    if (at !== due(asked))
      return `${name(who)} asked at minute ${asked} and should be told at minute ${due(asked)}. It was minute ${at}.`;
  }
}

function name(who) {
  return who === "friend" ? "The friend" : who[0].toUpperCase() + who.slice(1);
}
