// An executor that loses wakes.

import { knob, say, work } from "#kitchen";

const queue = [];

function wake(task) {
  if (!task.queued) {
    task.queued = true;
    queue.push(task);
  }
}

function run() {
  while (queue.length > 0) {
    const task = queue.shift();
    task.steps.next();
    task.queued = false;
  }
}

function spawn(part, n, done) {
  const task = { queued: false, steps: null };
  // The task wakes itself, and Bob, who looks in, wakes it as well.
  task.steps = inParts(part, n, done, () => {
    wake(task);
    wake(task);
  });
  wake(task);
}

function* inParts(part, n, done, giveWay) {
  const parts = knob("parts", 3);
  for (let number = 1; number <= parts; number++) {
    if (number > 1) yield giveWay();
    work("alice", `${part} ${number}`, n);
  }
  say("alice", done);
}

spawn("paragraph", 4, "The letter is written.");
spawn("page", 8, "The book is finished.");
run();
