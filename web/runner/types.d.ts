import type { Event } from "../player/trace.d.ts";

/** What somebody who wants a program run asks of a host. */
export interface Request {
  program: string;
  flavor: string;
  /** How the program is named in errors: `main.js`. */
  file: string;
  /** What the reader has set: `["pages=3"]`. */
  args: string[];
  /** Story minutes between two moments that can be told apart. */
  grid: number;
  /** JavaScript, Python: the whole text. */
  source?: string;
  /** JavaScript, Python: the kitchen, text by file name. */
  kitchen?: Record<string, string>;
  /** Rust, Go: what somebody has compiled. */
  module?: WebAssembly.Module;
  /** Go: which of the programs in the module. */
  argv0?: string;
  /** Python: the files of the package `pyodide`, by name; a host that has started Python needs none. */
  assets?: Record<string, ArrayBuffer | Uint8Array>;
  /** Checks of an exercise: the runs that they are asked about; without them, they tell which they want. */
  ran?: Ran[];
  limits: Limits;
}

/** A run of what a reader has written for an exercise. */
export interface Ran {
  /** Every number that can be set, as it was. */
  knobs: Record<string, number>;
  events: Event[];
}

export interface Limits {
  /** Most events. */
  events: number;
  /** Most bytes on each of its channels. */
  bytes: number;
  /** Most bytes of memory. */
  memory: number;
}

/** What a host says, in order. */
export type Message =
  | { type: "progress"; what: string }
  /** All is ready, and the program begins: from here on it is its own time that passes. */
  | { type: "begin" }
  /** What has been written since the last of these. */
  | { type: "lines"; trace: string[]; printed: string; errors: string }
  /** The last one of a run. A worker that is spent can run nothing more. */
  | { type: "end"; end: End; spent: boolean };

export interface End {
  /** "waiting": it has not ended, and nothing is left that could wake it. */
  how: "success" | "error" | "waiting" | "limit";
  /** "error": what is wrong, in one line; "limit": what was exceeded. */
  message?: string;
  /** "error": the program's own line, the innermost. */
  line?: number;
  /** "error": the whole traceback or stack, with file names as the reader knows them. */
  detail?: string;
  /** Minute of the story at which it ended. */
  at?: number;
  /** Rust, Go: the exit code. */
  code?: number;
}

export type Emit = (message: Message) => void;

/** What differs between a worker of a browser and a thread of Node. */
export interface Platform {
  /** The address from which the text of a module can be imported. */
  publish(text: string): string;
  /** Calls back when all microtasks have run, and what they threw has been reported. */
  afterMicrotasks(callback: () => void): void;
  /** Calls back after a while of real time, in which the machine may finish what it is at. */
  afterAWhile(callback: () => void): void;
  /** Tells of what was thrown where nobody catches, and of rejections that nobody handles. */
  onUncaught(listener: (error: unknown) => void): void;
  /** The line at which a text that could not be imported is no JavaScript, or asks for what is not there. */
  lineOf(error: unknown, text: string): number | undefined;
}

/** How a channel is written to; every part of it throws when the run is over. */
export interface Outbox {
  /** Takes a line of the trace. */
  record(line: string): void;
  /** Takes what goes to standard output. */
  print(text: string): void;
  /** Takes what goes to standard error. */
  complain(text: string): void;
  /** Sends what has waited long enough. */
  flush(): void;
  /** Tells how the run ended, once; what comes after it is not told. */
  end(end: End): void;
  /** Throws unless the run still goes on. */
  check(): void;
  isOver(): boolean;
}
