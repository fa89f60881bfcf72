// Alice reads a poem, and looks up after each line.

import { knob, minutes, say, work } from "#kitchen";

const call = sleep(minutes(knob("call", 32)));
const poem = readPoem();
await call;
say("alice", "Hello?");
await poem;

async function readPoem() {
  for (let line = 1; line <= knob("lines", 24); line++) {
    work("alice", "read a line", 2);
    await lookUp();
  }
  say("alice", "The poem is read.");
}

// To put in the bookmark takes two minutes. Then whoever wants a turn has one.
async function lookUp() {
  work("alice", "put in the bookmark", 2);
  await sleep(1);
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
