// Cake and book on one thread, woven into each other by hand.

import { begin, blocked, end, knob, minutes, say, work } from "#kitchen";

const pages = knob("pages", 6);
let read = 0;

work("alice", "mix batter", 10);
begin("oven", "bake");
let left = knob("minutes_in_oven", 30);
// A page that is begun is read to its end, so it has to fit.
while (read < pages && left >= 8) {
  readPage();
  left -= 8;
}
waitFor("oven", left);
end("oven", "bake");
work("alice", "take cake out", 2);
say("alice", "The cake is on the table.");

while (read < pages) {
  readPage();
}
say("alice", "The book is finished.");

function readPage() {
  read += 1;
  work("alice", `page ${read}`, 8);
}

// Alice stands in front of the oven, and does nothing else.
function waitFor(what, n) {
  blocked("alice", what, () => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, minutes(n));
  });
}
