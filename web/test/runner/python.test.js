import assert from "node:assert/strict";
import { test } from "node:test";

import { runAll } from "../../test-data/hosts.js";

/** @param {string} source */
const py = (source, more = {}) => ({ flavor: "python", source, ...more });

// Those at the end leave a worker that is spent: the next one begins with a Python of its own.
const results = runAll({
  first: py(`import builtins, json, math, os, sys, kitchen
builtins.secret = kitchen.secret = math.secret = global_secret = 1
os.environ["SECRET"] = "x"
sys.path.append("/secret")
json.dumps = None
open("secret.txt", "w").write("x")
print("first")
`),
  second: py(`import builtins, json, math, os, sys, kitchen
print([hasattr(module, "secret") for module in (builtins, kitchen, math)], "global_secret" in globals())
print(os.environ.get("SECRET"), "/secret" in sys.path, json.dumps([]), os.listdir("."))
`),
  story: py(
    `import asyncio, sys
from kitchen import knob, minutes, say

async def main():
    async with asyncio.TaskGroup() as evening:
        evening.create_task(later(4))
        evening.create_task(later(2))

async def later(n):
    await asyncio.sleep(minutes(n))
    say("alice", f"{n} of {knob('pages', 6)}")

print(sys.argv, __name__, __file__)
asyncio.run(main())
`,
    { args: ["pages=3"] },
  ),
  clocks: py(`import asyncio, datetime, time
print(time.time(), time.monotonic(), datetime.datetime.now(), time.perf_counter_ns())
time.sleep(1.5)
print(time.time(), time.monotonic())

async def main():
    loop = asyncio.get_running_loop()
    began = loop.time()
    try:
        async with asyncio.timeout(60):
            await asyncio.sleep(3600)
    except TimeoutError:
        print(loop.time() - began, asyncio.current_task().get_name())

asyncio.run(main())
`),
  staring: py(`import time
done = time.monotonic() + 600
while time.monotonic() < done:
    pass
print(time.monotonic() < done + 60)
`),
  event: py(`import threading, time
print(threading.Event().wait(60), time.monotonic())
`),
  syntax: py(`from kitchen import say\nsay("alice", "never")\ncake = = 1\n`),
  runtime: py(`from kitchen import work\n\ndef bake():\n    work("alice", "mix", 3)\n\nbake()\n`),
  group: py(`import asyncio

async def burn():
    raise ValueError("fire")

async def main():
    async with asyncio.TaskGroup() as evening:
        evening.create_task(burn())

asyncio.run(main())
`),
  recursion: py(`def again():\n    return 1 + again()\n\nagain()\n`),
  exit: py(`import sys\nsys.exit(3)\n`),
  unawaited: py(`async def bake(): ...\nbake()\n`),
  clean: py(`print("clean")\n`),
  thread: py(`import threading\nthreading.Thread(target=print).start()\n`),
  javascript: py(`import js\n`),
  input: py(`input("? ")\n`),
  never: py(`import asyncio
from kitchen import say

async def main():
    try:
        await asyncio.get_running_loop().create_future()
    finally:
        say("alice", "never")

asyncio.run(main())
`),
  events: py(`from kitchen import say
while True:
    try:
        say("alice", "x")
    except BaseException:
        pass
`),
  memory: py(`all = []\nwhile True:\n    all.append(bytearray(10**7))\n`, { limits: { memory: 64 << 20 } }),
  files: py(`with open("big.txt", "w") as file:\n    while True:\n        file.write("x" * 10**6)\n`, { limits: { memory: 64 << 20 } }),
});

/** @param {keyof typeof results} name */
const printed = (name) => results[name].printed.trimEnd().split("\n");
/** @param {keyof typeof results} name */
const end = (name) => results[name].end;

test("two runs in one interpreter do not see each other", () => {
  assert.deepEqual(printed("first"), ["first"]);
  assert.deepEqual(printed("second"), ["[False, False, False] False", "None False [] []"]);
});

test("asyncio's own time is the story's", () => {
  assert.deepEqual(printed("story"), ["['main.py', 'pages=3'] __main__ main.py", "  2  alice: 2 of 3", "  4  alice: 4 of 3"]);
  assert.deepEqual(end("story"), { at: 4, how: "success" });
  const [, say] = results.story.events;
  assert.deepEqual(say, { at: 2, lane: "alice", line: 11, kind: "say", text: "2 of 3", thread: 0, late_ms: 0 });
});

test("all clocks of a program are one number", () => {
  assert.deepEqual(printed("clocks"), ["1767463200.0 0.0 2026-01-03 18:00:00 0", "1767463201.5 1.5", "60.0 Task-1"]);
});

test("who stares at the clock sees it move, and who waits with a timeout wakes up", () => {
  assert.deepEqual(printed("staring"), ["True"]);
  assert.deepEqual(printed("event"), ["False 60.0"]);
});

test("a text that is no Python is told with its line", () => {
  assert.deepEqual([end("syntax").message, end("syntax").line], ["SyntaxError: invalid syntax", 3]);
  assert.deepEqual(results.syntax.events, []);
});

test("an exception is told with the program's own lines", () => {
  assert.match(end("runtime").message ?? "", /^ValueError: 3 minutes are not on this program's grid/);
  assert.equal(end("runtime").line, 4);
  const places = end("runtime").detail?.split("\n").filter((line) => line.includes("File "));
  assert.deepEqual(places, ['  File "main.py", line 6, in <module>', '  File "main.py", line 4, in bake']);
});

test("an exception in a group of tasks is told as itself", () => {
  assert.deepEqual([end("group").message, end("group").line], ["ValueError: fire", 4]);
});

test("an endless recursion is an error with a line", () => {
  assert.match(end("recursion").message ?? "", /^RecursionError/);
  assert.equal(end("recursion").line, 2);
});

test("an exit with a code is an error", () => {
  assert.deepEqual([end("exit").how, end("exit").message, end("exit").line], ["error", "ended by sys.exit(3)", 2]);
});

test("what was never awaited says so in its own run", () => {
  assert.match(results.unawaited.errors, /coroutine 'bake' was never awaited/);
  assert.deepEqual([results.clean.errors, results.clean.printed], ["", "clean\n"]);
});

test("there are no threads, no keyboard and no way out", () => {
  assert.equal(end("thread").message, "RuntimeError: can't start new thread");
  assert.equal(end("javascript").message, "ModuleNotFoundError: No module named 'js'");
  assert.equal(end("input").message, "EOFError: EOF when reading a line");
});

test("a future that never resolves ends the run as waiting, and nothing of it runs on", () => {
  assert.equal(end("never").how, "waiting");
  assert.deepEqual(results.never.events, []);
});

test("no program can catch the limit of events", () => {
  assert.deepEqual([end("events").how, end("events").message], ["limit", "more than 1,000 events"]);
  assert.equal(results.events.events.length, 1_000);
});

test("memory does not grow beyond its limit", () => {
  assert.deepEqual([end("memory").how, end("memory").message, end("memory").line], ["limit", "took more than 64 MiB of memory", 3]);
  // Files are in memory, too.
  assert.deepEqual([end("files").how, end("files").message], ["limit", "took more than 64 MiB of memory"]);
});
