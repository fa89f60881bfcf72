// Alice waits for a cake, and nobody has what would tell her that it is there.

import { begin, end, knob, minutes, say } from "#kitchen";

// ANCHOR: main
const watchdog = knob("watchdog", 60);
const alice = waitForCake();
if (watchdog === 0) {
  await alice;
} else {
  await new Promise((resolve) => setTimeout(resolve, minutes(watchdog)));
  say("watchdog", "Alice is still waiting.");
}
// ANCHOR_END: main

// ANCHOR: wait_for_cake
async function waitForCake() {
  begin("alice", "waits");
  say("alice", "Tell me when there is a cake.");
  await new Promise(() => {}); // whose two functions nobody keeps
  end("alice", "waits");
  say("alice", "There is a cake.");
}
// ANCHOR_END: wait_for_cake
