// Cake and cream, and nobody looks at what went wrong.

import { begin, end, knob, minutes, say, work } from "#kitchen";

class FuseBlown extends Error {}

await Promise.allSettled([bakeCake(), chillCream()]);
say("alice", "The cake is on the table.");
say("alice", "Dessert is served.");

async function bakeCake() {
  const wanted = knob("minutes_in_oven", 30);
  const holds = knob("fuse_holds", 20);
  work("alice", "mix batter", 10);
  begin("oven", "bake");
  await sleep(minutes(Math.min(wanted, holds)));
  end("oven", "bake");
  if (holds < wanted) throw new FuseBlown("the fuse has blown");
}

async function chillCream() {
  work("alice", "whip cream", 4);
  begin("fridge", "chill");
  await sleep(minutes(20));
  end("fridge", "chill");
  say("alice", "The cream is cold.");
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
