// What the program must do, in whichever language it is written.

/** Knob values of each run; every check is made on every run, so that an answer cannot be typed in. */
export const runs = [
  {},
  { phone_rings: 19 },
  { pages: 9 },
  { pages: 1, phone_rings: 40 },
];

const isPage = (event) =>
  event.kind === "begin" && /^page \d+$/.test(event.activity);

export const checks = [
  {
    says: "Alice reads every page once, in order",
    check({ knobs, events }) {
      const read = events
        .filter(isPage)
        .map((event) => Number(event.activity.slice(5)));
      const wrong = read.findIndex((page, index) => page !== index + 1);
      if (wrong >= 0) {
        const { at } = events.filter(isPage)[wrong];
        return `At minute ${at} Alice reads page ${read[wrong]}, and the next unread page is ${wrong + 1}.`;
      }
      if (read.length < knobs.pages) {
        return `The book has ${knobs.pages} pages, and Alice has read ${read.length} of them.`;
      }
      if (read.length > knobs.pages) {
        return `Alice reads page ${read.length} of a book with ${knobs.pages}.`;
      }
    },
  },
  {
    says: "she mixes the second batter as soon as the friend has called",
    check({ events, at }) {
      const called = at("A third person is coming.");
      if (called === undefined) return "The friend does not call.";
      const mixes = events.filter(
        (event) => event.kind === "begin" && event.activity === "mix batter",
      );
      if (mixes.length < 2) return "There is no second batter.";
      if (mixes[1].at !== called) {
        return `The friend has called by minute ${called}, and the second batter is begun at minute ${mixes[1].at}.`;
      }
    },
  },
  {
    says: "no page is begun between the call and the oven",
    check({ events }) {
      const called = events.findIndex(
        (event) => event.text === "A third person is coming.",
      );
      const inOven = events.findIndex(
        (event) => event.kind === "begin" && event.activity === "second cake",
      );
      const page = events.slice(called, inOven).find(isPage);
      if (page)
        return `At minute ${page.at} Alice begins ${page.activity}, and the second cake is not in the oven.`;
    },
  },
  {
    says: "both cakes are on the table and the book is closed before she says good night",
    check({ events, at }) {
      const night = at("Good night.");
      if (night === undefined) return "Nobody says good night.";
      for (const line of [
        "The first cake is on the table.",
        "The second cake is on the table.",
      ]) {
        if (at(line) === undefined) return `The line “${line}” is missing.`;
      }
      const last = events.filter(isPage).pop();
      if (
        events.indexOf(last) >
        events.findIndex((event) => event.text === "Good night.")
      ) {
        return `At minute ${last.at} Alice still reads, and has said good night at ${night}.`;
      }
    },
  },
];
