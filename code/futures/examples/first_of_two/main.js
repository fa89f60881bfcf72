// Two go for candles, and whoever is back first will do.

import { begin, end, minutes, say, spawn } from "#kitchen";

// ANCHOR: main
// ANCHOR: first_of_several
const candles = await Promise.race([
  fetchCandles("bob", "shop", 10),
  fetchCandles("friend", "market", 26),
]);
// ANCHOR_END: first_of_several
say("alice", `Here are the ${candles}.`);
await iceCake();
await sleep(minutes(10));
say("alice", "The party begins.");
// ANCHOR_END: main

// ANCHOR: fetch_candles
async function fetchCandles(who, place, way) {
  spawn("alice", who);
  begin(who, "walk");
  try {
    await sleep(minutes(way));
    say(who, `I have paid at the ${place}.`);
    await sleep(minutes(10));
    return `candles from the ${place}`;
  } finally {
    end(who, "walk");
    say(who, `My walk to the ${place} is over.`);
  }
}
// ANCHOR_END: fetch_candles

// ANCHOR: ice_cake
async function iceCake() {
  begin("cake", "icing sets");
  await sleep(minutes(10));
  end("cake", "icing sets");
  say("alice", "The cake is iced.");
}
// ANCHOR_END: ice_cake

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
