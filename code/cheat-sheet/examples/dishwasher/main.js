// What keeps a thread busy for long is moved to another one.

import { once } from "node:events";
import { isMainThread, parentPort, Worker } from "node:worker_threads";

import { begin, end, minutes, say, spawn, work } from "#kitchen";

// ANCHOR: main
if (isMainThread) {
  const dishwasher = new Worker(new URL(import.meta.url));
  // A worker takes its time to start; the story begins when it is there.
  await once(dishwasher, "message");
  spawn("alice", "dishwasher");
  // ANCHOR: run_blocking
  const clean = once(dishwasher, "message");
  dishwasher.postMessage("wash");
  // ANCHOR_END: run_blocking
  await bakeCake();
  // ANCHOR: run_blocking
  const [dishes] = await clean;
  // ANCHOR_END: run_blocking
  say("alice", `There are ${dishes}.`);
} else {
  // ANCHOR: run_blocking
  parentPort.once("message", () => parentPort.postMessage(washDishes()));
  // ANCHOR_END: run_blocking
  parentPort.postMessage("here");
}
// ANCHOR_END: main

// ANCHOR: wash_dishes
function washDishes() {
  work("dishwasher", "wash", 30);
  return "clean dishes";
}
// ANCHOR_END: wash_dishes

async function bakeCake() {
  begin("oven", "bake");
  await sleep(minutes(20));
  end("oven", "bake");
  say("alice", "The cake is done.");
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
