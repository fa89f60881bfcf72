import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { LOADER, POLICY } from "../../player/live/sandbox.js";

test("what the frame begins with is the one script that its policy allows", () => {
  const hash = `'sha256-${createHash("sha256").update(LOADER).digest("base64")}'`;
  assert.deepEqual(POLICY.match(/'sha256-[^']*'/g), [hash]);
  assert.doesNotMatch(POLICY, /unsafe-inline|'unsafe-eval'/);
});

test("the frame around it has the same policy, and no script", () => {
  const page = readFileSync(new URL("../../player/live/frame.html", import.meta.url), "utf8");
  assert.ok(page.includes(`<meta http-equiv="Content-Security-Policy" content="${POLICY}">`));
  assert.doesNotMatch(page, /<script/);
});
