// A helper waits for a bell, and nobody has the bell any more.

import { once } from "node:events";
import * as threads from "node:worker_threads";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import { begin, blocked, end, minutes, say, spawn, work } from "#kitchen";

// ANCHOR: main
if (threads.isMainThread) {
  let isGone = false;
  let bell = new Int32Array(new SharedArrayBuffer(4));
  let helper = new threads.Worker(new URL(import.meta.url), {
    workerData: bell,
  });
  helper.once("exit", () => (isGone = true));
  await once(helper, "message");
  spawn("alice", "helper");
  helper.postMessage("wait for the bell");

  work("alice", "page 1", 10);
  // From here on nobody has the bell but the worker that waits.
  bell = helper = undefined;
  collectGarbage();
  begin("bell", "nobody has it");
  work("alice", "page 2", 10);
  // News of the helper's end would come while the event loop has its turn.
  await new Promise((resolve) => setTimeout(resolve, minutes(0)));
  say("alice", isGone ? "The helper is gone." : "The helper is still waiting.");
  end("bell", "nobody has it");
  process.exit();
} else {
  threads.parentPort.once("message", () => waitForBell(threads.workerData));
  threads.parentPort.postMessage("here");
}
// ANCHOR_END: main

// ANCHOR: wait_for_bell
function waitForBell(bell) {
  blocked("helper", "bell", () => Atomics.wait(bell, 0, 0));
  say("helper", "The bell has rung.");
}
// ANCHOR_END: wait_for_bell

function collectGarbage() {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
}
