// Alice looks for the cake every ten minutes, until it is done.

import { begin, end, knob, minutes, say } from "#kitchen";

await main();

async function main() {
  const cake = bakeCake();
  for (let look = 1; look <= 12; look++) {
    if (await Promise.race([cake, sleep(minutes(10))])) {
      say("alice", "The cake is baked.");
      return;
    }
    say("alice", "Not yet.");
  }
  say("alice", "I give up.");
}

async function bakeCake() {
  begin("oven", "bake");
  await sleep(minutes(knob("minutes_in_oven", 34)));
  end("oven", "bake");
  return "cake";
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
