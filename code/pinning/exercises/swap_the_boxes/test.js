// What Bob has to do with the boxes, in whichever language it is written.

/** Once, three times, twice, and not at all. */
export const runs = [{}, { swaps: 3 }, { swaps: 2 }, { swaps: 0 }];

/** @type {import("../../../kitchen/exercise.d.ts").Check[]} */
export const checks = [
  {
    says: "No cake can be taken out of its box",
    check({ transcript }) {
      const said = transcript.find(({ lane }) => lane === "bob")?.text;
      if (said !== "The cakes stay in their boxes.")
        return `Bob should say that the cakes stay in their boxes. He says: “${said ?? ""}”`;
    },
  },
  {
    says: "Bob swaps as often as he is asked to, for four minutes each time",
    check({ events, knobs }) {
      const swaps = events.filter(
        ({ lane, kind }) => lane === "bob" && kind === "begin",
      );
      if (swaps.length !== knobs.swaps)
        return `He should swap ${times(knobs.swaps)}, and does so ${times(swaps.length)}.`;
      const late = swaps.find(({ at }, index) => at !== index * 4);
      if (late) return `A swap should not begin at minute ${late.at}.`;
    },
  },
  {
    says: "Each cake stands where it should after that",
    check({ transcript, knobs }) {
      const order = ["The chocolate cake", "The apple cake"];
      if (knobs.swaps % 2 === 1) order.reverse();
      for (const [index, lane] of ["left", "right"].entries()) {
        const said = transcript.filter((line) => line.lane === lane);
        if (said.length !== 1)
          return `It should be said once what is on the ${lane}, and is said ${times(said.length)}.`;
        if (!said[0].text.startsWith(order[index]))
          return `After swapping ${times(knobs.swaps)}, “${order[index]}” should be on the ${lane}. It was said: “${said[0].text}”`;
      }
    },
  },
  {
    says: "Every note is right",
    check({ transcript, knobs }) {
      for (const lane of ["left", "right"]) {
        const said = transcript.find((line) => line.lane === lane)?.text ?? "";
        if (!said.endsWith("is here, and its note is right."))
          return `After swapping ${times(knobs.swaps)}, the cake on the ${lane} says: “${said}” Its note was written for another place.`;
      }
    },
  },
];

function times(count) {
  return (
    ["not at all", "once", "twice", "three times"][count] ?? `${count} times`
  );
}
