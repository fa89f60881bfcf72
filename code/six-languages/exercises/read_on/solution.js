// The phone rings, the book is put away, and the bookmark stays in it.

import { begin, end, knob, minutes, say, work } from "#kitchen";

const bookmark = { page: 0 };
const reading = new AbortController();
const phone = answerPhone();
const first = bakeCake("first");
const book = readBook(bookmark, reading.signal);

await phone;
reading.abort();
await Promise.allSettled([book]);

await Promise.all([first, bakeCake("second"), readBook(bookmark)]);
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

async function readBook(bookmark, signal) {
  while (bookmark.page < knob("pages", 6)) {
    bookmark.page += 1;
    work("alice", `page ${bookmark.page}`, 8);
    await sleep(minutes(4), signal);
  }
}

function sleep(ms, signal) {
  return new Promise((resolve, reject) => {
    setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => reject(signal.reason));
  });
}
