// The time of a run: a number, which moves when the program lets time pass.

/** What the calendar says when a run begins: an evening, the same for everybody. */
export const EPOCH = Date.UTC(2026, 0, 3, 18);

/** Milliseconds of a clock that last one minute of the story. */
export const MINUTE = 60_000;

/** So often the clock is looked at in a row before that counts as waiting for it. */
const LOOKS = 10_000;

/** Milliseconds that a look lasts then. */
const LOOK = 10;

export class VirtualClock {
  /** Milliseconds since the run began. */
  now = 0;
  #looks = 0;

  /**
   * The time, for a program. One that does nothing but look at the clock, until it is late enough, would
   * look for ever: for it, time passes.
   */
  look() {
    if (++this.#looks > LOOKS) this.now += LOOK;
    return this.now;
  }

  /** The program does something else than to look at the clock. */
  stir() {
    this.#looks = 0;
  }

  /**
   * Lets that much time pass.
   * @param {number} ms
   */
  advance(ms) {
    this.stir();
    if (ms > 0) this.now += ms;
  }

  /**
   * Lets time pass until then, if that is not over.
   * @param {number} moment
   */
  reach(moment) {
    this.stir();
    if (moment > this.now) this.now = moment;
  }

  /** Begins another run. */
  reset() {
    this.stir();
    this.now = 0;
  }

  /** The minute of the story. */
  minute() {
    return Math.floor(this.now / MINUTE);
  }
}
