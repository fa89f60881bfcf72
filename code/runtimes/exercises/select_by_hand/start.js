// Door and phone, and Alice hears only the door.

import { begin, dropped, knob, minutes, say } from "#kitchen";

// What is done first, of two; if both are, the first.
class Select {
  first;
  second;

  constructor(first, second) {
    this.first = first;
    this.second = second;
  }

  // What the one that is done brings; before that, nothing, and `wake` tells
  // whoever asks to ask again.
  poll(wake) {
    return this.first.poll(wake);
  }
}

// Begun by whoever asks first; rings so many minutes later, unless dropped.
function bell(what, time, news) {
  let state = "new";
  let wake, timer;
  return {
    poll(wakeAgain) {
      wake = wakeAgain;
      if (state === "over") throw new Error("It was asked when it was over.");
      if (state === "new") {
        state = "begun";
        begin(what, "listen");
        timer = setTimeout(() => {
          state = "due";
          wake();
        }, minutes(time));
      }
      if (state === "begun") return undefined;
      say(what, "Ring!");
      this.drop();
      return news;
    },

    // Nobody listens any more.
    drop() {
      state = "over";
      clearTimeout(timer);
      dropped(what);
    },
  };
}

const door = bell("door", knob("door_rings_at", 25), "Bob is at the door.");
const phone = bell("phone", knob("phone_rings_at", 10), "3 cakes are ordered.");
carryOn(new Select(door, phone), (heard) => say("alice", heard));
setTimeout(() => say("alice", "Good night."), minutes(125));

// Asks now, and again after each wake, until there is an answer.
function carryOn(future, whenDone) {
  const answer = future.poll(() =>
    queueMicrotask(() => carryOn(future, whenDone)),
  );
  if (answer !== undefined) whenDone(answer);
}
