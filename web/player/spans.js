/** From a list of events to what can be drawn: bars, gaps, marks and arrows on lanes. */

/** @import { Event, Lane } from "./trace.d.ts" */

/**
 * @typedef {object} Axis
 * @property {boolean} order Nothing takes time: the axis counts events instead of minutes.
 * @property {number} end
 */
/**
 * @typedef {object} Bar
 * @property {"work" | "self" | "blocked"} kind
 * @property {string} label
 * @property {number} from
 * @property {number} to
 * @property {number} row Bars of one lane that overlap lie on rows below each other.
 * @property {boolean} open Its end is not in the recording.
 * @property {number} first Index of the event that begins it.
 * @property {number} last Index of the event that ends it, or -1.
 */
/** @typedef {{ from: number, to: number, first: number }} Span */
/**
 * @typedef {object} Mark
 * @property {number} index
 * @property {Event["kind"] | "other"} kind
 * @property {number} x
 * @property {number} dx Pixels beside `x`, so that marks of one minute stand side by side.
 */
/**
 * @typedef {object} Arrow
 * @property {"spawn" | "wake" | "message"} kind
 * @property {number} index
 * @property {number} fromLane
 * @property {number} toLane
 * @property {number} fromX
 * @property {number} toX
 * @property {number} dx
 */
/**
 * @typedef {object} LaneStory
 * @property {Lane} lane
 * @property {Bar[]} bars
 * @property {number} rows
 * @property {Span[]} idle
 * @property {Span[]} polled
 * @property {Span[]} waiting
 * @property {Mark[]} marks
 * @property {{ work: number, self: number, blocked: number, idle: number }} totals
 */
/**
 * @typedef {object} Story
 * @property {LaneStory[]} lanes
 * @property {Arrow[]} arrows
 * @property {boolean} order
 * @property {number} end Where the axis ends, the same for all tracks of a figure.
 * @property {number} last Where this recording ends.
 */

/** Beyond this many events a recording is drawn on a canvas, and its lists show what is near the playhead. */
export const LARGE = 2000;
/** Marks of one minute stand this far apart, and closer only where there is no room. */
const FAN = 10;
/** The width that fanning out reckons with: that of the text column on a small screen. */
const USUAL_WIDTH = 620;
const MARKED = new Set(["say", "spawn", "poll", "pending", "ready", "wake", "send", "receive", "cancel", "drop", "panic"]);
const UNMARKED = new Set(["begin", "end", "block", "unblock"]);

/**
 * One axis for all recordings of a figure, so that 60 and 90 minutes are seen as lengths.
 * @param {readonly (readonly Event[])[]} recordings
 * @returns {Axis}
 */
export function commonAxis(recordings) {
  const told = recordings.filter((events) => events.length > 0);
  const order = told.length > 0 && told.every((events) => events[0].at === events[events.length - 1].at);
  const ends = told.map((events) => (order ? events.length : events[events.length - 1].at));
  return { order, end: Math.max(1, ...ends) };
}

/**
 * @param {readonly Lane[]} lanes
 * @param {readonly Event[]} events
 * @param {Axis} [axis]
 * @returns {Story}
 */
export function tell(lanes, events, axis = commonAxis([events])) {
  const { names, tellLane } = laneByLane(lanes, events, axis);
  const told = names.map((_, row) => tellLane(row));
  const marks = new Map(told.flatMap((lane) => lane.marks.map((mark) => [mark.index, mark])));
  for (const lane of told) fanOut(lane.marks, axis);
  return { lanes: told, arrows: arrows(events, told, marks), order: axis.order, end: axis.end, last: lastPosition(events, axis) };
}

/**
 * The lanes of a large recording, each told when it comes into view. Without what only a small picture has room for:
 * arrows, and marks beside each other.
 * @param {readonly Lane[]} lanes
 * @param {readonly Event[]} events
 * @param {Axis} axis
 * @returns {{ names: Lane[], tellLane: (row: number) => LaneStory }}
 */
export function laneByLane(lanes, events, axis) {
  const names = [...lanes];
  /** @type {Map<string, number[]>} */
  const indexes = new Map(lanes.map((lane) => [lane.name, []]));
  events.forEach((event, index) => {
    const own = indexes.get(event.lane);
    if (own) return own.push(index);
    // A lane that nobody declared is still part of what happened.
    indexes.set(event.lane, [index]);
    return names.push({ name: event.lane, title: event.lane, kind: "world" });
  });
  /** @type {LaneStory[]} */
  const told = [];
  const tellLane = (/** @type {number} */ row) => {
    const lane = teller(names[row], lastPosition(events, axis));
    for (const index of indexes.get(names[row].name) ?? []) hear(lane, events[index], index, axis.order ? index : events[index].at);
    return finish(lane, axis);
  };
  return { names, tellLane: (row) => (told[row] ??= tellLane(row)) };
}

