// Runs a program in JavaScript on an event loop whose time is a number.

import { createConsole } from "./console.js";
import { failure, flaw } from "./failure.js";
import { closeRealm, define, installAtomics, installClocks, installTimers } from "./globals.js";
import { createOutbox, Over } from "./outbox.js";
import { KITCHEN, linked } from "./source.js";
import { Timers } from "./timers.js";
import { VirtualClock } from "./virtual.js";

// The program could change them.
const { stringify } = JSON;
const { create } = Object;

/**
 * Runs a program, once in a realm: it is the program's own, and what it leaves there stays.
 *
 * @param {import("./types").Request} request
 * @param {import("./types").Emit} emit
 * @param {import("./types").Platform} platform
 * @returns {Promise<void>} when all has been told
 */
export async function runJavaScript(request, emit, platform) {
  const clock = new VirtualClock();
  const outbox = createOutbox(emit, request.limits, clock, () => true);
  const timers = new Timers(clock);
  closeRealm();
  installClocks(clock);
  installTimers(timers);
  installAtomics(clock, () => {
    outbox.end({ how: "waiting", message: "Atomics.wait waits for a thread that is not there" });
    outbox.check();
  });
  define("console", createConsole(outbox));

  const kitchen = await loadKitchen(request, clock, outbox, platform);
  let text;
  try {
    text = linked(request.source ?? "", { [KITCHEN]: kitchen });
  } catch (error) {
    return outbox.end(flaw(error, request, { [kitchen]: KITCHEN }));
  }
  const program = platform.publish(named(text, request.file));
  const names = { [program]: request.file, [kitchen]: KITCHEN };
  let hasBegun = false;
  let isFinished = false;

  // From here on the program may have changed what this realm has: no promise is waited for, and what
  // ends a run was taken before.
  return new Promise((resolve) => {
    /** @param {import("./types").End} end */
    const end = (end) => {
      outbox.end(end);
      resolve();
    };
    /** @param {unknown} error */
    const fail = (error) => (error instanceof Over ? resolve() : end(failure(error, request, names)));

    const turn = () => {
      outbox.flush();
      if (outbox.isOver()) return resolve();
      const run = timers.next();
      if (run === undefined) return isFinished ? end({ how: "success" }) : platform.afterAWhile(lastTurn);
      try {
        run();
      } catch (error) {
        return fail(error);
      }
      platform.afterMicrotasks(turn);
    };
    // What is no timer may still come, from the machine: WebAssembly that is compiled, for one.
    const lastTurn = () => {
      if (!timers.isEmpty() || isFinished || outbox.isOver()) return turn();
      end({ how: "waiting", message: "it waits for a promise that nothing is left to resolve" });
    };

    platform.onUncaught(fail);
    const begin = () => {
      hasBegun = true;
      emit({ type: "begin" });
      platform.afterMicrotasks(turn);
    };
    import(beginning(program, begin, platform)).then(
      () => {
        isFinished = true;
      },
      (error) => (hasBegun ? fail(error) : end(flaw(error, request, names, platform.lineOf(error, text)))),
    );
  });
}

/**
 * The address of a module that calls back when the program is read and linked, right before it runs.
 *
 * @param {string} program
 * @param {() => void} begin
 * @param {import("./types").Platform} platform
 */
function beginning(program, begin, platform) {
  define("kitchenBegins", () => {
    Reflect.deleteProperty(globalThis, "kitchenBegins");
    begin();
  });
  const first = platform.publish("kitchenBegins();");
  return platform.publish(`import ${stringify(first)}; import ${stringify(program)};`);
}

/**
 * The address of the kitchen, which stands on this run's host.
 *
 * @param {import("./types").Request} request
 * @param {VirtualClock} clock
 * @param {import("./types").Outbox} outbox
 * @param {import("./types").Platform} platform
 */
async function loadKitchen(request, clock, outbox, platform) {
  const files = request.kitchen ?? {};
  define("kitchenHost", kitchenHost(request, clock, outbox));
  const host = platform.publish(named(files["host.js"], "host.js"));
  const kitchen = platform.publish(named(linked(files["kitchen.js"], { "./host.js": host }), "kitchen.js"));
  await import(kitchen);
  Reflect.deleteProperty(globalThis, "kitchenHost");
  return kitchen;
}

/**
 * See `Host` in the kitchen's own host.js.
 *
 * @param {import("./types").Request} request
 * @param {VirtualClock} clock
 * @param {import("./types").Outbox} outbox
 */
function kitchenHost(request, clock, outbox) {
  const settings = new Map([["KITCHEN_MINUTE_US", "60000000"], ["KITCHEN_GRID", `${request.grid}`]]);
  let began = NaN;
  return {
    thread: 0,
    args: request.args,
    setting: (/** @type {string} */ name) => settings.get(name),
    elapsed() {
      outbox.check();
      const now = clock.look();
      if (Number.isNaN(began)) began = now;
      return now - began;
    },
    pause: (/** @type {number} */ ms) => clock.advance(ms),
    exclusively: (/** @type {() => void} */ write) => write(),
    print: (/** @type {string} */ line) => outbox.print(`${line}\n`),
    record(/** @type {Record<string, unknown>} */ entry) {
      // Without a prototype, which could have been given a `toJSON`.
      const plain = create(null);
      for (const key in entry) plain[key] = entry[key];
      outbox.record(stringify(plain));
    },
  };
}

/**
 * A text whose errors name it so, in the engines that know how.
 * @param {string} text
 * @param {string} name
 */
function named(text, name) {
  return `${text}\n//# sourceURL=${name}`;
}
