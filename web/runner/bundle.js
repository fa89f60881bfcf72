// Bundles the hosts, each into one file:
//
//   node web/runner/bundle.js NODE_MODULES OUT
//
// `javascript.js`, `checks.js`, `wasi.js` and `python.js` are classic scripts for a worker, `node.mjs` runs under
// Node, `editor.js`, `wasm-memory.js` and `offline.js` are modules for pages, `service-worker.js` is what a build
// makes the book's service worker of. `licenses.txt` is what the packages in them ask for.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
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
  metafile: true,
  logLevel: "warning",
  outdir: resolve(out),
  nodePaths: [resolve(packages)],
  loader: { ".py": "text" },
  target: ["chrome110", "firefox115", "safari16.4", "node20"],
  // What Pyodide asks for under Node only.
  external: ["node:*", "ws"],
};

const editor = join(here, "../editor/index.js");
const offline = join(here, "../offline/page.js");
const serviceWorker = join(here, "../offline/worker.js");
// Workbox says much on the console unless it is told that readers have it.
const published = { define: { "process.env.NODE_ENV": '"production"' } };
const results = await Promise.all([
  build({ ...common, format: "iife", entryPoints: ["javascript", "checks", "wasi", "python"].map((name) => join(here, "entry", `${name}.js`)) }),
  build({ ...common, format: "esm", platform: "node", entryPoints: [join(here, "node.js")], outExtension: { ".js": ".mjs" } }),
  build({ ...common, format: "esm", entryPoints: { editor, "wasm-memory": join(here, "wasm-memory.js") } }),
  build({ ...common, ...published, format: "esm", entryPoints: { offline } }),
  build({ ...common, ...published, format: "iife", entryPoints: { "service-worker": serviceWorker } }),
]);
const names = new Set(results.flatMap(({ metafile }) => Object.keys(metafile.inputs)).flatMap(packageOf));
writeFileSync(join(resolve(out), "licenses.txt"), [...names].sort().map(license).join("\n\n"));

/** @param {string} path */
function packageOf(path) {
  const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path);
  return found ? [found[1]] : [];
}

/** @param {string} name */
function license(name) {
  const folder = join(resolve(packages), name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const files = readdirSync(folder).filter((file) => /^licen[sc]e/i.test(file));
  const texts = files.map((file) => readFileSync(join(folder, file), "utf8").trim());
  return [`${name} ${version} (${license})`, ...texts].join("\n\n");
}
