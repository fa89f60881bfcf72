// Alice gives the oven a function to call, and reads.

import { begin, end, knob, minutes, receive, say, send, work } from "#kitchen";

// ANCHOR: main
bakeCake();
readBook();
// The script ends here. From now on, the event loop calls.
// ANCHOR_END: main

// ANCHOR: bake_cake
function bakeCake() {
  work("alice", "mix batter", 10);
  begin("oven", "bake");
  send("alice", "oven", "a function");
  setTimeout(takeCakeOut, minutes(knob("minutes_in_oven", 30)));
  say("alice", "The cake is in the oven.");
}
// ANCHOR_END: bake_cake

// ANCHOR: take_cake_out
function takeCakeOut() {
  receive("alice", "oven", "the call");
  end("oven", "bake");
  work("alice", "take cake out", 2);
  say("alice", "The cake is on the table.");
}
// ANCHOR_END: take_cake_out

// ANCHOR: read_book
function readBook() {
  const pages = knob("pages", 6);
  for (let page = 1; page <= pages; page++) {
    work("alice", `page ${page}`, 8);
  }
  say("alice", "The book is finished.");
}
// ANCHOR_END: read_book
