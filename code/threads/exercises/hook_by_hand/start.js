// Workers who are interrupted after every turn, and one note for all of them.

import { knob, say, work } from "#kitchen";

class Worker {
  constructor(who, spoons) {
    this.who = who;
    this.spoons = spoons;
    this.read = undefined;
  }

  // Two minutes of work; after them it is somebody else's turn.
  turn(note) {
    if (this.read === undefined) {
      work(this.who, "read the note", 2);
      this.read = note.spoons;
    } else {
      work(this.who, "write on the note", 2);
      note.spoons = this.read + 1;
      this.read = undefined;
      this.spoons -= 1;
    }
  }
}

const note = { spoons: 10 };
const workers = ["alice", "bob", "helper"]
  .slice(0, knob("workers", 2))
  .map((who) => new Worker(who, knob("spoons", 2)));

// The operating system: a turn for each who has something left to do.
while (workers.some((worker) => worker.spoons > 0)) {
  for (const worker of workers) {
    if (worker.spoons > 0) worker.turn(note);
  }
}
say("alice", `The note says ${note.spoons}.`);
