// A task that always has something to do, on the event loop.

import { knob, minutes, observe, say, work } from "#kitchen";

// ANCHOR: main
const phone = observe("phone", answerPhone);
const letters = observe("letters", answerLetters);
await phone;
await letters;
// ANCHOR_END: main

// ANCHOR: answer_phone
async function answerPhone() {
  await observe("phone", sleep(minutes(10)));
  say("alice", "Hello?");
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
// ANCHOR_END: answer_phone

// ANCHOR: answer_letters
async function answerLetters() {
  for await (const letter of pile(knob("letters", 5))) {
    work("alice", `letter ${letter}`, 6);
  }
  say("alice", "The letters are answered.");
}

// Letters of many weeks: the next one is there already.
async function* pile(letters) {
  for (let letter = 1; letter <= letters; letter++) yield letter;
}
// ANCHOR_END: answer_letters
