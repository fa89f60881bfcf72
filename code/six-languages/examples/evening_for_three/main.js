// An evening for three: two cakes, a phone, and a book that is cut short.

import {
  begin,
  cancel,
  end,
  knob,
  minutes,
  observe,
  say,
  work,
} from "#kitchen";

// ANCHOR: main
const reading = new AbortController();
const phone = observe("phone", answerPhone);
const first = observe("first", () => bakeCake("first"));
const book = observe("book", () => readBook(reading.signal));
say("alice", "Everything is begun.");

await phone;
cancel("alice", "book");
reading.abort();
await Promise.allSettled([book]);
await Promise.all([first, observe("second", () => bakeCake("second"))]);
say("alice", "Two cakes for three.");
// ANCHOR_END: main

// ANCHOR: answer_phone
async function answerPhone() {
  await observe("phone", sleep(minutes(knob("phone_rings", 31))));
  work("alice", "talk", 2);
  say("alice", "A third person is coming.");
}
// ANCHOR_END: answer_phone

// ANCHOR: bake_cake
async function bakeCake(cake) {
  work("alice", "mix batter", 10);
  begin("oven", `${cake} cake`);
  await observe(cake, sleep(minutes(knob("minutes_in_oven", 30))));
  end("oven", `${cake} cake`);
  say("alice", `The ${cake} cake is on the table.`);
}
// ANCHOR_END: bake_cake

// ANCHOR: read_book
async function readBook(signal) {
  let page = 0;
  try {
    while (page < 6) {
      page += 1;
      work("alice", `page ${page}`, 8);
      await observe("book", sleep(minutes(4), signal));
    }
  } finally {
    say("alice", `The bookmark is after page ${page}.`);
  }
}
// ANCHOR_END: read_book

function sleep(ms, signal) {
  return new Promise((resolve, reject) => {
    setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => reject(signal.reason));
  });
}
