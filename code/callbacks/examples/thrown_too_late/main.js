// Alice is ready to catch what goes wrong, but only as long as her call lasts.

import { begin, end, minutes, say, work } from "#kitchen";

// ANCHOR: main
let isOvenInUse = false;

try {
  work("alice", "mix batter", 10);
  bakeCake(takeCakeOut);
  say("alice", "Nothing has gone wrong.");
} catch (error) {
  say("alice", `I have caught it: ${error.message}.`);
}
// ANCHOR_END: main

// ANCHOR: take_cake_out
function takeCakeOut() {
  work("alice", "take cake out", 2);
  throw new Error("the cake is burnt");
}
// ANCHOR_END: take_cake_out

// ANCHOR: bake_cake
function bakeCake(callback) {
  if (isOvenInUse) throw new Error("the oven is in use");
  isOvenInUse = true;
  begin("oven", "bake");
  setTimeout(() => {
    end("oven", "bake");
    try {
      callback();
    } catch (error) {
      say("oven", `My callback has failed: ${error.message}.`);
    }
  }, minutes(30));
}
// ANCHOR_END: bake_cake
