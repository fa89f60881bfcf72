/** What the checks of an exercise are asked about, and what they answer. */

import type { Event } from "../../web/player/trace.d.ts";

/** A line of the transcript. */
export interface Line {
  /** Minute of the story. */
  at: number;
  lane: string;
  text: string;
}

/** One run of what the reader has written. */
export interface Run {
  /** Every number that can be set, as it was in this run. */
  knobs: Record<string, number>;
  /** What happened, in order; as in a recording. */
  events: readonly Event[];
  transcript: readonly Line[];
  /** The minute in which that line was said for the first time. */
  at(text: string): number | undefined;
}

export interface Check {
  /** What has to hold, in words: "Alice reads while the cake bakes". */
  says: string;
  /** Nothing when it holds; else what went wrong, with minutes, said to the reader. */
  check(run: Run): string | undefined;
}
