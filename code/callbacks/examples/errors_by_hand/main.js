// Each of the three steps can fail, and each callback has to ask whether it has.

import { begin, end, knob, minutes, say } from "#kitchen";

// ANCHOR: main
askFriend((error, wish) => {
  if (error) return say("alice", `No cake: ${error.message}.`);
  bakeCake(wish, (error, cake) => {
    if (error) return say("alice", `No cake: ${error.message}.`);
    deliver(cake, (error, thanks) => {
      if (error) return say("alice", `No cake: ${error.message}.`);
      say("alice", `My friend says: ${thanks}`);
    });
  });
});
say("alice", "Everything is arranged.");
// ANCHOR_END: main

// ANCHOR: steps
function askFriend(callback) {
  later(1, "friend", "think", 8, "lemon", "the letter is lost", callback);
}

function bakeCake(wish, callback) {
  later(2, "oven", "bake", 30, `${wish} cake`, "the oven is cold", callback);
}

function deliver(cake, callback) {
  const problem = `the ${cake} is lost`;
  later(3, "bob", "carry it", 12, "Thank you!", problem, callback);
}
// ANCHOR_END: steps

// ANCHOR: later
function later(step, lane, activity, n, answer, problem, callback) {
  begin(lane, activity);
  setTimeout(() => {
    end(lane, activity);
    if (step === knob("failing_step", 2)) callback(new Error(problem));
    else callback(null, answer);
  }, minutes(n));
}
// ANCHOR_END: later
