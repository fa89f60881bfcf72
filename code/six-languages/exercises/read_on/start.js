// The phone rings, and the book is put away for good.

import { begin, end, knob, minutes, say, work } from "#kitchen";

const reading = new AbortController();
const phone = answerPhone();
const first = bakeCake("first");
const book = readBook(reading.signal);

await phone;
reading.abort();
await Promise.allSettled([book]);

await Promise.all([first, bakeCake("second")]);
say("alice", "Good night.");

async function answerPhone() {
  await sleep(minutes(knob("phone_rings", 31)));
  work("alice", "talk", 2);
  say("alice", "A third person is coming.");
}

async function bakeCake(cake) {
  work("alice", "mix batter", 10);
  begin("oven", `${cake} cake`);
  await sleep(minutes(30));
  end("oven", `${cake} cake`);
  say("alice", `The ${cake} cake is on the table.`);
}

async function readBook(signal) {
  const pages = knob("pages", 6);
  for (let page = 1; page <= pages; page++) {
    work("alice", `page ${page}`, 8);
    await sleep(minutes(4), signal);
  }
}

function sleep(ms, signal) {
  return new Promise((resolve, reject) => {
    setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => reject(signal.reason));
  });
}
