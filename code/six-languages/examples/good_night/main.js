// Alice goes to bed with a cake in the oven.

import { minutes, observe, say, work } from "#kitchen";

// ANCHOR: main
observe("cake", bakeCake);
await sleep(minutes(5));
work("alice", "brush teeth", 5);
say("alice", "Good night.");
// ANCHOR_END: main

// ANCHOR: bake_cake
async function bakeCake() {
  try {
    say("cake", "The cake is in the oven.");
    await observe("cake", sleep(minutes(30)));
    say("cake", "The cake is done.");
  } finally {
    say("cake", "The oven is off.");
  }
}
// ANCHOR_END: bake_cake

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
