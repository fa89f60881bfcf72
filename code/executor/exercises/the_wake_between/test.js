// What the program must do, in whichever language it is written.

export const runs = [{}, { parts: 1 }, { parts: 5 }];

/** @type {import("../../../kitchen/exercise.d.ts").Check[]} */
export const checks = [
  {
    says: "Letter and book come to their end",
    check({ knobs, at }) {
      const minutes = {
        letter: (knobs.parts - 1) * 12 + 4,
        book: knobs.parts * 12,
      };
      const letter = at("The letter is written.");
      const book = at("The book is finished.");
      if (letter === undefined)
        return "The letter is never written: its task was woken, and got no turn.";
      if (book === undefined)
        return "The book is never finished: its task was woken, and got no turn.";
      if (letter !== minutes.letter)
        return `The letter is written at minute ${letter}, not ${minutes.letter}.`;
      if (book !== minutes.book)
        return `The book is finished at minute ${book}, not ${minutes.book}.`;
    },
  },
  {
    says: "Woken twice, a task gets one turn",
    check({ events }) {
      const begun = events.flatMap((event) =>
        event.kind === "begin" && event.lane === "alice" ? [event] : [],
      );
      for (let n = 1; n < begun.length; n++) {
        const [before, after] = [begun[n - 1].activity, begun[n].activity];
        if (before.split(" ")[0] === after.split(" ")[0])
          return `At minute ${begun[n].at}, ${after} follows ${before}: the other task should have had its turn.`;
      }
    },
  },
];
