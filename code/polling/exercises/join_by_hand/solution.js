// Cake and tea, joined by hand, and begun together.

import { begin, end, knob, minutes, say } from "#kitchen";

// Done when both are; a task that is done is no longer there to be asked.
class Both {
  #tasks;

  constructor(first, second) {
    this.#tasks = [first, second];
  }

  // Whether it is done. If not, `wake` tells whoever asks to ask again.
  poll(wake) {
    this.#tasks = this.#tasks.filter((task) => !task.poll(wake));
    return this.#tasks.length === 0;
  }
}

// Begun by whoever asks first, and done so many minutes later.
class Task {
  #what;
  #time;
  #state = "new";
  #wake;

  constructor(what, time) {
    this.#what = what;
    this.#time = time;
  }

  poll(wake) {
    this.#wake = wake;
    if (this.#state === "done")
      throw new Error("It was asked when it was done.");
    if (this.#state === "new") {
      this.#state = "begun";
      begin(this.#what, "prepare");
      setTimeout(() => this.#ring(), minutes(this.#time));
    }
    if (this.#state === "begun") return false;
    this.#state = "done";
    end(this.#what, "prepare");
    say(this.#what, "I am done.");
    return true;
  }

  #ring() {
    this.#state = "due";
    this.#wake();
  }
}

const cake = new Task("cake", knob("minutes_for_cake", 30));
const tea = new Task("tea", knob("minutes_for_tea", 10));
carryOn(new Both(cake, tea), () => say("alice", "Cake and tea are ready."));

// Asks the task now, and again whenever it is woken, until it is done.
function carryOn(task, whenDone) {
  if (task.poll(() => queueMicrotask(() => carryOn(task, whenDone))))
    whenDone();
}
