// Two workers each put a spoon back and count it on one note: a spoon gets lost.

import { once } from "node:events";
import * as threads from "node:worker_threads";

import { begin, end, knob, receive, say, spawn, work } from "#kitchen";

// ANCHOR: main
if (threads.isMainThread) {
  // Memory that both workers have: the number of spoons on the note.
  const note = new Int32Array(new SharedArrayBuffer(4));
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
  threads.parentPort.once("message", () => tidyUp(threads.workerData));
  threads.parentPort.postMessage("here");
}
// ANCHOR_END: main

// ANCHOR: tidy_up
function tidyUp(note) {
  work("helper", "wipe the table", knob("minutes_at_table", 2));
  putSpoonBack("helper", note, 8);
}
// ANCHOR_END: tidy_up

// ANCHOR: put_spoon_back
function putSpoonBack(who, note, minutes) {
  const spoons = note[0];
  receive(who, "note", `${spoons} spoons`);
  work(who, "dry a spoon", minutes);
  writeDown(who, note, spoons + 1);
  say(who, `I have written ${spoons + 1}.`);
}

function writeDown(who, note, spoons) {
  end("note", `${note[0]} spoons`);
  note[0] = spoons;
  receive("note", who, `${spoons} spoons`);
  begin("note", `${spoons} spoons`);
}
// ANCHOR_END: put_spoon_back
