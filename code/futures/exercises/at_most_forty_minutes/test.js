// What somebody with little patience has to do, in whichever language it is written.

/** Bob is late, in time, and early and late by very little. */
export const runs = [
  {},
  { minutes_to_shop: 20 },
  { minutes_to_shop: 38 },
  { minutes_to_shop: 42 },
];

const HERE = "Here are the candles.";
const NONE = "No candles tonight.";
const BEGINS = "The party begins.";

/** @type {import("../../../kitchen/exercise.d.ts").Check[]} */
export const checks = [
  {
    says: "Bob sets out at once",
    check({ events }) {
      const walk = events.find(
        (event) => event.lane === "bob" && event.kind === "begin",
      );
      if (walk === undefined) return "Bob never set out.";
      if (walk.at !== 0) return `He set out at minute ${walk.at}.`;
    },
  },
  {
    says: "Whoever is back in time brings candles, and nobody says that there are none",
    check({ knobs, at }) {
      const back = knobs.minutes_to_shop;
      if (back > 40) return;
      if (at(HERE) !== back)
        return `Bob was back at minute ${back}, and “${HERE}” was ${said(at(HERE))}.`;
      if (at(NONE) !== undefined)
        return `Bob was back at minute ${back}, and “${NONE}” was said all the same, at minute ${at(NONE)}.`;
    },
  },
  {
    says: "Alice waits for 40 minutes, and no longer",
    check({ knobs, at }) {
      const back = knobs.minutes_to_shop;
      if (back < 40) return;
      if (at(NONE) !== 40)
        return `Bob needed ${back} minutes, and “${NONE}” was ${said(at(NONE))}.`;
      if (at(HERE) !== undefined)
        return `She had given up at minute 40, and “${HERE}” was said at minute ${at(HERE)}.`;
    },
  },
  {
    says: "The party begins as soon as that is settled",
    check({ knobs, at, transcript }) {
      const settled = Math.min(knobs.minutes_to_shop, 40);
      if (at(BEGINS) !== settled)
        return `It could begin at minute ${settled}, and ${at(BEGINS) === undefined ? "never did" : `began at minute ${at(BEGINS)}`}.`;
      const often = transcript.filter(({ text }) => text === BEGINS).length;
      if (often > 1) return `It began ${often} times.`;
    },
  },
];

function said(minute) {
  return minute === undefined ? "never said" : `said at minute ${minute}`;
}
