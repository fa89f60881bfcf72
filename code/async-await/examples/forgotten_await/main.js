// The cake is begun, and its await is forgotten.

import { begin, end, minutes, observe, say, work } from "#kitchen";

// ANCHOR: main
observe("cake", bakeCake);
say("alice", "The cake is done.");

await sleep(minutes(50));
say("alice", "My friend is at the door.");
// ANCHOR_END: main

// ANCHOR: bake_cake
async function bakeCake() {
  work("alice", "mix batter", 10);
  begin("oven", "bake");
  say("alice", "The cake is in the oven.");
  await observe("cake", sleep(minutes(30)));
  end("oven", "bake");
  say("alice", "The cake is on the table.");
}
// ANCHOR_END: bake_cake

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
