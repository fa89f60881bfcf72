// An event loop by hand: a queue of callbacks, and a loop that calls them.

import {
  begin,
  blocked,
  end,
  knob,
  minutes,
  receive,
  say,
  work,
} from "#kitchen";

// ANCHOR: call_later
const queue = [];

function callLater(n, name, callback) {
  const due = performance.now() + minutes(n);
  const place = queue.findLastIndex((other) => other.due <= due) + 1;
  queue.splice(place, 0, { due, name, callback });
  begin("queue", name);
}
// ANCHOR_END: call_later

// ANCHOR: main
work("alice", "mix batter", 10);
say("alice", "The cake is in the oven.");
callLater(knob("minutes_in_oven", 30), "take cake out", takeCakeOut);
callLater(0, "page 1", () => readPage(1));

while (queue.length > 0) {
  const { due, name, callback } = queue.shift();
  const wait = due - performance.now();
  if (wait > 0) blocked("loop", "clock", () => sleepSync(wait));
  end("queue", name);
  receive("alice", "loop", "control");
  callback();
  receive("loop", "alice", "control");
}
// ANCHOR_END: main

// ANCHOR: callbacks
function takeCakeOut() {
  work("alice", "take cake out", 2);
  say("alice", "The cake is on the table.");
  callLater(30, "add sugar", () => work("alice", "add sugar", 4));
}

function readPage(page) {
  work("alice", `page ${page}`, 8);
  if (page >= knob("pages", 6)) say("alice", "The book is finished.");
  else callLater(0, `page ${page + 1}`, () => readPage(page + 1));
}
// ANCHOR_END: callbacks

// JavaScript has no blocking sleep; this waits for a change that never comes.
function sleepSync(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
