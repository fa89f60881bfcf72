// Alice gives up on Bob's candles, and calls him back.

import { begin, end, knob, minutes, say } from "#kitchen";

const patience = new AbortController();
const bob = fetchCandles(patience.signal);
await sleep(minutes(10));
say("alice", "The invitations are written.");
const candles = await Promise.race([bob, sleep(minutes(20))]);
if (candles) {
  say("alice", `Here are ${candles}.`);
} else {
  patience.abort();
  await Promise.allSettled([bob]); // It fails, as it was asked to.
  say("alice", "It is too late for candles.");
}
await sleep(minutes(100));
say("alice", "The party begins.");

async function fetchCandles(signal) {
  begin("bob", "walk");
  try {
    await sleep(minutes(knob("minutes_to_shop", 45)), signal);
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
