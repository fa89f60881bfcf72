// What a select has to do, in whichever language it is written.

/** The phone rings first, or the door does, or both ring in the same minute. */
export const runs = [
  {},
  { door_rings_at: 15, phone_rings_at: 45 },
  { door_rings_at: 20, phone_rings_at: 20 },
];

const SAYS = {
  door: "Bob is at the door.",
  phone: "3 cakes are ordered.",
};

/** @type {import("../../../kitchen/exercise.d.ts").Check[]} */
export const checks = [
  {
    says: "Alice listens for both from minute 0 on",
    check({ events }) {
      for (const lane of ["door", "phone"]) {
        const begun = of(events, lane, "begin")[0]?.at;
        if (begun === undefined)
          return `The ${lane} is never asked, so nobody listens to it.`;
        if (begun !== 0)
          return `The ${lane} is asked for the first time at minute ${begun}.`;
      }
    },
  },
  {
    says: "She hears whichever rings first, in that minute",
    check({ knobs, at }) {
      const { winner, loser, minute } = expected(knobs);
      if (at(SAYS[winner]) !== minute)
        return `The ${winner} rings at minute ${minute}, and “${SAYS[winner]}” is ${said(at(SAYS[winner]))}.`;
      if (at(SAYS[loser]) !== undefined)
        return `The ${winner} has won, and “${SAYS[loser]}” is ${said(at(SAYS[loser]))} as well.`;
    },
  },
  {
    says: "What has been decided is not asked again",
    check({ knobs, events }) {
      const { winner, loser, minute } = expected(knobs);
      const rung = events.findIndex(
        (event) => event.lane === winner && event.kind === "say",
      );
      if (rung < 0) return `The ${winner} never rings.`;
      const late = events
        .slice(rung)
        .find(({ lane, kind }) => lane !== "alice" && kind === "poll");
      if (late)
        return `The ${winner} has rung at minute ${minute}, and the ${late.lane} is asked once more at minute ${late.at}.`;
      const heard = of(events, loser, "say")[0];
      if (heard)
        return `The ${winner} has won at minute ${minute}, and the ${loser} rings at minute ${heard.at}, in vain.`;
    },
  },
  {
    says: "The loser is dropped in the minute in which it has lost",
    check({ knobs, events }) {
      const { loser, minute } = expected(knobs);
      const gone = of(events, loser, "drop");
      if (gone.length === 0)
        return `The ${loser} has lost at minute ${minute}, and is never dropped.`;
      if (gone.length > 1)
        return `The ${loser} is dropped ${gone.length} times.`;
      if (gone[0].at !== minute)
        return `The ${loser} has lost at minute ${minute}, and is dropped at minute ${gone[0].at}.`;
    },
  },
];

/** Who is heard, who is not, and when. */
function expected(knobs) {
  const [door, phone] = [knobs.door_rings_at, knobs.phone_rings_at];
  return door <= phone
    ? { winner: "door", loser: "phone", minute: door }
    : { winner: "phone", loser: "door", minute: phone };
}

function of(events, lane, kind) {
  return events.filter((event) => event.lane === lane && event.kind === kind);
}

function said(minute) {
  return minute === undefined ? "never said" : `said at minute ${minute}`;
}
