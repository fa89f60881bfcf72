/** The story in English: what a recording holds, for those who read it instead of looking at it. */
import { minutes } from "./markup.js";

/** @import { Event, Lane } from "./trace.d.ts" */
/** @import { Story } from "./spans.js" */

/** @typedef {(name: string, within?: boolean) => string} TitleOf `within` a sentence rather than at its beginning. */

/**
 * How a lane is called in a sentence: "Oven", but "Alice is blocked on oven", for only people keep their capital.
 * The runtime, which wakes whom no lane wakes, is no lane.
 * @param {readonly Lane[]} lanes
 * @returns {TitleOf}
 */
export function titles(lanes) {
  const known = new Map(lanes.map((lane) => [lane.name, lane]));
  return (name, within = false) => {
    const lane = known.get(name);
    if (lane === undefined) return name === "runtime" ? `${within ? "the" : "The"} runtime` : name;
    if (!within || lane.kind === "thread") return lane.title;
    return lane.title.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
  };
}

/**
 * One event as a sentence, without its minute.
 * @param {Event} event
 * @param {TitleOf} title
 * @returns {string}
 */
export function sentence(event, title) {
  const who = title(event.lane);
  switch (event.kind) {
    case "say": return `${who} says: “${event.text}”`;
    case "begin": return `${who} begins: ${event.activity}.`;
    case "end": return `${who} ends: ${event.activity}.`;
    case "spawn": return `${who} starts ${title(event.task, true)}.`;
    case "poll": return `${who} is polled: it runs.`;
    case "pending": return `${who} answers pending: it waits.`;
    case "ready": return `${who} answers ready: it is done.`;
    case "wake": return event.by === event.lane ? `${who} wakes itself.` : `${who} is woken by ${title(event.by, true)}.`;
    case "send": return `${who} sends ${event.what} to ${title(event.to, true)}.`;
    case "receive": return `${who} receives ${event.what} from ${title(event.from, true)}.`;
    case "block": return `${who} is blocked on ${title(event.on, true)}.`;
    case "unblock": return `${who} goes on, unblocked by ${title(event.by, true)}.`;
    case "cancel": return `${who} is canceled by ${title(event.by, true)}.`;
    case "drop": return `${who} is dropped.`;
    case "panic": return `${who} panics: ${event.message}`;
    default: return unknown(event, title);
  }
}

/**
 * A recording may come from a newer format: its new kinds are named rather than hidden.
 * @param {{ lane: string, kind?: unknown }} event
 * @param {TitleOf} title
 */
function unknown(event, title) {
  return `${title(event.lane)}: ${event.kind}.`;
}

/**
 * What is spoken when the reader stands at an event.
 * @param {Event} event
 * @param {TitleOf} title
 */
export function moment(event, title) {
  return `${minutes(event.at)}: ${sentence(event, title)}`;
}

/**
 * The point of the picture in a few sentences: the text alternative of a timeline.
 * @param {Story} story
 */
export function summary(story) {
  const parts = [story.order ? "Everything happens within one minute." : `The story takes ${minutes(story.last)}.`];
  for (const lane of story.lanes) {
    const facts = laneFacts(lane, story.order);
    if (facts.length > 0) parts.push(`${lane.lane.title}: ${facts.join(", ")}.`);
  }
  return parts.join(" ");
}

/**
 * @param {import("./spans.js").LaneStory} lane
 * @param {boolean} order
 */
function laneFacts(lane, order) {
  /** @type {string[]} */
  const facts = [];
  const { totals } = lane;
  const time = (/** @type {number} */ count, /** @type {string} */ what) => {
    if (count > 0 && !order) facts.push(`${facts.length === 0 ? minutes(count) : count} ${what}`);
  };
  time(totals.work, "at work");
  time(totals.self, "under way");
  time(totals.blocked, "blocked");
  time(totals.idle, "idle");
  if (lane.polled.length > 0) facts.push(lane.polled.length === 1 ? "polled once" : `polled ${lane.polled.length} times`);
  return facts;
}
