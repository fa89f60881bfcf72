// Bob goes for candles, and Alice waits until he is back, or for 40 minutes.

import { begin, end, knob, minutes, say } from "#kitchen";

// What the timer brings is undefined. What is said stands after the race: a
// line in a `then` of the timer would be said by a timer that has lost, too.
const candles = await Promise.race([fetchCandles(), sleep(minutes(40))]);
say("alice", candles ? `Here are ${candles}.` : "No candles tonight.");
say("alice", "The party begins.");

async function fetchCandles() {
  begin("bob", "walk to the shop");
  await sleep(minutes(knob("minutes_to_shop", 60)));
  end("bob", "walk to the shop");
  return "the candles";
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
