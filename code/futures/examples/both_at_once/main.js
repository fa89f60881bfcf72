// A cake from the oven and candles from the shop, both waited for at once.

import { begin, end, knob, minutes, say } from "#kitchen";

// ANCHOR: main
// ANCHOR: wait_for_all
const [cake, candles] = await Promise.all([bakeCake(), fetchCandles()]);
// ANCHOR_END: wait_for_all
say("alice", `On the table: ${cake} and ${candles}.`);
// ANCHOR_END: main

// ANCHOR: bake_cake
async function bakeCake() {
  begin("oven", "bake");
  await sleep(minutes(knob("minutes_in_oven", 30)));
  end("oven", "bake");
  say("oven", "The cake is baked.");
  return "a cake";
}
// ANCHOR_END: bake_cake

// ANCHOR: fetch_candles
async function fetchCandles() {
  begin("bob", "walk to the shop");
  await sleep(minutes(knob("minutes_to_shop", 20)));
  end("bob", "walk to the shop");
  say("bob", "I have candles.");
  return "candles";
}
// ANCHOR_END: fetch_candles

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