/**
 * @param {readonly Event[]} events
 * @param {Axis} axis
 */
function lastPosition(events, axis) {
  return axis.order ? events.length : (events[events.length - 1]?.at ?? 0);
}

/**
 * Where each event lies on the axis.
 * @param {readonly Event[]} events
 * @param {Axis} axis
 */
export function positions(events, axis) {
  const xs = new Float64Array(events.length);
  for (let index = 0; index < xs.length; index++) xs[index] = axis.order ? index : events[index].at;
  return xs;
}

/**
 * For each event the line that is being executed after it, until the next: that of the work that is under way,
 * else the event's own. When the oven rings in the middle of a page, Alice still reads.
 * @param {readonly Event[]} events
 * @returns {Int32Array}
 */
export function linesAfter(events) {
  /** @type {{ lane: string, activity: string, line: number }[]} */
  const busy = [];
  return Int32Array.from(events, (event) => {
    if (event.kind === "begin" && event.work) busy.push(event);
    if (event.kind === "end") {
      const ended = busy.findLastIndex((work) => work.lane === event.lane && work.activity === event.activity);
      if (ended >= 0) busy.splice(ended, 1);
    }
    return busy.at(-1)?.line ?? event.line;
  });
}

/**
 * @typedef {object} Teller
 * @property {LaneStory} story
 * @property {Bar[]} open
 * @property {number} last
 * @property {Span | null} polling
 * @property {Span | null} resting
 * @property {number} firstX
 * @property {number} lastX
 */

/**
 * @param {Lane} lane
 * @param {number} last
 * @returns {Teller}
 */
function teller(lane, last) {
  const totals = { work: 0, self: 0, blocked: 0, idle: 0 };
  const story = { lane, bars: [], rows: 0, idle: [], polled: [], waiting: [], marks: [], totals };
  return { story, open: [], last, polling: null, resting: null, firstX: -1, lastX: 0 };
}

/**
 * @param {Teller} lane
 * @param {Event} event
 * @param {number} index
 * @param {number} x
 */
function hear(lane, event, index, x) {
  if (lane.firstX < 0) lane.firstX = x;
  lane.lastX = x;
  if (!UNMARKED.has(event.kind)) {
    lane.story.marks.push({ index, kind: MARKED.has(event.kind) ? event.kind : "other", x, dx: 0 });
  }
  switch (event.kind) {
    case "begin": return begin(lane, event.work ? "work" : "self", event.activity, index, x);
    case "block": return begin(lane, "blocked", event.on, index, x);
    case "end": return end(lane, (bar) => bar.kind !== "blocked" && bar.label === event.activity, index, x);
    case "unblock": return end(lane, (bar) => bar.kind === "blocked", index, x);
    case "poll":
      rest(lane, x);
      lane.polling = { from: x, to: x, first: index };
      return;
    case "pending":
      answer(lane, x);
      lane.resting = { from: x, to: lane.last, first: index };
      return;
    case "ready":
    case "cancel":
    case "drop":
    case "panic":
      answer(lane, x);
      rest(lane, x);
  }
}

/**
 * @param {Teller} lane
 * @param {Bar["kind"]} kind
 * @param {string} label
 * @param {number} first
 * @param {number} from
 */
function begin(lane, kind, label, first, from) {
  /** @type {Bar} */
  const bar = { kind, label, from, to: lane.last, row: 0, open: true, first, last: -1 };
  lane.open.push(bar);
  lane.story.bars.push(bar);
}

/**
 * @param {Teller} lane
 * @param {(bar: Bar) => boolean} matches
 * @param {number} last
 * @param {number} to
 */
function end(lane, matches, last, to) {
  const found = lane.open.findLastIndex(matches);
  if (found < 0) return;
  const [bar] = lane.open.splice(found, 1);
  bar.to = to;
  bar.last = last;
  bar.open = false;
}

/**
 * @param {Teller} lane
 * @param {number} to
 */
function answer(lane, to) {
  if (lane.polling === null) return;
  lane.polling.to = to;
  lane.story.polled.push(lane.polling);
  lane.polling = null;
}

/**
 * @param {Teller} lane
 * @param {number} to
 */
