// Three trays, and a line that is said too early.

import { begin, end, knob, minutes, say } from "#kitchen";

/** @type {[string, number][]} */
const trays = [
  ["muffins", knob("minutes_for_muffins", 10)],
  ["scones", 14],
  ["rolls", knob("minutes_for_rolls", 18)],
];

trays.forEach(async (tray) => {
  await bake(tray);
});
say("alice", "Everything is baked.");

async function bake([what, time]) {
  begin(what, "bake");
  await new Promise((resolve) => setTimeout(resolve, minutes(time)));
  end(what, "bake");
  say("alice", `The ${what} are done.`);
}
