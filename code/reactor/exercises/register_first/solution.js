// Three telephones, and tasks that are woken when theirs rings.

import { knob, minutes, observe, say, work } from "#kitchen";

const rung = new Set();
const waiting = new Map();

// A telephone rings: whoever waits for it is told.
function call(name) {
  say("exchange", `The ${name} telephone rings.`);
  rung.add(name);
  waiting.get(name)?.();
  waiting.delete(name);
}

setTimeout(call, minutes(10), "first");
setTimeout(call, minutes(knob("second_call", 20)), "second");
setTimeout(call, minutes(40), "third");

for (const name of ["first", "second", "third"]) {
  observe(name, () => answer(name));
}

async function answer(name) {
  await observe(name, ring(name));
  say(name, `Hello, ${name} telephone.`);
  work(name, "talk", 2);
}

// Waits for a telephone to ring.
function ring(name) {
  return new Promise((goOn) => {
    if (rung.has(name)) goOn(undefined);
    else waiting.set(name, goOn);
  });
}
