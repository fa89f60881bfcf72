// The calls of a WASI module that have to do with time, on a clock that is a number, and with chance.

import { wasi } from "@bjorn3/browser_wasi_shim";

import { EPOCH } from "./virtual.js";

const EPOCH_NS = BigInt(EPOCH) * 1_000_000n;

/** Nanoseconds that the monotonic clock begins with; Go takes 0 for a clock that does not work. */
const BOOT_NS = 1_000_000_000n;

/** Nanoseconds that no story lasts: whoever waits so long means for ever. */
const FOR_EVER = 2n ** 63n - 1n;

// The layout that `poll_oneoff` reads and writes.
const SUBSCRIPTION = { size: 48, type: 8, clock: 16, timeout: 24, flags: 40 };
const EVENT = { size: 32, error: 8, type: 10 };

/**
 * @param {import("./virtual.js").VirtualClock} clock
 * @param {() => DataView} view of the module's memory, which moves when it grows
 * @param {() => never} waitForEver
 */
export function timeImports(clock, view, waitForEver) {
  const elapsed = () => BigInt(Math.round(clock.now * 1e6));

  /** @param {number} at a subscription to a clock */
  function due(at) {
    const timeout = view().getBigUint64(at + SUBSCRIPTION.timeout, true);
    const isAbsolute = view().getUint16(at + SUBSCRIPTION.flags, true) & wasi.SUBCLOCKFLAGS_SUBSCRIPTION_CLOCK_ABSTIME;
    if (timeout >= FOR_EVER) return Infinity;
    if (!isAbsolute) return clock.now + Number(timeout) / 1e6;
    const isCalendar = view().getUint32(at + SUBSCRIPTION.clock, true) === wasi.CLOCKID_REALTIME;
    return Number(timeout - (isCalendar ? EPOCH_NS : BOOT_NS)) / 1e6;
  }

  return {
    /** @param {number} id @param {bigint} _precision @param {number} out */
    clock_time_get(id, _precision, out) {
      const begin = id === wasi.CLOCKID_REALTIME ? EPOCH_NS : BOOT_NS;
      view().setBigUint64(out, BigInt.asUintN(64, begin + elapsed()), true);
      return wasi.ERRNO_SUCCESS;
    },

    /** @param {number} _id @param {number} out */
    clock_res_get(_id, out) {
      view().setBigUint64(out, 1n, true);
      return wasi.ERRNO_SUCCESS;
    },

    /**
     * Time moves to the earliest of what is waited for; but what is written or read never waits.
     * @param {number} subscriptions @param {number} events @param {number} count @param {number} out
     */
    poll_oneoff(subscriptions, events, count, out) {
      if (count === 0) return wasi.ERRNO_INVAL;
      const all = Array.from({ length: count }, (_, n) => subscriptions + n * SUBSCRIPTION.size).map((at) => {
        const type = view().getUint8(at + SUBSCRIPTION.type);
        return { at, type, due: type === wasi.EVENTTYPE_CLOCK ? due(at) : clock.now };
      });
      const first = Math.min(...all.map((subscription) => subscription.due));
      if (!Number.isFinite(first)) waitForEver();
      clock.reach(first);
      const happened = all.filter((subscription) => subscription.due <= clock.now);
      for (const [n, { at, type }] of happened.entries()) {
        const event = events + n * EVENT.size;
        new Uint8Array(view().buffer, event, EVENT.size).fill(0);
        view().setBigUint64(event, view().getBigUint64(at, true), true);
        view().setUint8(event + EVENT.type, type);
      }
      view().setUint32(out, happened.length, true);
      return wasi.ERRNO_SUCCESS;
    },

    sched_yield: () => wasi.ERRNO_SUCCESS,
  };
}

/**
 * Chance that is the same for everybody (Marsaglia's xorshift).
 * @param {() => DataView} view
 */
export function chance(view) {
  let state = 0x2545f491;
  return {
    /** @param {number} at @param {number} length */
    random_get(at, length) {
      for (let n = 0; n < length; n++) {
        state ^= state << 13;
        state ^= state >>> 17;
        state ^= state << 5;
        view().setUint8(at + n, state & 255);
      }
      return wasi.ERRNO_SUCCESS;
    },
  };
}
