/** Where the reader stands in a story. Knows nothing of the page: the clock is handed in. */

/**
 * @typedef {object} Schedule
 * @property {Float64Array} xs Where each event lies on the axis.
 * @property {Float64Array} due When each event is reached, in milliseconds at normal speed. Strictly increasing.
 * @property {number} end Where the axis ends.
 * @property {number} total When the end is reached.
 */
/**
 * @typedef {object} Position
 * @property {number} index The event that happened last, or -1.
 * @property {number} x
 * @property {boolean} atEnd All is told: the finished picture.
 */

/** A whole story takes about this long, */
const STORY_MS = 10_000;
/** but a short one no longer than this per step, */
const STEP_MS = 1_200;
/** and what happens within one minute is still seen one after the other. */
const DWELL_MS = 300;
const DWELLS_MS = 4_000;
/** The pace of those who asked for less motion. */
export const CALM_MS = 1_200;

/**
 * @param {ArrayLike<number>} xs In order.
 * @param {number} end
 * @returns {Schedule}
 */
export function schedule(xs, end) {
  const count = xs.length;
  const perUnit = Math.min(STORY_MS, STEP_MS * (count + 1)) / end;
  const dwell = Math.min(DWELL_MS, DWELLS_MS / Math.max(1, count));
  const due = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    const gap = xs[index] - (index > 0 ? xs[index - 1] : 0);
    due[index] = index === 0 ? gap * perUnit : due[index - 1] + Math.max(dwell, gap * perUnit);
  }
  const last = count > 0 ? Math.max(dwell, (end - xs[count - 1]) * perUnit) : 0;
  return { xs: Float64Array.from(xs), due, end, total: (due[count - 1] ?? 0) + last };
}

/**
 * The last place in a sorted list whose value is not above the limit, or -1.
 * @param {ArrayLike<number>} sorted
 * @param {number} limit
 */
export function lastAtMost(sorted, limit) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * Two stories on one playhead: which event of each has happened when an event of either happens.
 * @param {readonly ArrayLike<number>[]} sides
 * @returns {{ xs: Float64Array, side: Uint8Array, indexes: Int32Array[] }}
 */
export function merge(sides) {
  const count = sides.reduce((sum, side) => sum + side.length, 0);
  const xs = new Float64Array(count);
  const side = new Uint8Array(count);
  const indexes = sides.map(() => new Int32Array(count));
  const reached = sides.map(() => -1);
  for (let place = 0; place < count; place++) {
    let first = -1;
    for (let candidate = 0; candidate < sides.length; candidate++) {
      const next = sides[candidate][reached[candidate] + 1];
      if (next !== undefined && (first < 0 || next < sides[first][reached[first] + 1])) first = candidate;
    }
    reached[first]++;
    xs[place] = sides[first][reached[first]];
    side[place] = first;
    for (let each = 0; each < sides.length; each++) indexes[each][place] = reached[each];
  }
  return { xs, side, indexes };
}

export class Playback {
  playing = false;
  speed = 1;
  /** Event by event instead of gliding. */
  calm = false;
  #schedule;
  #now;
  #ms;
  #tickedAt = 0;

  /**
   * A story begins with its finished picture: the reader sees the whole before the parts.
   * @param {Schedule} schedule
   * @param {() => number} now Milliseconds.
   */
  constructor(schedule, now) {
    this.#schedule = schedule;
    this.#now = now;
    this.#ms = schedule.total;
  }

  get schedule() {
    return this.#schedule;
  }

  /** @returns {Position} */
  get position() {
    const { xs, due, end, total } = this.#schedule;
    if (this.#ms >= total) return { index: due.length - 1, x: end, atEnd: true };
    const index = lastAtMost(due, this.#ms);
    const from = index < 0 ? 0 : due[index];
    const fromX = index < 0 ? 0 : xs[index];
    const to = due[index + 1] ?? total;
    const toX = xs[index + 1] ?? end;
    return { index, x: fromX + ((toX - fromX) * (this.#ms - from)) / (to - from), atEnd: false };
  }

  play() {
    if (this.#ms >= this.#schedule.total) this.#ms = 0;
    this.playing = true;
    this.#tickedAt = this.#now();
  }

  pause() {
    this.playing = false;
  }

  /** Lets the time since the last tick pass. */
  tick() {
    if (!this.playing) return;
    const now = this.#now();
    const passed = (now - this.#tickedAt) * this.speed;
    if (!this.calm) {
      this.#tickedAt = now;
      this.#ms = Math.min(this.#schedule.total, this.#ms + passed);
    } else if (passed >= CALM_MS) {
      this.#tickedAt = now;
      this.step(1);
    }
    if (this.#ms >= this.#schedule.total) this.playing = false;
  }

  /**
   * To the next event (1) or the one before (-1). After the last comes the end.
   * @param {1 | -1} direction
   */
  step(direction) {
    const { index, atEnd } = this.position;
    this.seekEvent(atEnd && direction < 0 ? index : index + direction);
  }

  /** @param {number} index Beyond the last event lies the end. */
  seekEvent(index) {
    const { due, total } = this.#schedule;
    this.#ms = due[Math.max(0, index)] ?? total;
    this.#tickedAt = this.#now();
  }

  /**
   * To a place on the axis, behind all that happens there.
   * @param {number} x
   */
  seek(x) {
    const { xs, due, end, total } = this.#schedule;
    this.#tickedAt = this.#now();
    const index = lastAtMost(xs, x);
    const fromX = index < 0 ? 0 : xs[index];
    const toX = xs[index + 1] ?? end;
    const from = index < 0 ? 0 : due[index];
    const to = due[index + 1] ?? total;
    this.#ms = x >= end ? total : from + ((to - from) * Math.max(0, x - fromX)) / (toX - fromX);
  }

  seekEnd() {
    this.#ms = this.#schedule.total;
  }

  /**
   * Another story on the same axis, at the same place.
   * @param {Schedule} schedule
   */
  replace(schedule) {
    const { x, atEnd } = this.position;
    this.#schedule = schedule;
    if (atEnd) this.seekEnd();
    else this.seek(x);
  }
}
