// Alice leaves notes, and Bob reads each when it is there.

import { minutes, receive, say, send, spawn } from "#kitchen";

// ANCHOR: main
// ANCHOR: pass_a_message
const fridge = new TransformStream();
const notes = fridge.writable.getWriter();
// ANCHOR_END: pass_a_message
spawn("alice", "bob");
const bob = readNotes(fridge.readable.getReader());
for (const note of ["candles", "milk"]) {
  await sleep(minutes(10));
  send("alice", "bob", note);
  // ANCHOR: pass_a_message
  await notes.write(note);
  // ANCHOR_END: pass_a_message
}
await sleep(minutes(10));
// ANCHOR: pass_a_message
await notes.close();
// ANCHOR_END: pass_a_message
await bob;
say("alice", "Bob has read them all.");
// ANCHOR_END: main

// ANCHOR: read_notes
async function readNotes(reader) {
  // ANCHOR: pass_a_message
  for (;;) {
    const { done, value: note } = await reader.read();
    if (done) break;
    receive("bob", "alice", note);
    say("bob", `The note says: ${note}.`);
  }
  // ANCHOR_END: pass_a_message
}
// ANCHOR_END: read_notes

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
