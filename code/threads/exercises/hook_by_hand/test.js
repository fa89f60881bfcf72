// What workers who share a note have to do, in whichever language they are written.

/** Two workers, three of them, more spoons, and one who is alone and must not be kept out. */
export const runs = [
  {},
  { workers: 3 },
  { workers: 3, spoons: 4 },
  { workers: 1, spoons: 3 },
];

/** @type {import("../../../kitchen/exercise.d.ts").Check[]} */
export const checks = [
  {
    says: "No spoon is lost",
    check({ knobs, transcript }) {
      const said = transcript.at(-1)?.text;
      const right = 10 + knobs.workers * knobs.spoons;
      if (said !== `The note says ${right}.`) {
        return `There were 10 spoons, and ${knobs.workers * knobs.spoons} were put back: the note should say ${right}. The last line is “${said ?? "none at all"}”.`;
      }
    },
  },
  {
    says: "Nobody reads between another's reading and writing",
    check({ events }) {
      let reader;
      for (const { at, lane, activity } of steps(events)) {
        if (activity === "read the note") {
          if (reader !== undefined)
            return `At minute ${at}, ${lane} reads, and ${reader} has read and not yet written.`;
          reader = lane;
        } else {
          if (reader !== lane)
            return `At minute ${at}, ${lane} writes, and has not read before.`;
          reader = undefined;
        }
      }
    },
  },
  {
    says: "Everybody reads and writes once for each spoon, two minutes each",
    check({ events, knobs }) {
      const began = steps(events);
      const bars = 2 * knobs.workers * knobs.spoons;
      if (began.length !== bars)
        return `It takes ${bars} steps of two minutes to put all the spoons back, and there were ${began.length}.`;
      const late = began.find(({ at }, place) => at !== 2 * place);
      if (late !== undefined)
        return `At minute ${late.at}, ${late.lane} comes at another time than right after the step before.`;
    },
  },
  {
    says: "The turns still go round: whoever has written lets the next one come",
    check({ events, knobs }) {
      const reads = steps(events).filter(
        ({ activity }) => activity === "read the note",
      );
      for (const [place, { at, lane }] of reads.entries()) {
        const before = reads[place - 1];
        if (knobs.workers > 1 && lane === before?.lane)
          return `At minute ${at}, ${lane} reads again, and another one has been waiting.`;
      }
    },
  },
];

/** All that was begun, in order. */
function steps(events) {
  return events.filter((event) => event.kind === "begin");
}
