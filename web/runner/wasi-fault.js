// What a Rust or Go program that ended badly says of it on standard error.

/**
 * @param {string} errors what it has written there
 * @param {import("./types").Request} request
 * @returns {import("./types").End | undefined}
 */
export function faultIn(errors, request) {
  return rustPanic(errors, request) ?? goPanic(errors, request);
}

/** Whether what it says is that there is no more memory. */
export function isOutOfMemory(/** @type {string} */ errors) {
  return /memory allocation of \d+ bytes failed|runtime: out of memory|fatal error: .*out of memory/.test(errors);
}

/** What std says where a thread would wait for another: there is none. */
const NOBODY_WAKES = /condvar wait not supported|can't block on no_threads|parking is not supported/;

/**
 * "thread 'main' panicked at code/…/main.rs:12:5:", and the message in the lines below.
 * @param {string} errors
 * @param {import("./types").Request} request
 * @returns {import("./types").End | undefined}
 */
function rustPanic(errors, request) {
  const found = /panicked at (.*):(\d+):(\d+):\n(.*)/.exec(errors);
  if (!found) return undefined;
  const [, file, line, , message] = found;
  if (NOBODY_WAKES.test(message)) {
    return { how: "waiting", message: "its only thread waits, and nothing is left that could wake it" };
  }
  const isOwn = file.replaceAll("\\", "/").split("/").at(-1) === request.file;
  const detail = errors
    .split("\n")
    .filter((line) => !line.startsWith("note: run with `RUST_BACKTRACE"))
    .join("\n")
    .replaceAll(file, isOwn ? request.file : file)
    .trim();
  return isOwn
    ? { how: "error", message, line: Number(line), detail }
    : { how: "error", message: `${message} (at ${file}:${line})`, detail };
}

/**
 * "panic: …" or "fatal error: …", and a stack for each goroutine: the name of a function, and below it its
 * place, "\t/…/main.go:12 +0x25".
 * @param {string} errors
 * @param {import("./types").Request} request
 * @returns {import("./types").End | undefined}
 */
function goPanic(errors, request) {
  const found = /^(?:panic|fatal error): (.*(?:\n\t.*)*)/m.exec(errors);
  if (!found) return undefined;
  // What a panic that passed through `WaitGroup.Go` has at its end.
  const message = found[1].split("\n")[0].replace(/ \[recovered, repanicked\]$/, "");
  const lines = errors.split("\n");
  const first = lines.findIndex((line) => /^goroutine \d+/.test(line));
  const told = [found[0]];
  let own;
  for (let n = Math.max(first, 0); n < lines.length; n++) {
    if (/^goroutine \d+/.test(lines[n])) told.push("", lines[n]);
    const place = /^\t.*\/([^/]+\/[^/]+):(\d+)(?: \+0x[0-9a-f]+)?$/.exec(lines[n]);
    if (place?.[1] !== `${request.program}/${request.file}`) continue;
    own ??= Number(place[2]);
    told.push(lines[n - 1], `\t${request.file}:${place[2]}`);
  }
  return { how: "error", message, detail: told.join("\n"), ...(own && { line: own }) };
}
