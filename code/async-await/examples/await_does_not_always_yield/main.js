// Cake and book: every page is awaited, and the cake is not seen to.

import { begin, end, knob, minutes, observe, say, work } from "#kitchen";

// ANCHOR: main
await Promise.all([observe("cake", bakeCake), observe("book", readBook)]);
say("alice", "Cake and book are done.");
// ANCHOR_END: main

// ANCHOR: bake_cake
async function bakeCake() {
  work("alice", "mix batter", 10);
  begin("oven", "bake");
  say("alice", "The cake is in the oven.");
  await observe("cake", sleep(minutes(knob("minutes_in_oven", 30))));
  end("oven", "bake");
  work("alice", "take cake out", 2);
  say("alice", "The cake is on the table.");
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
// ANCHOR_END: bake_cake

// ANCHOR: read_book
async function readBook() {
  const pages = knob("pages", 6);
  for (let page = 1; page <= pages; page++) {
    await observe("book", readPage(page));
  }
  say("alice", "The book is finished.");
}

async function readPage(page) {
  work("alice", `page ${page}`, 8);
}
// ANCHOR_END: read_book
