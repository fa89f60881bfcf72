// Alice waits for candles, and not for longer than 20 minutes.

import { begin, end, knob, minutes, say, spawn } from "#kitchen";

// ANCHOR: main
// ANCHOR: timeout
try {
  const candles = await Promise.race([fetchCandles(), late(minutes(20))]);
  say("alice", `Here are ${candles}.`);
} catch {
  say("alice", "It is too late for candles.");
}
// ANCHOR_END: timeout
// ANCHOR_END: main

// ANCHOR: fetch_candles
async function fetchCandles() {
  spawn("alice", "bob");
  begin("bob", "walk to the shop");
  try {
    await sleep(minutes(knob("minutes_to_shop", 40)));
    return "candles";
  } finally {
    end("bob", "walk to the shop");
  }
}
// ANCHOR_END: fetch_candles

// ANCHOR: timeout
async function late(ms) {
  await sleep(ms);
  throw new Error("late");
}
// ANCHOR_END: timeout

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
