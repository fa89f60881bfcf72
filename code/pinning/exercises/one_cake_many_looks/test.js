// What waiting for one cake has to look like, in whichever language it is written.

/** A cake that takes a few looks, one that is done before the first, and one that takes many. */
export const runs = [{}, { minutes_in_oven: 6 }, { minutes_in_oven: 78 }];

/** @type {import("../../../kitchen/exercise.d.ts").Check[]} */
export const checks = [
  {
    says: "One cake is begun, at once, and bakes as long as it should",
    check({ events, knobs }) {
      const begun = minutesOf(events, "begin");
      if (begun.length === 0) return "No cake is ever in the oven.";
      if (begun[0] !== 0)
        return `The cake is begun at minute ${begun[0]}, and could be at 0.`;
      if (begun.length > 1)
        return `A second cake is begun at minute ${begun[1]}.`;
      const done = minutesOf(events, "end")[0];
      if (done !== knobs.minutes_in_oven)
        return `It should be done at minute ${knobs.minutes_in_oven}${done === undefined ? ", and never is." : `, and leaves the oven at ${done}.`}`;
    },
  },
  {
    says: "Alice looks every ten minutes as long as it bakes",
    check({ transcript, knobs }) {
      const looks = transcript.filter(({ text }) => text === "Not yet.");
      const due = Math.floor(knobs.minutes_in_oven / 10);
      for (let look = 1; look <= Math.max(due, looks.length); look++) {
        const at = looks[look - 1]?.at;
        if (look > due)
          return `At minute ${at} it is done, or she has looked already.`;
        if (at !== look * 10)
          return `“Not yet.” should be said at minute ${look * 10}${at === undefined ? "." : `, and is at ${at}.`}`;
      }
    },
  },
  {
    says: "“The cake is baked.” is said in the minute in which it is done",
    check({ at, transcript, knobs }) {
      const said = at("The cake is baked.");
      if (said !== knobs.minutes_in_oven)
        return `It is done at minute ${knobs.minutes_in_oven}, and that is ${said === undefined ? "never said" : `said at minute ${said}`}.`;
      const last = transcript.at(-1);
      if (last.text !== "The cake is baked.")
        return `Nothing should be said after it, and “${last.text}” is, at minute ${last.at}.`;
    },
  },
];

/** The minutes at which a cake is put in, or leaves the oven. */
function minutesOf(events, kind) {
  return events
    .filter((event) => event.lane === "oven" && event.kind === kind)
    .map(({ at }) => at);
}
