// Alice gives the oven a function to call, and reads one page at a time.

import { begin, end, knob, minutes, say, work } from "#kitchen";

const pages = knob("pages", 6);

bakeCake();
readBook(1);

function bakeCake() {
  work("alice", "mix batter", 10);
  begin("oven", "bake");
  setTimeout(takeCakeOut, minutes(knob("minutes_in_oven", 30)));
}

function takeCakeOut() {
  end("oven", "bake");
  work("alice", "take cake out", 2);
  say("alice", "The cake is on the table.");
}

function readBook(page) {
  if (page > pages) {
    say("alice", "The book is finished.");
    return;
  }
  work("alice", `page ${page}`, 8);
  // Not of 0 ms: some browsers let such a timer pass others that are overdue.
  setTimeout(() => readBook(page + 1), 1);
}
