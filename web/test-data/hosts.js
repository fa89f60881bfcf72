// Runs programs on the bundled hosts, under Node, for tests.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const at = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const packages = at("../../target/npm/node_modules");

/**
 * @typedef {object} Run
 * @property {string} flavor
 * @property {string} [source]
 * @property {Uint8Array} [module]
 * @property {string} [argv0]
 * @property {string[]} [args]
 * @property {import("../runner/types").Ran[]} [ran]
 * @property {object} [limits]
 * @property {number} [seconds]
 *
 * @typedef {object} Result
 * @property {any[]} events
 * @property {string} printed
 * @property {string} errors
 * @property {import("../runner/types").End} end
 */

/**
 * What became of each run; they follow one another, and some share a worker, as in a page.
 *
 * @template {string} Name
 * @param {Record<Name, Run>} runs
 * @returns {Record<Name, Result>}
 */
export function runAll(runs) {
  const folder = mkdtempSync(join(tmpdir(), "hosts-"));
  try {
    execFileSync(process.execPath, [at("../runner/bundle.js"), packages, folder]);
    const names = /** @type {Name[]} */ (Object.keys(runs));
    const requests = names.map((name) => request(folder, name, runs[name]));
    const [asked, told] = [join(folder, "asked.json"), join(folder, "told.json")];
    writeFileSync(asked, JSON.stringify(requests));
    execFileSync(process.execPath, [join(folder, "node.mjs"), asked, told]);
    const results = JSON.parse(readFileSync(told, "utf8"));
    const entries = results.map((/** @type {any} */ { trace, ...rest }, /** @type {number} */ n) => {
      return [names[n], { ...rest, events: trace.map((/** @type {string} */ line) => JSON.parse(line)) }];
    });
    return /** @type {Record<Name, Result>} */ (Object.fromEntries(entries));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {string} folder @param {string} name @param {Run} run */
function request(folder, name, { flavor, source, module, argv0, args = [], ran, limits = {}, seconds = 20 }) {
  const file = join(folder, name);
  writeFileSync(file, source ?? module ?? "");
  return {
    program: name,
    flavor,
    file: { javascript: "main.js", checks: "test.js", python: "main.py", go: "main.go" }[flavor] ?? "main.rs",
    args,
    argv0,
    grid: 2,
    ran,
    ...(module && { module: file }),
    ...(source && { source: file, kitchen: at("../../code/kitchen") }),
    ...(flavor === "python" && { assets: join(packages, "pyodide") }),
    limits: { events: 1_000, bytes: 1 << 20, memory: 128 << 20, ...limits },
    seconds,
  };
}
