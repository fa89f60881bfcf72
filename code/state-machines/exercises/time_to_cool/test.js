// What a machine that lets the cake cool has to do, in whichever language it is written.

/** It cools for one page and a half, for two pages and a half, for a part of one. */
export const runs = [
  {},
  { minutes_to_cool: 20, minutes_in_oven: 10 },
  { minutes_to_cool: 2, minutes_in_oven: 60 },
];

/** Minutes that a page takes. */
const PAGE = 8;

/** @type {import("../../../kitchen/exercise.d.ts").Check[]} */
export const checks = [
  {
    says: "The cake bakes as before, and is taken out when Alice has asked",
    check({ events, knobs }) {
      const out = minuteOf(events, "begin", "take cake out");
      const due = 10 + pages(knobs.minutes_in_oven) * PAGE;
      if (out !== due)
        return `The cake should be taken out at minute ${due}${out === undefined ? ", and never is" : `, and is at minute ${out}`}.`;
    },
  },
  {
    says: "The lane of states shows Cooling from the oven to the icing",
    check({ events, knobs }) {
      const out = minuteOf(events, "end", "take cake out");
      const begun = minuteOf(events, "begin", "Cooling");
      const ended = minuteOf(events, "end", "Cooling");
      if (out === undefined) return "The cake is never taken out.";
      if (begun === undefined) return "No state Cooling begins.";
      if (begun !== out)
        return `The cake is out of the oven at minute ${out}, and Cooling begins at minute ${begun}.`;
      if (ended === undefined) return "The state Cooling does not end.";
      const due = out + pages(knobs.minutes_to_cool) * PAGE;
      if (ended !== due)
        return `The cake is cold at minute ${out + knobs.minutes_to_cool}, so Alice finds it cold at minute ${due}. Cooling ends at minute ${ended}.`;
    },
  },
  {
    says: "The icing is spread on a cold cake, as soon as Alice finds it cold",
    check({ events, knobs }) {
      const out = minuteOf(events, "end", "take cake out");
      const spread = minuteOf(events, "begin", "spread icing");
      if (out === undefined || spread === undefined)
        return "No icing is spread.";
      const cold = out + knobs.minutes_to_cool;
      if (spread < cold)
        return `The icing is spread at minute ${spread}, and the cake is not cold before minute ${cold}.`;
      const due = out + pages(knobs.minutes_to_cool) * PAGE;
      if (spread > due)
        return `The icing is spread at minute ${spread}, and could be at minute ${due}.`;
    },
  },
  {
    says: "Alice reads while the cake cools",
    check({ events, knobs }) {
      const out = minuteOf(events, "end", "take cake out");
      const spread = minuteOf(events, "begin", "spread icing");
      if (out === undefined || spread === undefined)
        return "No icing is spread.";
      const read = events.filter(
        (event) =>
          event.kind === "begin" &&
          event.activity === "read a page" &&
          event.at >= out &&
          event.at < spread,
      ).length;
      const due = pages(knobs.minutes_to_cool);
      if (read !== due)
        return `From minute ${out} to minute ${spread} she begins ${read} pages; while the cake cools there is time for ${due}.`;
    },
  },
  {
    says: "“The cake is on the table.” is said when the icing is on it",
    check({ events, at }) {
      const spread = minuteOf(events, "end", "spread icing");
      const table = at("The cake is on the table.");
      if (table === undefined) return "It is never said.";
      if (table !== spread)
        return `It is said at minute ${table}, and the icing is on the cake at minute ${spread}.`;
    },
  },
];

/** Pages that are begun in so many minutes, the last of them read to its end. */
function pages(minutes) {
  return Math.ceil(minutes / PAGE);
}

/** The minute at which an activity first begins or ends. */
function minuteOf(events, kind, activity) {
  return events.find(
    (event) => event.kind === kind && event.activity === activity,
  )?.at;
}
