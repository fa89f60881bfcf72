// Cake and cream; the error is caught where the cake is awaited.

import { begin, end, knob, minutes, say, work } from "#kitchen";

class FuseBlown extends Error {}

await Promise.all([cakeOrNot(), chillCream()]);
say("alice", "Dessert is served.");

async function cakeOrNot() {
  try {
    await bakeCake();
    say("alice", "The cake is on the table.");
  } catch (problem) {
    if (!(problem instanceof FuseBlown)) throw problem;
    say("alice", `No cake: ${problem.message}.`);
  }
}

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
