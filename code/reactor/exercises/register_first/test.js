// What three telephones have to do, in whichever language it is written.

/** The second call comes between the others, or before or after them. */
export const runs = [{}, { second_call: 6 }, { second_call: 60 }];

const NAMES = ["first", "second", "third"];

/** @type {import("../../../kitchen/exercise.d.ts").Check[]} */
export const checks = [
  {
    says: "Each telephone rings once, in its minute",
    check({ knobs, transcript }) {
      for (const name of NAMES) {
        const minute = called(knobs, name);
        const text = `The ${name} telephone rings.`;
        const rings = transcript.filter((line) => line.text === text);
        if (rings.length !== 1 || rings[0].at !== minute)
          return `The ${name} telephone should ring once, at minute ${minute}.`;
      }
    },
  },
  {
    says: "Each call is answered in the minute in which it comes",
    check({ knobs, at }) {
      for (const name of NAMES) {
        const minute = called(knobs, name);
        const answered = at(`Hello, ${name} telephone.`);
        if (answered === undefined)
          return `The ${name} telephone rings at minute ${minute}, and nobody answers.`;
        if (answered !== minute)
          return `The ${name} telephone rings at minute ${minute}, and is answered at minute ${answered}.`;
      }
    },
  },
  {
    says: "No task goes on before its telephone has rung",
    check({ events, knobs }) {
      for (const name of NAMES) {
        const polls = events.filter(
          ({ lane, kind }) => lane === name && kind === "poll",
        );
        const early = polls.find(
          ({ at }) => at > 0 && at < called(knobs, name),
        );
        if (early !== undefined)
          return `The task of the ${name} telephone is polled at minute ${early.at}, and the call comes at minute ${called(knobs, name)}.`;
        if (polls.length > 3)
          return `The task of the ${name} telephone is polled ${polls.length} times.`;
      }
    },
  },
];

/** When a telephone rings. */
function called(knobs, name) {
  return { first: 10, second: knobs.second_call, third: 40 }[name];
}
