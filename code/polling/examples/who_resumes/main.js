// One function settles a slip that another one awaits: who goes on, and when?

import { begin, end, knob, minutes, say, work } from "#kitchen";

// ANCHOR: slip
let settle;
const slip = new Promise((resolve) => {
  settle = resolve;
});
// ANCHOR_END: slip

// ANCHOR: main
await Promise.all([iceCake(), takeCakeOut()]);
// ANCHOR_END: main

// ANCHOR: ice_cake
async function iceCake() {
  begin("icing", "waits");
  const cake = await slip;
  end("icing", "waits");
  say("icing", `I go on, with ${cake}.`);
  work("alice", "ice cake", 6);
  say("icing", "The cake is iced.");
}
// ANCHOR_END: ice_cake

// ANCHOR: take_cake_out
async function takeCakeOut() {
  begin("oven", "bake");
  const oven = minutes(knob("minutes_in_oven", 30));
  await new Promise((resolve) => setTimeout(resolve, oven));
  end("oven", "bake");
  work("alice", "take cake out", 2);
  settle("a cake");
  say("baking", "The slip is settled.");
  work("alice", "wash tin", 4);
  say("baking", "The tin is washed.");
}
// ANCHOR_END: take_cake_out
