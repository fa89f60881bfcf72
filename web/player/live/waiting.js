/** What had begun when a run stopped, and never ended: who waits, and where. */
import { number } from "../markup.js";
import { titles } from "../words.js";

/** @import { Event, Lane } from "../trace.d.ts" */

/**
 * @param {readonly Event[]} events
 * @param {readonly Lane[]} lanes
 * @returns {string[]} One for each, in the order in which they began.
 */
export function stillOpen(events, lanes) {
  const title = titles(lanes);
  /** @type {Map<string, Event>} */
  const open = new Map();
  const key = (/** @type {string[]} */ ...parts) => JSON.stringify(parts);
  for (const event of events) {
    const { lane } = event;
    switch (event.kind) {
      case "begin": open.set(key(lane, "does", event.activity), event); break;
      case "end": open.delete(key(lane, "does", event.activity)); break;
      case "block": open.set(key(lane, "stands"), event); break;
      case "unblock": open.delete(key(lane, "stands")); break;
      case "pending": open.set(key(lane, "waits"), event); break;
      case "poll": case "ready": case "cancel": case "drop": case "panic": open.delete(key(lane, "waits"));
    }
  }
  return [...open.values()].map((event) => {
    const since = `since minute ${number(event.at)} (line ${event.line})`;
    const who = title(event.lane);
    if (event.kind === "begin") return `${who}: “${event.activity}” has been going on ${since}`;
    if (event.kind === "block") return `${who} has been blocked on ${title(event.on, true)} ${since}`;
    return `${who} has been waiting ${since}`;
  });
}
