// Both at once, and one of them fails.

import { begin, end, minutes, now, say } from "#kitchen";

// ANCHOR: main
try {
  await Promise.all([bakeCake(), fetchCandles()]);
  say("alice", "Cake and candles are here.");
} catch (error) {
  say("alice", `No party: ${error.message}.`);
}
await sleep(minutes(40 - now()));
say("alice", "We have bread and cheese.");
// ANCHOR_END: main

// ANCHOR: bake_cake
async function bakeCake() {
  begin("oven", "bake");
  await sleep(minutes(20));
  end("oven", "bake");
  throw new Error("the cake is burnt");
}
// ANCHOR_END: bake_cake

// ANCHOR: fetch_candles
async function fetchCandles() {
  begin("bob", "walk");
  try {
    await sleep(minutes(26));
    say("bob", "I have paid.");
    await sleep(minutes(10));
  } finally {
    end("bob", "walk");
    say("bob", "My walk is over.");
  }
}
// ANCHOR_END: fetch_candles

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
