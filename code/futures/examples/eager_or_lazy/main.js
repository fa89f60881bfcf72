// A call that is awaited later: when does its body run?

import { begin, end, knob, minutes, say, work } from "#kitchen";

// ANCHOR: main
const cake = bakeCake();
say("alice", "The call has returned.");

await readBook();
say("alice", "Now I want the cake.");
await cake;
// ANCHOR_END: main

// ANCHOR: bake_cake
async function bakeCake() {
  work("alice", "mix batter", 10);
  begin("oven", "bake");
  say("alice", "The cake is in the oven.");
  await sleep(minutes(knob("minutes_in_oven", 30)));
  end("oven", "bake");
  work("alice", "take cake out", 2);
  say("alice", "The cake is on the table.");
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
// ANCHOR_END: bake_cake

// ANCHOR: read_book
async function readBook() {
  work("alice", "page 1", 8);
  for (let page = 2; page <= 4; page++) {
    // Between two pages, others get a turn.
    await sleep(1);
    work("alice", `page ${page}`, 8);
  }
}
// ANCHOR_END: read_book
