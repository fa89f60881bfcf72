/** Recordings to test with: the book's two central stories, told by hand. */

/** @import { Event, Lane } from "../player/trace.d.ts" */
/** @import { Figure, Track } from "../player/figure.d.ts" */

/** @type {Lane} */
const alice = { name: "alice", title: "Alice", kind: "thread" };
/** @type {Lane} */
const oven = { name: "oven", title: "Oven", kind: "world" };

export const blockingLanes = [alice, oven];

/** @type {Event[]} */
export const cakeThenBook = [
  { at: 0, lane: "alice", line: 4, kind: "say", text: "I mix the batter." },
  { at: 0, lane: "alice", line: 5, kind: "begin", activity: "mix batter", work: true },
  { at: 10, lane: "alice", line: 5, kind: "end", activity: "mix batter" },
  { at: 10, lane: "alice", line: 6, kind: "say", text: "The cake goes into the oven." },
  { at: 10, lane: "oven", line: 7, kind: "begin", activity: "bake" },
  { at: 10, lane: "alice", line: 8, kind: "block", on: "oven" },
  { at: 40, lane: "oven", line: 8, kind: "end", activity: "bake" },
  { at: 40, lane: "alice", line: 8, kind: "unblock", by: "oven" },
  { at: 40, lane: "alice", line: 9, kind: "begin", activity: "take cake out", work: true },
  { at: 42, lane: "alice", line: 9, kind: "end", activity: "take cake out" },
  { at: 42, lane: "alice", line: 10, kind: "say", text: "The cake is done. Now the book." },
  ...pages(6, 42, 8, "alice", 13),
  { at: 90, lane: "alice", line: 16, kind: "say", text: "The End. What an evening." },
];

/** @type {Lane[]} */
export const asyncLanes = [
  alice,
  { name: "cake", title: "Task cake", kind: "task" },
  { name: "book", title: "Task book", kind: "task" },
  oven,
];

/** @type {Event[]} */
export const cakeAndBook = [
  { at: 0, lane: "alice", line: 21, kind: "spawn", task: "cake" },
  { at: 0, lane: "alice", line: 22, kind: "spawn", task: "book" },
  { at: 0, lane: "cake", line: 4, kind: "poll" },
  { at: 0, lane: "alice", line: 5, kind: "begin", activity: "mix batter", work: true },
  { at: 10, lane: "alice", line: 5, kind: "end", activity: "mix batter" },
  { at: 10, lane: "alice", line: 6, kind: "say", text: "The cake goes into the oven." },
  { at: 10, lane: "oven", line: 7, kind: "begin", activity: "bake" },
  { at: 10, lane: "cake", line: 7, kind: "pending" },
  { at: 10, lane: "book", line: 13, kind: "poll" },
  ...cooperativePages(1, 4, 10),
  { at: 40, lane: "oven", line: 7, kind: "end", activity: "bake" },
  ...cooperativePages(4, 5, 34).filter((event) => event.kind !== "begin"),
  { at: 42, lane: "cake", line: 7, kind: "wake", by: "oven" },
  { at: 42, lane: "cake", line: 8, kind: "poll" },
  { at: 42, lane: "alice", line: 8, kind: "begin", activity: "take cake out", work: true },
  { at: 44, lane: "alice", line: 8, kind: "end", activity: "take cake out" },
  { at: 44, lane: "alice", line: 9, kind: "say", text: "The cake is done." },
  { at: 44, lane: "cake", line: 10, kind: "ready" },
  { at: 44, lane: "book", line: 14, kind: "poll" },
  ...cooperativePages(5, 6, 44),
  { at: 52, lane: "book", line: 14, kind: "poll" },
  { at: 52, lane: "alice", line: 13, kind: "begin", activity: "page 6", work: true },
  { at: 60, lane: "alice", line: 13, kind: "end", activity: "page 6" },
  { at: 60, lane: "alice", line: 16, kind: "say", text: "The End. What an evening." },
  { at: 60, lane: "book", line: 17, kind: "ready" },
];

/**
 * @param {number} count
 * @param {number} start
 * @param {number} length
 * @param {string} lane
 * @param {number} line
 * @returns {Event[]}
 */
function pages(count, start, length, lane, line) {
  return Array.from({ length: count }, (_, page) => /** @type {Event[]} */ ([
    { at: start + page * length, lane, line, kind: "begin", activity: `page ${page + 1}`, work: true },
    { at: start + (page + 1) * length, lane, line, kind: "end", activity: `page ${page + 1}` },
  ])).flat();
}

/**
 * Pages `from` to before `to`, with a yield after each; the fourth begins in one stretch and ends in the next.
 * @param {number} from
 * @param {number} to
 * @param {number} start
 * @returns {Event[]}
 */
function cooperativePages(from, to, start) {
  /** @type {Event[]} */
  const events = [];
  for (let page = from, at = start; page < to; page++, at += 8) {
    const activity = `page ${page}`;
    events.push(
      { at, lane: "alice", line: 13, kind: "begin", activity, work: true },
      { at: at + 8, lane: "alice", line: 13, kind: "end", activity },
      { at: at + 8, lane: "book", line: 14, kind: "wake", by: "book" },
      { at: at + 8, lane: "book", line: 14, kind: "pending" },
    );
    if (page < 4) events.push({ at: at + 8, lane: "book", line: 14, kind: "poll" });
    if (page === 3) events.push({ at: at + 8, lane: "alice", line: 13, kind: "begin", activity: "page 4", work: true });
  }
  return events;
}

/**
 * @param {Partial<Track> & { lanes: Lane[] }} parts
 * @param {Event[]} events
 * @returns {Track}
 */
export function track(parts, events) {
  return {
    key: "cake_then_book.rust",
    program: "cake_then_book",
    title: "First the cake, then the book",
    flavor: "rust",
    label: "Rust",
    source: "code/blocking/examples/cake_then_book/main.rs",
    code: `<span class="line" data-line="1">fn main() {}</span>\n<span class="line rest" data-line="2"></span>\n<span class="gap"></span>\n`,
    partial: true,
    grid: 1,
    knobs: [],
    recording: { toolchain: "rustc 1.95.0", clock: "virtual", source: "", events },
    ...parts,
  };
}

/**
 * @param {Track[]} tracks
 * @param {string[]} [shown]
 * @returns {Figure}
 */
export function figure(tracks, shown = [tracks[0].key]) {
  return { id: "figure", tracks, shown, without: [] };
}
