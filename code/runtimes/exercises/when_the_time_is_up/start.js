// Alice gives up on Bob's candles, and Bob walks on.

import { begin, end, knob, minutes, say } from "#kitchen";

const bob = fetchCandles();
await sleep(minutes(10));
say("alice", "The invitations are written.");
const candles = await Promise.race([bob, sleep(minutes(20))]);
if (candles) say("alice", `Here are ${candles}.`);
else say("alice", "It is too late for candles.");
await sleep(minutes(100));
say("alice", "The party begins.");

async function fetchCandles() {
  begin("bob", "walk");
  try {
    await sleep(minutes(knob("minutes_to_shop", 45)));
    say("bob", "I have paid.");
    return "the candles";
  } finally {
    end("bob", "walk");
  }
}

function sleep(ms, signal) {
  return new Promise((resolve, reject) => {
    setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => reject(signal.reason));
  });
}
