// The obvious code: first the cake, then the book.

import { begin, blocked, end, knob, minutes, say, work } from "#kitchen";

// ANCHOR: main
bakeCake();
readBook();
// ANCHOR_END: main

// ANCHOR: bake_cake
function bakeCake() {
  work("alice", "mix batter", 10);
  say("alice", "The cake is in the oven.");
  blocked("alice", "oven", () => {
    begin("oven", "bake");
    sleepSync(minutes(knob("minutes_in_oven", 30)));
    end("oven", "bake");
  });
  work("alice", "take cake out", 2);
  say("alice", "The cake is on the table.");
}

// JavaScript has no blocking sleep; this waits for a change that never comes.
function sleepSync(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
// ANCHOR_END: bake_cake

// ANCHOR: read_book
function readBook() {
  const pages = knob("pages", 6);
  for (let page = 1; page <= pages; page++) {
    work("alice", `page ${page}`, 8);
  }
  say("alice", "The book is finished.");
}
// ANCHOR_END: read_book
