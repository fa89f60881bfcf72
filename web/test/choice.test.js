import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";
import { pick, remember, show } from "../player/choice.js";

const flavors = (/** @type {string[]} */ ...names) => names.map((flavor) => ({ flavor }));

test("the remembered flavor is taken, else its language, else none", () => {
  const some = flavors("javascript", "rust-smol", "rust-tokio");
  assert.equal(pick(some, "rust-tokio")?.flavor, "rust-tokio");
  assert.equal(pick(some, "rust-async-std")?.flavor, "rust-smol");
  assert.equal(pick(some, "rust")?.flavor, "rust-smol");
  assert.equal(pick(some, "go"), undefined);
});

test("where storage is forbidden nothing is remembered, and nothing fails", () => {
  assert.doesNotThrow(() => remember("go"));
});

/**
 * A figure as boot.js sees it, with as much of the page as it touches.
 * @param {string[]} keys "program.flavor"
 * @param {string[]} shown
 * @param {string} flavor What is remembered.
 * @param {string} search The query in the page's address.
 */
function boot(keys, shown, flavor = "", search = "") {
  const tracks = keys.map((key) => {
    const [program, name] = key.split(".");
    const side = shown.indexOf(key);
    /** @type {Record<string, string>} */
    const dataset = { key, program, flavor: name, ...(side >= 0 ? { side: String(side) } : {}) };
    return { dataset };
  });
  const figure = { dataset: {}, querySelectorAll: (/** @type {string} */ selector) => (selector === ".track" ? tracks : []) };
  /** @type {Record<string, any>} */
  const window = {};
  vm.runInNewContext(readFileSync(new URL("../player/boot.js", import.meta.url), "utf8"), { window, document: { documentElement: { classList: new Set() } }, location: { search }, URLSearchParams, localStorage: { getItem: () => flavor || null, setItem: (/** @type {string} */ _, /** @type {string} */ value) => (flavor = value) } });
  window.showCakeFigure(figure);
  return tracks.filter(({ dataset }) => dataset.side !== undefined)
    .sort((a, b) => Number(a.dataset.side) - Number(b.dataset.side)).map(({ dataset }) => dataset.key);
}

test("a link's flavor goes before the remembered one", () => {
  const keys = ["cake.javascript", "cake.go", "cake.python"];
  assert.deepEqual(boot(keys, ["cake.javascript"], "go", "?flavor=python"), ["cake.python"]);
  assert.deepEqual(boot(keys, ["cake.javascript"], "go", "?highlight=oven"), ["cake.go"]);
  assert.deepEqual(boot(keys, ["cake.javascript"], "", "?flavor=cobol"), ["cake.javascript"]);
});

test("a choice is put into the address, and nothing else of it changes", () => {
  /** @type {any} */
  const page = globalThis;
  page.location = { href: "http://book/blocking/index.html?highlight=oven#your-turn" };
  page.history = { state: null, replaceState: (/** @type {unknown} */ _, /** @type {string} */ __, /** @type {URL} */ address) => (page.location.href = address.href) };
  show("go");
  assert.equal(page.location.href, "http://book/blocking/index.html?highlight=oven&flavor=go#your-turn");
  show("csharp");
  assert.equal(page.location.href, "http://book/blocking/index.html?highlight=oven&flavor=csharp#your-turn");
});

test("boot shows the same flavor that the player would pick", () => {
  const keys = ["cake.javascript", "cake.rust-smol", "cake.rust-tokio"];
  for (const flavor of ["rust-tokio", "rust-async-std", "javascript", "go"]) {
    const expected = pick(flavors("javascript", "rust-smol", "rust-tokio"), flavor)?.flavor ?? "javascript";
    assert.deepEqual(boot(keys, ["cake.javascript"], flavor), [`cake.${expected}`]);
  }
});

test("boot without a remembered flavor leaves the figure as it is", () => {
  assert.deepEqual(boot(["cake.go", "cake.python"], ["cake.python"]), ["cake.python"]);
});

test("two programs beside each other each take the remembered flavor", () => {
  assert.deepEqual(boot(["a.rust", "a.go", "b.rust", "b.go"], ["a.rust", "b.rust"], "go"), ["a.go", "b.go"]);
});

test("two flavors of one program beside each other stay two", () => {
  assert.deepEqual(boot(["a.rust", "a.go", "a.swift"], ["a.rust", "a.go"], "swift"), ["a.rust", "a.go"]);
});
