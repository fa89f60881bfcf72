// Two workers put a spoon back; the note is for whoever has the wooden spoon.

import { once } from "node:events";
import * as threads from "node:worker_threads";

import { begin, blocked, end, receive, say, spawn, work } from "#kitchen";

// ANCHOR: main
if (threads.isMainThread) {
  // Memory that both workers have: the number of spoons, and the hook.
  const note = new Int32Array(new SharedArrayBuffer(8));
  note[0] = 10;
  const helper = new threads.Worker(new URL(import.meta.url), {
    workerData: note,
  });
  await once(helper, "message");
  begin("note", `${note[0]} spoons`);
  spawn("alice", "helper");
  helper.postMessage("tidy up");

  putSpoonBack("alice", note, 6);
  work("alice", "page 1", 6);
  say("alice", "Page 1 is read.");

  await once(helper, "exit");
  receive("alice", "helper", "exit");
  work("alice", "count the spoons", 2);
  say("alice", `I count 12 spoons. The note says ${note[0]}.`);
  end("note", `${note[0]} spoons`);
} else {
  threads.parentPort.once("message", () => {
    work("helper", "wipe the table", 2);
    putSpoonBack("helper", threads.workerData, 8);
  });
  threads.parentPort.postMessage("here");
}
// ANCHOR_END: main

// ANCHOR: put_spoon_back
function putSpoonBack(who, note, minutes) {
  blocked(who, "hook", () => {
    // 0: the wooden spoon hangs there, 1: somebody has it.
    while (Atomics.compareExchange(note, 1, 0, 1)) Atomics.wait(note, 1, 1);
  });
  begin("hook", `taken by ${who}`);
  const spoons = note[0];
  work(who, "dry a spoon", minutes);
  writeDown(who, note, spoons + 1);
  say(who, `I have written ${spoons + 1}.`);
  end("hook", `taken by ${who}`);
  Atomics.store(note, 1, 0);
  Atomics.notify(note, 1, 1);
}
// ANCHOR_END: put_spoon_back

function writeDown(who, note, spoons) {
  end("note", `${note[0]} spoons`);
  note[0] = spoons;
  receive("note", who, `${spoons} spoons`);
  begin("note", `${spoons} spoons`);
}
