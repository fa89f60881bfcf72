// Three steps that need one another, as a chain, on two evenings.

import { begin, end, knob, minutes, say } from "#kitchen";

// ANCHOR: main
evening(20)
  .then(() => sleep(minutes(10)))
  .then(() => evening(knob("minutes_in_oven", 36)));
// ANCHOR_END: main

// ANCHOR: evening
function evening(minutesInOven) {
  return mix()
    .then((batter) => bake(batter, minutesInOven))
    .then((cake) => cool(cake))
    .then((cake) => say("alice", `On the table: ${cake}.`))
    .catch((error) => say("alice", `No cake: ${error.message}.`));
}
// ANCHOR_END: evening

// ANCHOR: steps
function mix() {
  return step("mixer", "mix", 6).then(() => "batter");
}

function bake(batter, minutesInOven) {
  return step("oven", `bake ${batter}`, minutesInOven).then(() => {
    if (minutesInOven > 30) throw new Error("it is burnt");
    return "a cake";
  });
}

function cool(cake) {
  return step("fridge", `cool ${cake}`, 10).then(() => `${cake}, cool`);
}
// ANCHOR_END: steps

function step(machine, activity, n) {
  begin(machine, activity);
  return sleep(minutes(n)).then(() => end(machine, activity));
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
