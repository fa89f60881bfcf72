/**
 * From the lines that a run wrote to its events. The rules are the recorder's: tools/recorder/src/interpret.rs says
 * what is an event, order.rs which order events have that happened in one minute on several threads.
 */

/** @import { Event, Lane } from "../trace.d.ts" */
/** @typedef {{ event: Event, thread: number }} Wire */

/** The fields of each kind, besides those that all have. */
/** @type {Record<string, string[]>} */
const FIELDS = {
  say: ["text"], begin: ["activity"], end: ["activity"], spawn: ["task"], poll: [], pending: [], ready: [], wake: ["by"],
  send: ["to", "what"], receive: ["from", "what"], block: ["on"], unblock: ["by"], cancel: ["by"], drop: [], panic: ["message"],
};
/** The field of a kind that names another lane. */
/** @type {Record<string, string>} */
const NAMES_LANE = { spawn: "task", wake: "by", send: "to", receive: "from", block: "on", unblock: "by", cancel: "by" };

/** What a run wrote down is not what a run writes down. */
export class Unreadable extends Error {
  /**
   * @param {string} message For the reader.
   * @param {number} [line] Of the program.
   */
  constructor(message, line) {
    super(message);
    this.line = line;
  }
}

/**
 * @param {readonly string[]} lines
 * @param {readonly Lane[]} lanes
 * @returns {Event[]}
 * @throws {Unreadable}
 */
export function interpret(lines, lanes) {
  /** @type {Wire[]} */
  const wires = [];
  lines.forEach((line, place) => {
    const wire = read(line);
    if (wire === undefined) throw new Unreadable(`Line ${place + 1} of what the run wrote down is not an event: ${JSON.stringify(line.slice(0, 80))}.`);
    if (wire !== "knob") wires.push(wire);
  });
  const known = new Set(lanes.map((lane) => lane.name));
  let reached = 0;
  for (const { event } of wires) {
    if (!known.has(event.lane)) throw new Unreadable(`Line ${event.line} is about “${event.lane}”, a lane that this story does not have. It has ${inWords([...known])}.`, event.line);
    if (event.at < reached) throw new Unreadable(`At line ${event.line} story time went back, from minute ${reached} to ${event.at}.`, event.line);
    reached = event.at;
  }
  return canonical(lanes, wires);
}

/** @param {readonly string[]} names */
export function inWords(names) {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/**
 * @param {string} line
 * @returns {Wire | "knob" | undefined}
 */
function read(line) {
  let wire;
  try {
    wire = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof wire !== "object" || wire === null) return undefined;
  const { at, lane, line: place, kind, thread, late_ms: late } = wire;
  if (kind === undefined && typeof wire.knob === "string" && Number.isInteger(wire.default)) return "knob";
  const fields = Object.hasOwn(FIELDS, kind) ? FIELDS[kind] : undefined;
  const counts = [at, place, thread, late].every((number) => Number.isInteger(number) && number >= 0);
  if (!fields || !counts || typeof lane !== "string" || !fields.every((field) => typeof wire[field] === "string")) return undefined;
  const told = Object.fromEntries(fields.map((field) => [field, wire[field]]));
  if (kind === "begin" && wire.work === true) told.work = true;
  return { event: /** @type {Event} */ ({ at, lane, line: place, kind, ...told }), thread };
}

/**
 * The events of a run in the order that every run of it has.
 * @param {readonly Lane[]} lanes
 * @param {readonly Wire[]} wires
 * @returns {Event[]}
 */
export function canonical(lanes, wires) {
  const rank = new Map(lanes.map((lane, place) => [lane.name, place]));
  /** @type {Event[]} */
  const ordered = [];
  for (let first = 0; first < wires.length;) {
    let next = first + 1;
    while (next < wires.length && wires[next].event.at === wires[first].event.at) next++;
    const group = wires.slice(first, next);
    // What one thread did has its order already, and with most programs that is all.
    const alone = group.every(({ thread }) => thread === group[0].thread);
    for (const { event } of alone ? group : inOrder(group, rank)) ordered.push(event);
    first = next;
  }
  return ordered;
}

/**
 * Again and again, of those before which nothing related is left, the one whose lane stands highest.
 * @param {readonly Wire[]} group
 * @param {ReadonlyMap<string, number>} rank
 */
function inOrder(group, rank) {
  const before = group.map((wire, place) => group.slice(0, place).filter((earlier) => related(earlier, wire)).length);
  /** @type {Wire[]} */
  const ordered = [];
  while (ordered.length < group.length) {
    let next = -1;
    for (let place = 0; place < group.length; place++) {
      if (before[place] === 0 && (next < 0 || rankOf(group[place], rank) < rankOf(group[next], rank))) next = place;
    }
    before[next] = -1;
    ordered.push(group[next]);
    for (let later = next + 1; later < group.length; later++) if (before[later] > 0 && related(group[next], group[later])) before[later]--;
  }
  return ordered;
}

/**
 * @param {Wire} wire
 * @param {ReadonlyMap<string, number>} rank
 */
function rankOf({ event }, rank) {
  return rank.get(event.lane) ?? -1;
}

/**
 * Whether the order of two events means something: one thread, one lane, or one names the other's lane.
 * @param {Wire} a
 * @param {Wire} b
 */
function related(a, b) {
  return a.thread === b.thread || a.event.lane === b.event.lane || named(a.event) === b.event.lane || named(b.event) === a.event.lane;
}

/** @param {Event} event */
function named(event) {
  return /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (event))[NAMES_LANE[event.kind]];
}

/**
 * What was printed past the kitchen: it has no time and no speaker, and so no place in the transcript.
 * @param {readonly Event[]} events
 * @param {string} printed
 * @returns {string[]}
 */
export function strayLines(events, printed) {
  /** @type {Map<string, number>} */
  const said = new Map();
  for (const event of events) {
    if (event.kind !== "say") continue;
    for (const line of `${String(event.at).padStart(3)}  ${event.lane}: ${event.text}`.split("\n")) said.set(line, (said.get(line) ?? 0) + 1);
  }
  return printed.split("\n").filter((line) => {
    const left = said.get(line) ?? 0;
    if (left > 0) said.set(line, left - 1);
    return left === 0 && line !== "";
  });
}
