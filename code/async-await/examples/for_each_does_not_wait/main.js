// Three trays, a call for each, and a line that is said too early.

import { begin, end, minutes, observe, say } from "#kitchen";

// ANCHOR: main
const trays = Object.entries({ muffins: 10, scones: 14, rolls: 18 });

trays.forEach(async ([what, time]) => {
  await observe(what, () => bake(what, time));
});
say("alice", "Everything is baked.");

await sleep(minutes(20));
say("alice", "My friend is at the door.");
// ANCHOR_END: main

// ANCHOR: bake
async function bake(what, time) {
  begin(what, "bake");
  await observe(what, sleep(minutes(time)));
  end(what, "bake");
  say("alice", `The ${what} are done.`);
}
// ANCHOR_END: bake

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
