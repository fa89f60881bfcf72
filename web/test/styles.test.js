import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const book = new URL("../../", import.meta.url);
const packages = createRequire(new URL("../../target/npm/node_modules/", import.meta.url));
/** @type {typeof import("esbuild")} */
const { transformSync } = packages("esbuild");

/** All style sheets of the book, by their path. */
const sheets = ["theme", "web/player"].flatMap((folder) =>
  readdirSync(fileURLToPath(new URL(folder, book)), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".css"))
    .map((file) => `${folder}/${file}`),
);

test("a style sheet means what it says: a browser leaves out what it does not understand, without a word", () => {
  assert.ok(sheets.length > 2, `${sheets}`);
  const told = sheets.flatMap((file) => {
    const { warnings } = transformSync(readFileSync(new URL(file, book), "utf8"), { loader: "css", sourcefile: file, logLevel: "silent" });
    // Of a brace that is missing, a note says to which it would belong.
    return warnings.map(({ location, text, notes: [note] }) => `${file}:${(note?.location ?? location)?.line}: ${text}`);
  });
  assert.deepEqual(told, []);
});
