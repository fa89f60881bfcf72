/** The signs on a timeline: told apart by shape first, by color second. Each is drawn around (0, 0). */

/** @import { Mark } from "./spans.js" */

/** @type {Record<Mark["kind"], string>} */
export const SHAPES = {
  say: "M-5-4.5h10v6.5h-5l-3 3v-3h-2z",
  spawn: "M-4.5 0h9M0-4.5v9",
  poll: "M-3-4.5L5 0L-3 4.5z",
  pending: "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
  ready: "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z",
  wake: "M-4.5 3h9l-1.5-2v-2a3 3 0 0 0-6 0v2zM-1 5h2",
  send: "M-5 0L0-5L5 0L0 5z",
  receive: "M-4.5 0L0-4.5L4.5 0L0 4.5z",
  cancel: "M-4-4L4 4M4-4L-4 4",
  drop: "M-4.5-3h9L0 4.5z",
  panic: "M0-5.5L5.5 4.5h-11z",
  begin: "",
  end: "",
  block: "",
  unblock: "",
  other: "M-3-3h6v6h-6z",
};

/** @type {Partial<Record<Mark["kind"], string>>} */
export const MEANINGS = {
  say: "says",
  spawn: "starts another",
  poll: "polled",
  pending: "pending",
  ready: "ready",
  wake: "woken",
  send: "sends",
  receive: "receives",
  cancel: "canceled",
  drop: "dropped",
  panic: "panics",
  other: "other",
};
