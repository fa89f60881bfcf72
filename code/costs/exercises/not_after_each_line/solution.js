// Alice reads a poem, and looks up when somebody may have waited for long enough.

import { knob, minutes, say, work } from "#kitchen";

const call = sleep(minutes(knob("call", 32)));
const poem = readPoem();
await call;
say("alice", "Hello?");
await poem;

async function readPoem() {
  const atATime = Math.floor((knob("patience", 10) - 2) / 2);
  for (let line = 1; line <= knob("lines", 24); line++) {
    work("alice", "read a line", 2);
    if (line % atATime === 0) await lookUp();
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