function rest(lane, to) {
  if (lane.resting === null) return;
  lane.resting.to = to;
  if (to > lane.resting.from) lane.story.waiting.push(lane.resting);
  lane.resting = null;
}

/**
 * @param {Teller} lane
 * @param {Axis} axis
 * @returns {LaneStory}
 */
function finish(lane, axis) {
  const { story, last } = lane;
  answer(lane, last);
  rest(lane, last);
  /** @type {number[]} */
  const rowEnds = [];
  for (const bar of story.bars) {
    const free = rowEnds.findIndex((end) => end <= bar.from);
    bar.row = free < 0 ? rowEnds.length : free;
    rowEnds[bar.row] = bar.to;
  }
  story.rows = rowEnds.length;
  // Only a thread is paid for its time: that a task or an oven does nothing costs nobody anything.
  if (story.lane.kind === "thread" && story.bars.length > 0 && !axis.order) story.idle = gaps(story.bars, lane.firstX, lane.lastX);
  for (const kind of /** @type {const} */ (["work", "self", "blocked"])) {
    story.totals[kind] = covered(story.bars.filter((bar) => bar.kind === kind));
  }
  story.totals.idle = covered(story.idle);
  return story;
}

/**
 * @param {readonly Bar[]} bars In order of their beginning.
 * @param {number} from
 * @param {number} to
 * @returns {Span[]}
 */
function gaps(bars, from, to) {
  const found = [];
  let reached = from;
  for (const bar of bars) {
    if (bar.from > reached) found.push({ from: reached, to: bar.from, first: bar.first });
    reached = Math.max(reached, bar.to);
  }
  if (to > reached) found.push({ from: reached, to, first: -1 });
  return found;
}

/**
 * Length of the union: two bars at once do not make an hour longer.
 * @param {readonly { from: number, to: number }[]} spans In order of their beginning.
 */
function covered(spans) {
  let sum = 0;
  let reached = -Infinity;
  for (const { from, to } of spans) {
    sum += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return sum;
}

/**
 * @param {Mark[]} marks
 * @param {Axis} axis
 */
function fanOut(marks, axis) {
  for (let first = 0; first < marks.length; ) {
    const { x } = marks[first];
    let next = first;
    while (next < marks.length && marks[next].x === x) next++;
    const count = next - first;
    const width = ((marks[next]?.x ?? axis.end) - x) / axis.end * USUAL_WIDTH;
    // At the right edge there is no room on the right, so the fan opens to the left.
    const leftward = marks[next] === undefined && width < FAN * count;
    const room = leftward ? ((x - (marks[first - 1]?.x ?? 0)) / axis.end) * USUAL_WIDTH : width;
    const step = count > 1 ? Math.min(FAN, Math.max(4, room / count)) : 0;
    for (let place = 0; place < count; place++) {
      marks[first + place].dx = Math.round((leftward ? place - count + 1 : place) * step);
    }
    first = next;
  }
}

/**
 * @param {readonly Event[]} events
 * @param {readonly LaneStory[]} lanes
 * @param {ReadonlyMap<number, Mark>} marks
 * @returns {Arrow[]}
 */
function arrows(events, lanes, marks) {
  const row = new Map(lanes.map((lane, place) => [lane.lane.name, place]));
  /** @type {Map<string, Mark[]>} */
  const sent = new Map();
  /** @type {Arrow[]} */
  const found = [];
  /** @type {(kind: Arrow["kind"], from: string, to: string, mark: Mark, fromX?: number) => void} */
  const arrow = (kind, from, to, mark, fromX = mark.x) => {
    const fromLane = row.get(from);
    const toLane = row.get(to);
    if (fromLane === undefined || toLane === undefined || fromLane === toLane) return;
    found.push({ kind, index: mark.index, fromLane, toLane, fromX, toX: mark.x, dx: mark.dx });
  };
  events.forEach((event, index) => {
    const mark = marks.get(index);
    if (mark === undefined) return;
    if (event.kind === "spawn") arrow("spawn", event.lane, event.task, mark);
    if (event.kind === "wake") arrow("wake", event.by, event.lane, mark);
    if (event.kind === "send") {
      const key = JSON.stringify([event.lane, event.to, event.what]);
      const waiting = sent.get(key);
      if (waiting) waiting.push(mark);
      else sent.set(key, [mark]);
    }
    if (event.kind === "receive") {
      const origin = sent.get(JSON.stringify([event.from, event.lane, event.what]))?.shift();
      arrow("message", event.from, event.lane, mark, origin?.x);
    }
  });
  return found;
}
