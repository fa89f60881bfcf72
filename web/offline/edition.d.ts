/** A build of the book, as `cargo xtask build` writes it above the service worker's own text. */
export interface Edition {
  /** A hash of what is in it. */
  id: string;
  /** By the file's path in the book. */
  files: Record<string, [parcel: Parcel, bytes: number, sha256: string]>;
}

/**
 * What is kept together: `shell` is what every page needs, and is kept on the first visit; `pages` and `runners`
 * are kept when the reader has seen them, or has asked for all of them.
 */
export type Parcel = "shell" | "pages" | "runners";

/** What a page can ask of the worker. */
export type Question =
  | { type: "SKIP_WAITING" }
  | { type: "STATE" }
  /** What is missing of a parcel, which is wanted from now on. */
  | { type: "WANT"; parcel: Parcel }
  | { type: "KEEP"; file: string }
  | { type: "REMOVE"; parcel: Parcel }
  /** What a page has loaded before there was a worker. */
  | { type: "SEEN"; urls: string[] };

export interface ParcelState {
  files: number;
  bytes: number;
  keptFiles: number;
  keptBytes: number;
  /** The reader has asked for all of it. */
  wanted: boolean;
}

export type State = Record<"pages" | "runners", ParcelState>;

export interface Missing {
  file: string;
  bytes: number;
}

/** How it went with one file: the device is full, or neither the cache nor the network has it as it should be. */
export type Kept = "kept" | "full" | "unreachable";
