// A slip for a cake that remembers one person.

import { begin, end, knob, minutes, say } from "#kitchen";

class Slip {
  #waiting;

  // Whoever asks is to be told the value: later, or at once if it is there.
  then(callback) {
    this.#waiting = callback;
  }

  resolve(value) {
    this.#waiting?.(value);
  }
}

const cake = new Slip();
begin("oven", "bake");
setTimeout(ring, minutes(knob("minutes_in_oven", 30)));
setTimeout(ask, minutes(10), "bob");
setTimeout(ask, minutes(20), "alice");
setTimeout(ask, minutes(40), "friend");

function ask(who) {
  begin(who, "wait");
  cake.then((value) => {
    end(who, "wait");
    say(who, `I am told: ${value}.`);
  });
}

function ring() {
  end("oven", "bake");
  cake.resolve("the cake is done");
}
