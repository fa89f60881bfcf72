// Bundles the hosts, each into one file:
//
//   node web/runner/bundle.js NODE_MODULES OUT
//
// `javascript.js`, `wasi.js` and `python.js` are classic scripts for a worker, `node.mjs` runs under
// Node, and `editor.js` is a module for pages.

import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const [packages, out] = process.argv.slice(2);
if (!packages || !out) {
  console.error("usage: node bundle.js NODE_MODULES OUT");
  process.exit(2);
}
// From the folder that is given, wherever this file lies.
const { build } = createRequire(join(resolve(packages), "x.js"))("esbuild");
const here = fileURLToPath(new URL(".", import.meta.url));

const common = {
  bundle: true,
  minify: true,
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  outdir: resolve(out),
  nodePaths: [resolve(packages)],
  loader: { ".py": "text" },
  target: ["chrome110", "firefox115", "safari16.4", "node20"],
  // What Pyodide asks for under Node only.
  external: ["node:*", "ws"],
};

const editor = join(here, "../editor/index.js");
await Promise.all([
  build({ ...common, format: "iife", entryPoints: ["javascript", "wasi", "python"].map((name) => join(here, "entry", `${name}.js`)) }),
  build({ ...common, format: "esm", platform: "node", entryPoints: [join(here, "node.js")], outExtension: { ".js": ".mjs" } }),
  ...(existsSync(editor) ? [build({ ...common, format: "esm", entryPoints: { editor } })] : []),
]);
