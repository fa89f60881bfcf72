// Three guests on one thread: the event loop turns to whoever has spoken.

import { once } from "node:events";
import { connect, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import * as threads from "node:worker_threads";

import { minutes, observe, say, send, spawn, work } from "#kitchen";

// ANCHOR: main
if (threads.isMainThread) {
  const door = createServer().listen(0, "127.0.0.1");
  await once(door, "listening");
  const guests = new threads.Worker(new URL(import.meta.url));
  await once(guests, "online");
  const address = /** @type {import("node:net").AddressInfo} */ (
    door.address()
  );
  guests.postMessage(address.port);
  await observe("door", () => welcome(door));
  door.close();
} else {
  const [port] = await once(threads.parentPort, "message");
  guest("first", port, [4, 18], "an apple cake");
  guest("second", port, [8, 12], "a plum cake");
  guest("third", port, [12, 12], "a cherry pie");
}
// ANCHOR_END: main

// ANCHOR: welcome
async function welcome(door) {
  const tasks = [];
  for (const name of ["first", "second", "third"]) {
    const [guest] = await observe("door", once(door, "connection"));
    spawn("door", name);
    tasks.push(observe(name, () => repeat(name, guest)));
  }
  await observe("door", Promise.all(tasks));
}
// ANCHOR_END: welcome

// ANCHOR: repeat
async function repeat(name, guest) {
  const [words] = await observe(name, once(guest, "data"));
  work(name, "repeat", 6);
  say(name, `You would like ${words}.`);
  guest.end(words);
}
// ANCHOR_END: repeat

// ANCHOR: guest
async function guest(name, port, [come, order], cake) {
  await sleep(minutes(come));
  send("guests", "door", name);
  const host = connect(port, "127.0.0.1").resume();
  await sleep(minutes(order));
  send("guests", name, cake);
  host.write(cake);
}
// ANCHOR_END: guest
