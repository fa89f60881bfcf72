// Cake and cream: both are begun, and then both are awaited.

import { begin, end, knob, minutes, observe, say, work } from "#kitchen";

// ANCHOR: main
const cake = observe("cake", bakeCake);
const cream = observe("cream", chillCream);
await Promise.all([cake, cream]);
say("alice", "Cake and cream are ready.");
// ANCHOR_END: main

// ANCHOR: bake_cake
async function bakeCake() {
  work("alice", "mix batter", 10);
  begin("oven", "bake");
  say("alice", "The cake is in the oven.");
  await observe("cake", sleep(minutes(knob("minutes_in_oven", 30))));
  end("oven", "bake");
  say("alice", "The cake is baked.");
}
// ANCHOR_END: bake_cake

// ANCHOR: chill_cream
async function chillCream() {
  work("alice", "whip cream", 4);
  begin("fridge", "chill");
  say("alice", "The cream is in the fridge.");
  await observe("cream", sleep(minutes(knob("minutes_in_fridge", 20))));
  end("fridge", "chill");
  say("alice", "The cream is cold.");
}
// ANCHOR_END: chill_cream

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
