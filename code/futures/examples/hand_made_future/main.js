// A slip for a cake: a promise written by hand, and awaited like any other.

import { begin, end, knob, minutes, receive, say, send, work } from "#kitchen";

// ANCHOR: future
class Slip {
  #value;
  #waiting = [];

  constructor() {
    begin("cake", "pending");
  }

  // An await calls this, with what goes on with its function.
  /** @param {(value: string) => void} callback */
  then(callback) {
    if (this.#value !== undefined) {
      queueMicrotask(() => callback(this.#value));
      return;
    }
    say("cake", "Pending: I note who is waiting.");
    this.#waiting.push(callback);
  }

  resolve(value) {
    receive("cake", "oven", value);
    end("cake", "pending");
    this.#value = value;
    say("cake", "Ready: I wake who is waiting.");
    for (const callback of this.#waiting) {
      queueMicrotask(() => callback(value));
    }
  }
}
// ANCHOR_END: future

// ANCHOR: main
const cake = new Slip();
begin("oven", "bake");
setTimeout(ring, minutes(knob("minutes_in_oven", 30)), cake);
work("alice", "page 1", 8);
say("alice", `Now I have ${await cake}.`);
work("alice", "page 2", 8);
say("alice", `And I still have ${await cake}.`);

function ring(cake) {
  end("oven", "bake");
  send("oven", "cake", "a cake");
  cake.resolve("a cake");
}
// ANCHOR_END: main
