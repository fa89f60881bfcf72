// The obvious code: first the cake, then the book.

import { begin, blocked, end, knob, minutes, say, work } from "#kitchen";

const pages = knob("pages", 6);

bakeCake();
readBook();

function bakeCake() {
  work("alice", "mix batter", 10);
  begin("oven", "bake");
  waitFor("oven", knob("minutes_in_oven", 30));
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

// Alice stands in front of the oven, and does nothing else.
function waitFor(what, n) {
  blocked("alice", what, () => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, minutes(n));
  });
}
