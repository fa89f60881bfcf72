// A slip that is asked by two tasks, one after the other.

import { begin, end, knob, minutes, say } from "#kitchen";

class Slip {
  #isBaked = false;
  #wake;

  // Whether there is a cake. If not, `wake` tells whoever asks to ask again.
  poll(wake) {
    if (this.#isBaked) return true;
    // The task that asks now may be another one than last time.
    this.#wake = wake;
    return false;
  }

  settle() {
    this.#isBaked = true;
    this.#wake?.();
  }
}

const slip = new Slip();
begin("oven", "bake");
setTimeout(ring, minutes(knob("minutes_in_oven", 30)));
if (!(await wait("bob", 10))) await wait("alice", 100);

function ring() {
  end("oven", "bake");
  slip.settle();
}

// A task that waits for the slip, for so many minutes at most, and then answers
// whether there is a cake. It asks at first, when it is woken, and at the end.
function wait(who, patience) {
  begin(who, "wait");
  return new Promise((resolve) => {
    let isWaiting = true;
    const timer = setTimeout(ask, minutes(patience), true);
    ask(false);

    function ask(isLast) {
      if (!isWaiting) return;
      const isBaked = slip.poll(() => queueMicrotask(() => ask(false)));
      if (!isBaked && !isLast) return;
      isWaiting = false;
      clearTimeout(timer);
      end(who, "wait");
      if (isBaked) say(who, "I have a cake.");
      resolve(isBaked);
    }
  });
}
