// Each of the three steps can fail, and one handler at the end is enough.

import { begin, end, knob, minutes, say } from "#kitchen";

// ANCHOR: main
askFriend()
  .then((wish) => bakeCake(wish))
  .then((cake) => deliver(cake))
  .then((thanks) => say("alice", `My friend says: ${thanks}`))
  .catch((error) => say("alice", `No cake: ${error.message}.`));
say("alice", "Everything is arranged.");
// ANCHOR_END: main

// ANCHOR: steps
function askFriend() {
  return later(1, "friend", "think", 8, "lemon", "the letter is lost");
}

function bakeCake(wish) {
  return later(2, "oven", "bake", 30, `${wish} cake`, "the oven is cold");
}

function deliver(cake) {
  const problem = `the ${cake} is lost`;
  return later(3, "bob", "carry it", 12, "Thank you!", problem);
}
// ANCHOR_END: steps

// ANCHOR: later
function later(step, lane, activity, n, answer, problem) {
  begin(lane, activity);
  return new Promise((resolve, reject) => {
    setTimeout(() => {
      end(lane, activity);
      if (step === knob("failing_step", 2)) reject(new Error(problem));
      else resolve(answer);
    }, minutes(n));
  });
}
// ANCHOR_END: later
