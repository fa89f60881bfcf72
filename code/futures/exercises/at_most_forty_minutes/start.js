// Bob goes for candles, and Alice waits until he is back.

import { begin, end, knob, minutes, say } from "#kitchen";

const candles = await fetchCandles();
say("alice", `Here are ${candles}.`);
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
