// A fuse blows while the cake is awaited, and an ordinary try catches it.

import { begin, end, knob, minutes, observe, say, work } from "#kitchen";

class FuseBlown extends Error {}

// ANCHOR: main
try {
  await observe("cake", bakeCake);
  say("alice", "The cake is on the table.");
} catch (problem) {
  if (!(problem instanceof FuseBlown)) throw problem;
  say("alice", `No cake: ${problem.message}.`);
}
say("alice", "Now for the book.");
// ANCHOR_END: main

// ANCHOR: bake_cake
async function bakeCake() {
  work("alice", "mix batter", 10);
  say("alice", "The cake is in the oven.");
  await heat();
  work("alice", "take cake out", 2);
}
// ANCHOR_END: bake_cake

// ANCHOR: heat
async function heat() {
  const wanted = knob("minutes_in_oven", 30);
  const holds = knob("fuse_holds", 20);
  begin("oven", "bake");
  await observe("cake", sleep(minutes(Math.min(wanted, holds))));
  end("oven", "bake");
  if (holds < wanted) throw new FuseBlown("the fuse has blown");
}
// ANCHOR_END: heat

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
