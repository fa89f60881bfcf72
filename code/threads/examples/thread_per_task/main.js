// A second worker waits for the oven, so that Alice does not have to.

import { once } from "node:events";
import { isMainThread, parentPort, Worker } from "node:worker_threads";

import {
  begin,
  blocked,
  end,
  minutes,
  receive,
  say,
  spawn,
  work,
} from "#kitchen";

// ANCHOR: main
if (isMainThread) {
  const helper = new Worker(new URL(import.meta.url));
  // A worker takes its time to start; the story begins with the helper there.
  await once(helper, "message");
  spawn("alice", "helper");
  helper.postMessage("bake a cake");

  readBook();

  await once(helper, "exit");
  receive("alice", "helper", "exit");
  say("alice", "Cake and book are done.");
} else {
  parentPort.once("message", bakeCake);
  parentPort.postMessage("here");
}
// ANCHOR_END: main

// ANCHOR: bake_cake
function bakeCake() {
  work("helper", "mix batter", 12);
  blocked("helper", "oven", () => {
    begin("oven", "bake");
    sleepSync(minutes(30));
    end("oven", "bake");
  });
  work("helper", "take cake out", 2);
  say("helper", "The cake is on the table.");
}

// JavaScript has no blocking sleep; this waits for a change that never comes.
function sleepSync(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
// ANCHOR_END: bake_cake

// ANCHOR: read_book
function readBook() {
  for (let page = 1; page <= 6; page++) {
    work("alice", `page ${page}`, 8);
  }
  say("alice", "The book is finished.");
}
// ANCHOR_END: read_book
