// A time limit that nobody looks at yet.

import { begin, end, knob, minutes, say } from "#kitchen";

const cake = await within(minutes(knob("limit", 20)), bakeCake());
say("alice", cake === undefined ? "There is pie." : `There is ${cake}.`);

async function bakeCake() {
  begin("oven", "bake");
  await sleep(minutes(knob("minutes_in_oven", 30)));
  end("oven", "bake");
  return "cake";
}

// What the promise brings, if it does so before ms are over; else undefined.
async function within(ms, promise) {
  return await promise;
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
