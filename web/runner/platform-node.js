// A thread of Node. All that is needed of it is taken before a program can change or lose it.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const { process, setImmediate, setTimeout } = globalThis;

/** Real milliseconds that the machine gets to finish what it is at. */
const A_WHILE = 50;

/** @returns {import("./types").Platform} */
export function nodePlatform() {
  return {
    publish: (text) => `data:text/javascript,${encodeURIComponent(text)}`,
    afterMicrotasks: (callback) => void setImmediate(callback),
    afterAWhile: (callback) => void setTimeout(callback, A_WHILE),
    onUncaught(listener) {
      process.on("uncaughtException", listener);
      process.on("unhandledRejection", listener);
    },
    lineOf,
  };
}

/** Hides Node from code that asks in which of many worlds it is: what is left is like a browser's worker. */
export function withoutNode() {
  const isHere = { [Symbol.hasInstance]: () => true };
  Reflect.deleteProperty(globalThis, "process");
  Object.assign(globalThis, { self: globalThis, WorkerGlobalScope: isHere, location: new URL("https://python.invalid/") });
}

/**
 * Node says where only when it prints an error; it can read a text without running it.
 * @param {unknown} error
 * @param {string} text
 */
function lineOf(error, text) {
  const told = error instanceof Error ? error.stack : "";
  const known = /^[^\n]*:(\d+)\n/.exec(told ?? "");
  if (known) return Number(known[1]);
  const folder = mkdtempSync(join(tmpdir(), "program-"));
  try {
    const file = join(folder, "main.mjs");
    writeFileSync(file, text);
    const { stderr } = spawnSync(process.execPath, ["--check", file], { encoding: "utf8" });
    const place = /main\.mjs:(\d+)\n/.exec(stderr);
    return place ? Number(place[1]) : undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
