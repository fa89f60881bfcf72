// What somebody who gives up has to do, in whichever language it is written.

/** Bob is late, just late, in time, and back before anybody waits for him. */
export const runs = [
  {},
  { minutes_to_shop: 35 },
  { minutes_to_shop: 25 },
  { minutes_to_shop: 5 },
];

const HERE = "Here are the candles.";
const NONE = "It is too late for candles.";
const WRITTEN = "The invitations are written.";

/** @type {import("../../../kitchen/exercise.d.ts").Check[]} */
export const checks = [
  {
    says: "Bob sets out at minute 0, while Alice writes",
    check({ events, at }) {
      const begun = walk(events, "begin");
      if (begun === undefined) return "Bob never sets out.";
      if (begun !== 0) return `Bob sets out at minute ${begun}.`;
      if (at(WRITTEN) !== 10)
        return `The invitations are ${at(WRITTEN) === undefined ? "never written" : `written at minute ${at(WRITTEN)}`}.`;
    },
  },
  {
    says: "If he is back in time, there are candles",
    check({ knobs, at }) {
      const back = knobs.minutes_to_shop;
      if (back > 30) return;
      const here = Math.max(back, 10);
      if (at(HERE) !== here)
        return `Bob is back at minute ${back}, and “${HERE}” is ${said(at(HERE))}.`;
      if (at(NONE) !== undefined)
        return `Bob is back at minute ${back}, and “${NONE}” is ${said(at(NONE))} all the same.`;
    },
  },
  {
    says: "If he is not, Alice gives up at minute 30",
    check({ knobs, at }) {
      const back = knobs.minutes_to_shop;
      if (back <= 30) return;
      if (at(NONE) !== 30)
        return `Bob needs ${back} minutes, and “${NONE}” is ${said(at(NONE))}.`;
      if (at(HERE) !== undefined)
        return `Alice does without at minute 30, and “${HERE}” is ${said(at(HERE))}.`;
    },
  },
  {
    says: "His walk is over in the minute in which she gives up, and nothing is paid",
    check({ knobs, events, at }) {
      const back = Math.min(knobs.minutes_to_shop, 30);
      const over = walk(events, "end");
      if (over === undefined) return "Bob's walk is never over.";
      if (over !== back)
        return `Bob's walk should be over at minute ${back}, and is at minute ${over}.`;
      const paid = at("I have paid.");
      if (knobs.minutes_to_shop > 30 && paid !== undefined)
        return `Alice gives up at minute 30, and Bob pays at minute ${paid}.`;
    },
  },
  {
    says: "The party begins in the end",
    check({ transcript }) {
      const last = transcript.at(-1);
      if (last?.text !== "The party begins.")
        return `The last line is “${last?.text ?? ""}”.`;
    },
  },
];

/** The minute at which Bob's walk begins or ends. */
function walk(events, kind) {
  return events.find((event) => event.lane === "bob" && event.kind === kind)
    ?.at;
}

function said(minute) {
  return minute === undefined ? "never said" : `said at minute ${minute}`;
}
