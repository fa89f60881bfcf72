// Many workers stand still at once: what each of them keeps, and takes to come.

import { once } from "node:events";
import * as threads from "node:worker_threads";

import { begin, blocked, end, knob, receive, say, work } from "#kitchen";

// ANCHOR: main
if (threads.isMainThread) {
  // A worker is a thread with a JavaScript of its own: one for every twenty.
  const waiters = Math.ceil(knob("waiters", 400) / 20);
  const bell = new Int32Array(new SharedArrayBuffer(4));
  const memory = process.memoryUsage.rss();
  const processor = process.cpuUsage();
  const workers = [];
  for (let n = 1; n <= waiters; n++) {
    const workerData = { n, bell };
    const worker = new threads.Worker(new URL(import.meta.url), { workerData });
    await once(worker, "message");
    workers.push(worker);
  }
  const { user, system } = process.cpuUsage(processor);
  const memoryUsed = process.memoryUsage.rss() - memory;
  report(waiters, memoryUsed, (user + system) / 1000);

  workers.forEach((worker) => worker.postMessage("wait for the bell"));
  begin("memory", "a stack for each");
  work("alice", "read", 30);
  receive("bell", "alice", "ring");
  Atomics.store(bell, 0, 1);
  Atomics.notify(bell, 0);
  end("memory", "a stack for each");
} else {
  const { n, bell } = threads.workerData;
  threads.parentPort.once("message", () => waitForBell(n, bell));
  threads.parentPort.postMessage("here");
}
// ANCHOR_END: main

// ANCHOR: wait_for_bell
// The timeline has room for four of them; the others wait in the same way.
function waitForBell(n, bell) {
  const wait = () => Atomics.wait(bell, 0, 0);
  if (n <= 4) blocked(`waiter ${n}`, "bell", wait);
  else wait();
}
// ANCHOR_END: wait_for_bell

// ANCHOR: report
// Says on which side of a limit it was; the exact numbers differ by run.
function report(waiters, bytes, milliseconds) {
  const memory = bytes / waiters > 2 ** 20 ? "more" : "less";
  const time = milliseconds / waiters > 5 ? "more" : "less";
  say("alice", `${waiters} threads wait for the bell.`);
  say(
    "alice",
    `Each has ${memory} than 1 MiB in use, and cost the processor ${time} than 5 ms.`,
  );
}
// ANCHOR_END: report
