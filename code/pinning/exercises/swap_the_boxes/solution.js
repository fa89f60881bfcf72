// Two cakes in boxes, each with a note that says where it is. Bob swaps the boxes.

import { knob, say, work } from "#kitchen";

const table = [box("The chocolate cake"), box("The apple cake")];
const may = table.every(Object.isFrozen) ? "stay in" : "may leave";
say("bob", `The cakes ${may} their boxes.`);

for (let swaps = knob("swaps", 1); swaps > 0; swaps--) {
  work("bob", "swap", 4);
  swap();
}
for (const [index, lane] of ["left", "right"].entries()) {
  const { cake } = table[index];
  const right = cake.note === table[index] ? "right" : "wrong";
  say(lane, `${cake.name} is here, and its note is ${right}.`);
}

function box(name) {
  const box = { cake: { name } };
  // The note says in which box the cake is.
  box.cake.note = box;
  return Object.freeze(box);
}

function swap() {
  table.reverse();
}
