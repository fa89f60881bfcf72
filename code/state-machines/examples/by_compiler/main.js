// Baking a cake: an async function, which the engine can stop in the middle.

import { begin, end, knob, minutes, observe, say, work } from "#kitchen";

// ANCHOR: main
work("alice", "read page 1", 8);
const cake = observe("cake", () => bakeCake("chocolate"));
work("alice", "read pages 2 to 5", 32);
await cake;
work("alice", "read page 6", 8);
// ANCHOR_END: main

// ANCHOR: bake_cake
async function bakeCake(icing) {
  work("alice", "mix batter", 10);
  say("alice", "The cake is in the oven.");
  begin("state", "Baking");
  await observe("cake", sleep(minutes(knob("minutes_in_oven", 30))));
  end("state", "Baking");
  work("alice", `spread ${icing}`, 6);
  say("alice", "The cake is on the table.");
}
// ANCHOR_END: bake_cake

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
