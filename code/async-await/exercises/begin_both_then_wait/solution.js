// The water boils while the cake bakes.

import { begin, end, knob, minutes, say, work } from "#kitchen";

await Promise.all([bakeAndFrost(), boilWater()]);
say("alice", "Tea and cake are ready.");

async function bakeAndFrost() {
  await bakeCake();
  frostCake();
}

async function bakeCake() {
  work("alice", "mix batter", 10);
  begin("oven", "bake");
  await sleep(minutes(knob("minutes_in_oven", 30)));
  end("oven", "bake");
  say("alice", "The cake is baked.");
}

function frostCake() {
  work("alice", "frost cake", 6);
  say("alice", "The cake is frosted.");
}

async function boilWater() {
  work("alice", "fill kettle", 2);
  begin("kettle", "boil");
  await sleep(minutes(knob("minutes_to_boil", 8)));
  end("kettle", "boil");
  say("alice", "The water boils.");
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
