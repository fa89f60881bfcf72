// The cake fails while the cream is awaited, and before the cake is.

import process from "node:process";

import { begin, end, minutes, observe, say, work } from "#kitchen";

class FuseBlown extends Error {}

// ANCHOR: main
process.on("unhandledRejection", (/** @type {FuseBlown} */ problem) => {
  say("alice", `Nobody was there for it: ${problem.message}.`);
});

const cake = observe("cake", bakeCake);
const cream = observe("cream", chillCream);
await cream;
try {
  await cake;
  say("alice", "The cake is on the table.");
} catch (problem) {
  if (!(problem instanceof FuseBlown)) throw problem;
  say("alice", `No cake: ${problem.message}.`);
}
// ANCHOR_END: main

// ANCHOR: bake_cake
async function bakeCake() {
  work("alice", "mix batter", 10);
  begin("oven", "bake");
  say("alice", "The cake is in the oven.");
  await observe("cake", sleep(minutes(20)));
  end("oven", "bake");
  throw new FuseBlown("the fuse has blown");
}
// ANCHOR_END: bake_cake

async function chillCream() {
  work("alice", "whip cream", 4);
  begin("fridge", "chill");
  await observe("cream", sleep(minutes(20)));
  end("fridge", "chill");
  say("alice", "The cream is cold.");
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
