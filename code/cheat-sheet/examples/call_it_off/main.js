// Bob is sent for candles, and called back.

import { begin, cancel, end, minutes, say, spawn } from "#kitchen";

// ANCHOR: main
// ANCHOR: cancel
const errand = new AbortController();
const candles = fetchCandles(errand.signal);
// ANCHOR_END: cancel
await lookForCandles();
cancel("alice", "bob");
// ANCHOR: cancel
errand.abort();
// ANCHOR_END: cancel
await candles.catch(() => say("alice", "Bob is back."));
// ANCHOR_END: main

// ANCHOR: fetch_candles
async function fetchCandles(signal) {
  spawn("alice", "bob");
  begin("bob", "walk to the shop");
  try {
    await sleep(minutes(40), signal);
    return "candles";
  } finally {
    end("bob", "walk to the shop");
  }
}

function sleep(ms, signal) {
  // A signal that was given earlier is not heard by a listener.
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
// ANCHOR_END: fetch_candles

async function lookForCandles() {
  begin("alice", "look through the drawers");
  await sleep(minutes(10));
  end("alice", "look through the drawers");
  say("alice", "There are candles in the drawer.");
}
