// Alice gives the oven a function to call, and reads the whole book.

import { begin, end, knob, minutes, say, work } from "#kitchen";

const pages = knob("pages", 6);

bakeCake();
readBook();

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

function readBook() {
  for (let page = 1; page <= pages; page++) {
    work("alice", `page ${page}`, 8);
  }
  say("alice", "The book is finished.");
}
