// What the program must do, in whichever language it is written.

/** The phone interrupts another page in each run, or none. */
export const runs = [
  {},
  { phone_rings: 19 },
  { pages: 9 },
  { pages: 1, phone_rings: 40 },
];

/** @type {import("../../../kitchen/exercise.d.ts").Check[]} */
export const checks = [
  {
    says: "Alice reads every page once, in order",
    check({ knobs, events }) {
      const read = pages(events);
      const wrong = read.findIndex(({ page }, index) => page !== index + 1);
      if (wrong >= 0) {
        return `At minute ${read[wrong].at} Alice reads page ${read[wrong].page}, and page ${wrong + 1} is the next unread one.`;
      }
      if (read.length !== knobs.pages) {
        return `The book has ${knobs.pages} pages, and Alice has read ${read.length}.`;
      }
    },
  },
  {
    says: "She mixes the second batter as soon as the friend has called",
    check({ events, at }) {
      const called = at("A third person is coming.");
      if (called === undefined) return "The friend does not call.";
      const second = begun(events, "mix batter")[1];
      if (second === undefined) return "There is no second batter.";
      if (second.at !== called) {
        return `The friend has called by minute ${called}, and the second batter is begun at minute ${second.at}.`;
      }
    },
  },
  {
    says: "No page is begun between the call and the oven",
    check({ events }) {
      const called = said(events, "A third person is coming.");
      const oven = begun(events, "second cake")[0];
      if (oven === undefined) return "The second cake is never in the oven.";
      const page = pages(events).find(
        ({ index }) => called < index && index < oven.index,
      );
      if (page !== undefined) {
        return `At minute ${page.at} Alice begins page ${page.page}, and the second cake is in the oven at minute ${oven.at} only.`;
      }
    },
  },
  {
    says: "Cakes and book are done before she says good night",
    check({ events }) {
      const night = said(events, "Good night.");
      if (night < 0) return "Nobody says good night.";
      for (const cake of ["first", "second"]) {
        const table = said(events, `The ${cake} cake is on the table.`);
        if (table < 0 || table > night) {
          return `Alice has said good night, and the ${cake} cake is not on the table.`;
        }
      }
      const late = pages(events).find(({ index }) => index > night);
      if (late !== undefined) {
        return `At minute ${late.at} Alice reads page ${late.page}, and has said good night already.`;
      }
    },
  },
];

/** Where in the run a line was said, -1 if it was not. */
function said(events, text) {
  return events.findIndex(
    (event) => event.kind === "say" && event.text === text,
  );
}

/** Each time that an activity began. */
function begun(events, activity) {
  return events
    .map((event, index) => ({ ...event, index }))
    .filter((event) => event.kind === "begin" && event.activity === activity);
}

/** The pages that were begun, in order. */
function pages(events) {
  return events.flatMap((event, index) => {
    const found = event.kind === "begin" && /^page (\d+)$/.exec(event.activity);
    return found ? [{ at: event.at, page: Number(found[1]), index }] : [];
  });
}
