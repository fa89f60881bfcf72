// The files of a run: what is written goes out at once, and nothing else is there.

import { Fd, wasi } from "@bjorn3/browser_wasi_shim";

/** Name of the trace, in the one folder that there is. */
const TRACE = "trace";
const FOLDER = "/";

/** Where the kitchen finds its trace. */
export const TRACE_PATH = FOLDER + TRACE;

/**
 * Standard input, output and error, and the folder with the trace, by their numbers.
 * @param {import("./types").Outbox} outbox
 */
export function openFiles(outbox) {
  return [
    new Nothing(),
    new Channel(wasi.FILETYPE_CHARACTER_DEVICE, textOf(outbox.print)),
    new Channel(wasi.FILETYPE_CHARACTER_DEVICE, textOf(outbox.complain)),
    new Folder(() => new Channel(wasi.FILETYPE_REGULAR_FILE, textOf(linesOf(outbox.record)))),
  ];
}

/** What can be read, and has ended. */
class Nothing extends Fd {
  fd_fdstat_get() {
    return { ret: wasi.ERRNO_SUCCESS, fdstat: new wasi.Fdstat(wasi.FILETYPE_CHARACTER_DEVICE, 0) };
  }

  fd_filestat_get() {
    return { ret: wasi.ERRNO_SUCCESS, filestat: new wasi.Filestat(0n, wasi.FILETYPE_CHARACTER_DEVICE, 0n) };
  }

  fd_read() {
    return { ret: wasi.ERRNO_SUCCESS, data: new Uint8Array() };
  }
}

/** What can be written, and is kept nowhere. */
class Channel extends Fd {
  /** @param {number} type @param {(data: Uint8Array) => void} write */
  constructor(type, write) {
    super();
    this.type = type;
    this.write = write;
  }

  fd_fdstat_get() {
    const fdstat = new wasi.Fdstat(this.type, wasi.FDFLAGS_APPEND);
    fdstat.fs_rights_base = BigInt(wasi.RIGHTS_FD_WRITE);
    return { ret: wasi.ERRNO_SUCCESS, fdstat };
  }

  fd_filestat_get() {
    return { ret: wasi.ERRNO_SUCCESS, filestat: new wasi.Filestat(0n, this.type, 0n) };
  }

  /** @param {Uint8Array} data */
  fd_write(data) {
    this.write(data);
    return { ret: wasi.ERRNO_SUCCESS, nwritten: data.byteLength };
  }
}

/** The folder; only the trace can be opened in it. */
class Folder extends Fd {
  /** @param {() => Fd} open */
  constructor(open) {
    super();
    this.open = open;
  }

  fd_prestat_get() {
    return { ret: wasi.ERRNO_SUCCESS, prestat: wasi.Prestat.dir(FOLDER) };
  }

  fd_fdstat_get() {
    return { ret: wasi.ERRNO_SUCCESS, fdstat: new wasi.Fdstat(wasi.FILETYPE_DIRECTORY, 0) };
  }

  fd_filestat_get() {
    return { ret: wasi.ERRNO_SUCCESS, filestat: new wasi.Filestat(0n, wasi.FILETYPE_DIRECTORY, 0n) };
  }

  /** @param {number} _flags @param {string} path @param {number} oflags */
  path_open(_flags, path, oflags) {
    if (path === TRACE) return { ret: wasi.ERRNO_SUCCESS, fd_obj: this.open() };
    return { ret: oflags & wasi.OFLAGS_CREAT ? wasi.ERRNO_ROFS : wasi.ERRNO_NOENT, fd_obj: null };
  }

  /** @param {number} _flags @param {string} path */
  path_filestat_get(_flags, path) {
    if (path !== TRACE) return { ret: wasi.ERRNO_NOENT, filestat: null };
    return { ret: wasi.ERRNO_SUCCESS, filestat: new wasi.Filestat(0n, wasi.FILETYPE_REGULAR_FILE, 0n) };
  }
}

/**
 * Bytes as text; a letter may come in two pieces.
 * @param {(text: string) => void} take
 */
export function textOf(take) {
  const decoder = new TextDecoder();
  return (/** @type {Uint8Array} */ data) => take(decoder.decode(data, { stream: true }));
}

/**
 * Text as lines; a line may come in two pieces.
 * @param {(line: string) => void} take
 */
export function linesOf(take) {
  let rest = "";
  return (/** @type {string} */ text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) take(line);
  };
}
