// What has to happen when Bob calls, in whichever language it is written.

/** A second call for each cake, exactly one, many, and none at all. */
export const runs = [{}, { calls: 1 }, { calls: 5 }, { calls: 0 }];

const CAKES = ["lemon cake", "nut cake"];

/** @type {import("../../../kitchen/exercise.d.ts").Check[]} */
export const checks = [
  {
    says: "Bob calls as often as he likes",
    check({ transcript, knobs }) {
      for (const cake of CAKES) {
        const calls = transcript.filter(
          ({ lane, text }) => lane === "bob" && text === `The ${cake} is done.`,
        ).length;
        if (calls !== knobs.calls)
          return `Bob should call ${times(knobs.calls)} about the ${cake}, and called ${times(calls)}.`;
      }
    },
  },
  {
    says: "Alice pays for each cake with the first call, and never again",
    check({ events, at, knobs }) {
      const due = Math.min(knobs.calls, 1);
      for (const cake of CAKES) {
        const paid = events.filter(
          (event) =>
            event.lane === "alice" &&
            event.kind === "begin" &&
            event.activity === `pay for the ${cake}`,
        );
        if (paid.length !== due) {
          const minutes = paid.map(({ at }) => at).join(", ");
          const when = minutes === "" ? "" : `, at minute ${minutes}`;
          return `Bob called ${times(knobs.calls)} about the ${cake}. It should be paid for ${times(due)}, and was paid for ${times(paid.length)}${when}.`;
        }
        const called = at(`The ${cake} is done.`);
        if (due === 1 && paid[0].at !== called)
          return `Bob first called about the ${cake} at minute ${called}, and Alice paid at minute ${paid[0].at}.`;
      }
    },
  },
  {
    says: "The coins are those of two cakes",
    check({ transcript, knobs }) {
      const last = transcript.filter(({ lane }) => lane === "alice").at(-1);
      const left = 200 - 10 * CAKES.length;
      if (knobs.calls > 0 && !last?.text.includes(` ${left} coins`))
        return `Two cakes cost 20 of 200 coins, so ${left} should be left. The last that Alice said is: ${last?.text ?? "nothing"}`;
    },
  },
];

/** @param {number} count */
function times(count) {
  return count === 1 ? "once" : count === 2 ? "twice" : `${count} times`;
}
