// Timers of an event loop whose time is a number.

/**
 * @typedef {object} Timer
 * @property {number} id
 * @property {number} due
 * @property {number} sequence
 * @property {number} delay
 * @property {boolean} repeats
 * @property {() => void} run
 */

export class Timers {
  /** @type {Timer[]} a heap: none is due before its parent, which is at half of its index */
  #heap = [];
  /** @type {Map<number, Timer>} */
  #byId = new Map();
  /** @type {Map<number, () => void>} what runs before time moves on */
  #immediates = new Map();
  /** @type {number[]} those whose turn it is */
  #turn = [];
  #last = 0;
  #sequence = 0;

  /** @param {import("./virtual.js").VirtualClock} clock */
  constructor(clock) {
    this.clock = clock;
  }

  /**
   * @param {() => void} run
   * @param {unknown} delay as the program gave it
   * @param {boolean} repeats
   */
  add(run, delay, repeats) {
    const number = Number(delay);
    // As Node has it: what is no delay is 1 ms, and a millisecond is not divided. But a story's minute
    // has more of them here, so there is no longest delay.
    const whole = number >= 1 && number < Infinity ? Math.trunc(number) : 1;
    const timer = { id: ++this.#last, due: 0, sequence: 0, delay: whole, repeats, run };
    this.#byId.set(timer.id, timer);
    this.#start(timer, this.clock.now);
    return timer.id;
  }

  /** @param {() => void} run */
  addImmediate(run) {
    this.#immediates.set(++this.#last, run);
    return this.#last;
  }

  /** @param {unknown} id */
  clear(id) {
    this.#byId.delete(Number(id));
    this.#immediates.delete(Number(id));
  }

  /**
   * What runs next; time moves to it. `undefined` when there is nothing.
   * @returns {(() => void) | undefined}
   */
  next() {
    return this.#due() ?? this.#immediate() ?? this.#later();
  }

  isEmpty() {
    return this.#byId.size === 0 && this.#immediates.size === 0;
  }

  /** Of those whose time has come, the first. */
  #due() {
    // Who came first in a turn of the loop is not overtaken by a timer that has become due in it.
    if (this.#turn.length > 0) return undefined;
    const first = this.#first();
    return first && first.due <= this.clock.now ? this.#take(first) : undefined;
  }

  #immediate() {
    while (this.#immediates.size > 0) {
      if (this.#turn.length === 0) this.#turn = [...this.#immediates.keys()].reverse();
      const id = this.#turn.pop() ?? 0;
      const run = this.#immediates.get(id);
      this.#immediates.delete(id);
      if (run) return run;
    }
    this.#turn = [];
    return undefined;
  }

  #later() {
    const first = this.#first();
    if (!first) return undefined;
    this.clock.reach(first.due);
    return this.#take(first);
  }

  /** @param {Timer} timer */
  #take(timer) {
    this.#shift();
    if (!timer.repeats) {
      this.#byId.delete(timer.id);
      return timer.run;
    }
    return () => {
      const began = this.clock.now;
      try {
        timer.run();
      } finally {
        // As Node has it: the next time is counted from when this one began.
        if (this.#byId.has(timer.id)) this.#start(timer, began);
      }
    };
  }

  /** @param {Timer} timer @param {number} now */
  #start(timer, now) {
    timer.due = now + timer.delay;
    timer.sequence = ++this.#sequence;
    this.#push(timer);
  }

  /** The earliest that nobody has cleared. */
  #first() {
    for (; this.#heap.length > 0; this.#shift()) {
      if (this.#byId.get(this.#heap[0].id) === this.#heap[0]) return this.#heap[0];
    }
    return undefined;
  }

  /** @param {Timer} timer */
  #push(timer) {
    let at = this.#heap.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(timer, this.#heap[parent])) break;
      this.#heap[at] = this.#heap[parent];
      at = parent;
    }
    this.#heap[at] = timer;
  }

  #shift() {
    const last = this.#heap.pop();
    const size = this.#heap.length;
    if (!last || size === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && isBefore(this.#heap[child + 1], this.#heap[child])) child += 1;
      if (!isBefore(this.#heap[child], last)) break;
      this.#heap[at] = this.#heap[child];
      at = child;
    }
    this.#heap[at] = last;
  }
}

/** @param {Timer} a @param {Timer} b */
function isBefore(a, b) {
  return a.due < b.due || (a.due === b.due && a.sequence < b.sequence);
}
