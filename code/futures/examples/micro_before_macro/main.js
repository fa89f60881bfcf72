// A timer that is due, a job that is queued, and a job that the job queues: who is next?

import { begin, end, minutes, say, work } from "#kitchen";

// ANCHOR: main
begin("timer", "set to 2 minutes");
setTimeout(turnOvenDown, minutes(2));
begin("first", "queued");
Promise.resolve().then(answerFirst);

work("alice", "page 1", 8);
say("alice", "Page 1 is read.");
// ANCHOR_END: main

// ANCHOR: turns
function answerFirst() {
  end("first", "queued");
  work("alice", "first message", 2);
  say("alice", "The first message is answered.");

  begin("second", "queued");
  Promise.resolve().then(answerSecond);
}

function answerSecond() {
  end("second", "queued");
  work("alice", "second message", 2);
  say("alice", "The second message is answered.");
}

function turnOvenDown() {
  end("timer", "set to 2 minutes");
  work("alice", "turn oven down", 4);
  say("alice", "The oven is turned down.");
}
// ANCHOR_END: turns
