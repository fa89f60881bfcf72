// Two slips: for a cake that is not there yet, and for a pie that never will be.

import { begin, end, minutes, receive, say, send } from "#kitchen";

// ANCHOR: main
let fulfillCake, rejectPie;
const cake = new Promise((resolve) => (fulfillCake = resolve));
const pie = new Promise((_, reject) => (rejectPie = reject));
watch("cake", cake);
watch("pie", pie);

await sleep(minutes(20));
send("alice", "pie", "it is burnt");
rejectPie(new Error("it is burnt"));
await sleep(minutes(10));
send("alice", "cake", "a chocolate cake");
fulfillCake("a chocolate cake");
await sleep(minutes(10));
send("alice", "cake", "an apple cake");
fulfillCake("an apple cake"); // No effect, and nobody is told.
await sleep(minutes(10));
redeem("cake", cake);
await sleep(minutes(10));
redeem("cake", cake);
// ANCHOR_END: main

// ANCHOR: watch
function watch(name, slip) {
  begin(name, "pending");
  slip.then(
    (what) => {
      receive(name, "alice", what);
      end(name, "pending");
      say(name, `Fulfilled: ${what}.`);
    },
    (error) => {
      receive(name, "alice", error.message);
      end(name, "pending");
      say(name, `Rejected: ${error.message}.`);
    },
  );
}
// ANCHOR_END: watch

// ANCHOR: redeem
function redeem(name, slip) {
  slip.then((what) => {
    receive("friend", name, what);
    say("friend", `I get ${what}.`);
  });
}
// ANCHOR_END: redeem

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
