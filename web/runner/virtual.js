// The time of a run: a number, which moves when the program lets time pass.

/** What the calendar says when a run begins: an evening, the same for everybody. */
export const EPOCH = Date.UTC(2026, 0, 3, 18);

/** Milliseconds of a clock that last one minute of the story. */
export const MINUTE = 60_000;

export class VirtualClock {
  /** Milliseconds since the run began. */
  now = 0;

  /**
   * Lets that much time pass.
   * @param {number} ms
   */
  advance(ms) {
    if (ms > 0) this.now += ms;
  }

  /**
   * Lets time pass until then, if that is not over.
   * @param {number} moment
   */
  reach(moment) {
    if (moment > this.now) this.now = moment;
  }

  /** The minute of the story. */
  minute() {
    return Math.floor(this.now / MINUTE);
  }
}
