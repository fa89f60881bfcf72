// What has to happen when cake and book share one thread, in whichever language it is written.

/** A cake that is done in the middle of a page, or when one ends; after the book; at once; and no book at all. */
export const runs = [
  {},
  { minutes_in_oven: 32 },
  { minutes_in_oven: 90 },
  { minutes_in_oven: 2, pages: 12 },
  { pages: 0 },
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
        const long = (ended[place]?.at ?? NaN) - at;
        if (long !== 8)
          return `A page takes eight minutes, and ${activity} took ${long}.`;
      }
    },
  },
  {
    says: "The cake is taken out after the page in which it is done, or at once",
    check({ events, knobs }) {
      const out = events.find(
        (event) => event.kind === "begin" && event.activity === "take cake out",
      )?.at;
      if (out === undefined) return "Nobody takes the cake out.";
      const due = 10 + knobs.minutes_in_oven;
      const read = Math.min(knobs.pages, Math.ceil(knobs.minutes_in_oven / 8));
      const best = Math.max(due, 10 + 8 * read);
      if (out !== best)
        return `It was done at minute ${due}. Alice could have taken it out at minute ${best}, and did so at minute ${out}.`;
    },
  },
  {
    says: "Alice never stands idle while there is a page to read",
    check({ at, knobs }) {
      const finished = at("The book is finished.");
      if (finished === undefined)
        return "She has to say that the book is finished.";
      // The two minutes for the cake come in between, or after the last page.
      const end = 10 + 8 * knobs.pages;
      const best =
        knobs.minutes_in_oven <= 8 * (knobs.pages - 1) ? end + 2 : end;
      if (finished > best)
        return `The book could be finished at minute ${best}, and was finished at minute ${finished}.`;
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
