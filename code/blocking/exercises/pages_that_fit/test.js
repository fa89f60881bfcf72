// What one thread with a cake and a book has to do, in whichever language it is written.

/** Pages that are left over, pages that all fit, an oven that is too quick for a page, and no book at all. */
export const runs = [
  {},
  { minutes_in_oven: 60 },
  { minutes_in_oven: 6, pages: 2 },
  { minutes_in_oven: 20, pages: 0 },
];

/** @type {import("../../../kitchen/exercise.d.ts").Check[]} */
export const checks = [
  {
    says: "Every page is read once, in order, for eight minutes",
    check({ events, knobs }) {
      const begun = ofPages(events, "begin");
      const ended = ofPages(events, "end");
      if (begun.length !== knobs.pages)
        return `There are ${knobs.pages} pages, and ${begun.length} were read.`;
      for (const [place, { activity, at }] of begun.entries()) {
        if (activity !== `page ${place + 1}`)
          return `Page ${place + 1} should come next at minute ${at}, and ${activity} does.`;
        if (ended[place] === undefined) return `She never ends ${activity}.`;
        const long = ended[place].at - at;
        if (long !== 8)
          return `A page takes eight minutes, and ${activity} took ${long}.`;
      }
    },
  },
  {
    says: "Alice reads as many whole pages as fit while the cake bakes",
    check({ events, knobs }) {
      const [from, to] = baking(events);
      if (from === undefined || to === undefined)
        return "The cake was not in the oven, or stayed in it.";
      const during = ofPages(events, "begin").filter(
        ({ at }) => at >= from && at + 8 <= to,
      ).length;
      const fit = Math.min(knobs.pages, Math.floor(knobs.minutes_in_oven / 8));
      if (during !== fit) {
        return `The cake baked from minute ${from} to minute ${to}. ${pages(fit)} would have fit into that time, and she read ${during}.`;
      }
    },
  },
  {
    says: "The cake bakes as long as it should, and is taken out in the minute in which it is done",
    check({ events, knobs }) {
      const [from, to] = baking(events);
      const out = events.find(
        (event) => event.kind === "begin" && event.activity === "take cake out",
      )?.at;
      if (from === undefined || to === undefined || out === undefined)
        return "Nobody has taken the cake out.";
      if (to - from !== knobs.minutes_in_oven) {
        return `It should bake for ${knobs.minutes_in_oven} minutes, and baked for ${to - from}.`;
      }
      if (out !== to)
        return `It was done at minute ${to}, and Alice took it out at minute ${out}.`;
    },
  },
  {
    says: "The evening is over as early as that allows",
    check({ at, knobs }) {
      const last = Math.max(
        at("The cake is on the table.") ?? NaN,
        at("The book is finished.") ?? NaN,
      );
      if (Number.isNaN(last))
        return "She has to say that the cake is on the table, and that the book is finished.";
      const later =
        knobs.pages -
        Math.min(knobs.pages, Math.floor(knobs.minutes_in_oven / 8));
      const best = 10 + knobs.minutes_in_oven + 2 + 8 * later;
      if (last !== best)
        return `It could be over at minute ${best}, and was over at minute ${last}.`;
    },
  },
];

/** The beginnings, or the ends, of what she reads. */
function ofPages(events, kind) {
  return events.filter(
    (event) =>
      event.lane === "alice" &&
      event.kind === kind &&
      event.activity.startsWith("page "),
  );
}

/** From when to when the cake baked. */
function baking(events) {
  const at = (kind) =>
    events.find((event) => event.lane === "oven" && event.kind === kind)?.at;
  return [at("begin"), at("end")];
}

function pages(count) {
  return count === 1 ? "One page" : `${count} pages`;
}
