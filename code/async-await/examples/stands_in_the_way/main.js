// Cake and book at once, but for one call that holds the thread.

import {
  begin,
  blocked,
  end,
  knob,
  minutes,
  observe,
  say,
  work,
} from "#kitchen";

// ANCHOR: main
await Promise.all([observe("cake", bakeCake), observe("book", readBook)]);
say("alice", "Cake and book are done.");
// ANCHOR_END: main

// ANCHOR: bake_cake
async function bakeCake() {
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
async function readBook() {
  const pages = knob("pages", 6);
  for (let page = 1; page <= pages; page++) {
    work("alice", `page ${page}`, 8);
    await observe("book", new Promise((resolve) => setTimeout(resolve, 1)));
  }
  say("alice", "The book is finished.");
}
// ANCHOR_END: read_book
