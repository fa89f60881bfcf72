// A machine that bakes a cake, and spreads the icing while it is hot.

import { begin, end, knob, now, say, work } from "#kitchen";

const cake = newMachine();
while (cake.poll() === "pending") {
  work("alice", "read a page", 8);
}

function newMachine() {
  let state = "Start";
  let doneAt;

  function poll() {
    for (;;) {
      switch (state) {
        case "Start":
          work("alice", "mix batter", 10);
          begin("state", "Baking");
          doneAt = now() + knob("minutes_in_oven", 30);
          state = "Baking";
          break;
        case "Baking":
          if (now() < doneAt) return "pending";
          end("state", "Baking");
          work("alice", "take cake out", 2);
          work("alice", "spread icing", 6);
          say("alice", "The cake is on the table.");
          state = "Done";
          return "ready";
        default:
          throw new Error("a finished function cannot go on");
      }
    }
  }

  return { poll };
}
