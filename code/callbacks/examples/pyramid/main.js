// Three steps, each of which needs what the one before has brought.

import { begin, end, minutes, say, work } from "#kitchen";

// ANCHOR: main
askFriend((wish) => {
  bakeCake(wish, (cake) => {
    deliver(cake, (thanks) => {
      say("alice", `My friend says: ${thanks}`);
    });
  });
});
say("alice", "Everything is arranged.");
// ANCHOR_END: main

// ANCHOR: steps
function askFriend(callback) {
  work("alice", "write a letter", 2);
  later("friend", "think", 6, () => callback("lemon"));
}

function bakeCake(wish, callback) {
  say("alice", `It is to be a ${wish} cake.`);
  work("alice", "mix batter", 10);
  later("oven", "bake", 30, () => callback(`${wish} cake`));
}

function deliver(cake, callback) {
  say("alice", `The ${cake} is baked.`);
  work("alice", "wrap it", 4);
  later("bob", "carry it", 12, () => callback("Thank you!"));
}
// ANCHOR_END: steps

// ANCHOR: later
function later(lane, activity, n, callback) {
  begin(lane, activity);
  setTimeout(() => {
    end(lane, activity);
    callback();
  }, minutes(n));
}
// ANCHOR_END: later
