// A plain function wants the answer of an async one.

import { begin, end, minutes, observe, say } from "#kitchen";

// ANCHOR: main
const cake = observe("cake", bakeCake);
await sleep(minutes(2));
layTable();
await cake;
// ANCHOR_END: main

// ANCHOR: lay_table
function layTable() {
  const guests = await observe("friend", askFriend);
  say("alice", `The table is laid for ${guests}.`);
}
// ANCHOR_END: lay_table

// ANCHOR: ask_friend
async function askFriend() {
  await observe("friend", sleep(minutes(10)));
  say("friend", "We are three.");
  return 3;
}
// ANCHOR_END: ask_friend

// ANCHOR: bake_cake
async function bakeCake() {
  begin("oven", "bake");
  await observe("cake", sleep(minutes(6)));
  end("oven", "bake");
  say("cake", "The cake is done.");
}
// ANCHOR_END: bake_cake

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
