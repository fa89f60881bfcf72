// Two cooks, two cakes: parallelism, and two people who wait.

import { once } from "node:events";
import { isMainThread, parentPort, Worker } from "node:worker_threads";

import { blocked, minutes, receive, say, spawn, work } from "#kitchen";

// ANCHOR: main
if (isMainThread) {
  const bob = new Worker(new URL(import.meta.url));
  // A worker takes its time to start; the story begins when Bob is there.
  await once(bob, "message");
  spawn("alice", "bob");
  bob.postMessage(14);

  bakeCake("alice", 10);

  await once(bob, "exit");
  receive("alice", "bob", "exit");
  say("alice", "Two cakes are on the table.");
} else {
  parentPort.once("message", (mixing) => bakeCake("bob", mixing));
  parentPort.postMessage("here");
}
// ANCHOR_END: main

// ANCHOR: bake_cake
function bakeCake(cook, mixing) {
  work(cook, "mix batter", mixing);
  blocked(cook, "oven", () => sleepSync(minutes(30)));
  work(cook, "take cake out", 2);
  say(cook, "My cake is done.");
}

// JavaScript has no blocking sleep; this waits for a change that never comes.
function sleepSync(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
// ANCHOR_END: bake_cake
