// What somebody who reads on one thread owes the others, in whichever language it is written.

/** As it is; patience that is no whole number of lines; no patience at all; a short poem; more patience than poem. */
export const runs = [
  {},
  { patience: 16, lines: 30, call: 20 },
  { patience: 9, call: 12 },
  { patience: 4, lines: 10, call: 6 },
  { patience: 20, lines: 5, call: 40 },
];

const READ = "read a line";
const BOOKMARK = "put in the bookmark";

/** @type {import("../../../kitchen/exercise.d.ts").Check[]} */
export const checks = [
  {
    says: "Alice reads every line, and then says so",
    check({ knobs, events, at }) {
      const read = ends(events, READ);
      if (read.length !== knobs.lines)
        return `The poem has ${knobs.lines} lines, and she reads ${read.length}.`;
      const said = at("The poem is read.");
      const last = Math.max(...read, ...ends(events, BOOKMARK));
      if (said !== last)
        return `She is through at minute ${last}, and says so ${said === undefined ? "never" : `at minute ${said}`}.`;
    },
  },
  {
    says: "Nobody waits for longer than they have patience for",
    check({ knobs, events }) {
      let since = 0;
      for (const turn of turns(events)) {
        if (turn - since > knobs.patience)
          return `From minute ${since} to ${turn} nobody has a turn, and patience is for ${knobs.patience} minutes.`;
        since = turn;
      }
    },
  },
  {
    says: "Whoever has called gets the next turn",
    check({ knobs, events, at }) {
      const due = turns(events).find((turn) => turn >= knobs.call);
      const answered = at("Hello?");
      if (answered !== (due ?? knobs.call))
        return `The phone rings at minute ${knobs.call}, she looks up ${due === undefined ? "before" : `at ${due}`}, and the phone is ${answered === undefined ? "never answered" : `answered at ${answered}`}.`;
    },
  },
  {
    says: "She puts in the bookmark no oftener than that takes",
    check({ knobs, events }) {
      const atATime = Math.floor((knobs.patience - 2) / 2);
      const enough = Math.floor(knobs.lines / atATime);
      const bookmarks = ends(events, BOOKMARK).length;
      if (bookmarks > enough)
        return `With patience for ${knobs.patience} minutes, ${enough} times are enough for ${knobs.lines} lines. She does it ${bookmarks} times.`;
    },
  },
];

/** When others have a turn: after each bookmark, and when Alice is through. */
function turns(events) {
  const looks = ends(events, BOOKMARK);
  return [...looks, Math.max(0, ...ends(events, READ), ...looks)];
}

function ends(events, activity) {
  return events
    .filter((event) => event.kind === "end" && event.activity === activity)
    .map((event) => event.at);
}
