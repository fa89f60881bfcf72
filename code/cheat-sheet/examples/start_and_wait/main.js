// A task is started, goes on by itself, and is waited for.

import { begin, end, knob, minutes, say, spawn } from "#kitchen";

// ANCHOR: main
spawn("alice", "cake");
// ANCHOR: start
const cake = bakeCake();
// ANCHOR_END: start
await setTable();
// ANCHOR: wait
const dessert = await cake;
// ANCHOR_END: wait
say("alice", `Here is ${dessert}.`);
// ANCHOR_END: main

// ANCHOR: bake_cake
async function bakeCake() {
  begin("cake", "bake");
  // ANCHOR: sleep
  await sleep(minutes(knob("minutes_in_oven", 30)));
  // ANCHOR_END: sleep
  end("cake", "bake");
  return "the cake";
}
// ANCHOR_END: bake_cake

async function setTable() {
  begin("alice", "set the table");
  await sleep(minutes(10));
  end("alice", "set the table");
  say("alice", "The table is set.");
}

// ANCHOR: sleep
function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
// ANCHOR_END: sleep
