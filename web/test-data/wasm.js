// WebAssembly modules by hand, for tests: imports of WASI, one function, and what it finds in memory.

const I32 = 0x7f;
const I64 = 0x7e;

/** The calls of WASI that tests use, with their parameters; each but the last answers a number. */
const CALLS = {
  clock_time_get: [I32, I64, I32],
  poll_oneoff: [I32, I32, I32, I32],
  fd_write: [I32, I32, I32, I32],
  path_open: [I32, I32, I32, I32, I32, I64, I64, I32, I32],
  proc_exit: [I32],
};
const NAMES = /** @type {(keyof typeof CALLS)[]} */ (Object.keys(CALLS));

/** @param {number} value */
export const i32 = (value) => [0x41, ...signed(value)];
/** @param {number} value */
export const i64 = (value) => [0x42, ...signed(value)];
/** @param {keyof typeof CALLS} name */
export const call = (name) => [0x10, NAMES.indexOf(name)];
export const callSelf = [0x10, NAMES.length];
export const drop = [0x1a];
export const unreachable = [0x00];
/** @param {number[]} body */
export const forEver = (...body) => [0x03, 0x40, ...body, 0x0c, 0x00, 0x0b];
/** Takes an address from the stack. */
export const loadI64 = [0x29, 0x03, 0x00];
export const loadI32 = [0x28, 0x02, 0x00];
export const i64ToI32 = [0xa7];
export const divideI64 = [0x7f];
export const growMemory = [0x40, 0x00];
export const memorySize = [0x3f, 0x00];
/** Leaves a loop, from inside of it, when the number on the stack is -1. @param {number[]} otherwise */
export const unlessMinusOne = (...otherwise) => [...i32(-1), 0x47, 0x04, 0x40, ...otherwise, 0x0b];
export const again = [0x0c, 0x01];
/** @param {number[]} body */
export const loop = (...body) => [0x03, 0x40, ...body, 0x0b];

/**
 * A module whose `_start` is that body.
 * @param {number[]} body
 * @param {Record<number, number[] | string>} [memory] what stands at an address
 */
export function module(body, memory = {}) {
  const types = NAMES.map((name) => [0x60, ...list(CALLS[name].map((type) => [type])), ...list(name === "proc_exit" ? [] : [[I32]])]);
  const imports = NAMES.map((name, type) => [...text("wasi_snapshot_preview1"), ...text(name), 0x00, type]);
  const code = [0x00, ...body, 0x0b];
  const data = Object.entries(memory).map(([address, bytes]) => {
    const content = typeof bytes === "string" ? [...new TextEncoder().encode(bytes)] : bytes;
    return [0x00, ...i32(Number(address)), 0x0b, ...unsigned(content.length), ...content];
  });
  return new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [...types, [0x60, 0x00, 0x00]]),
    ...section(2, imports),
    ...section(3, [[NAMES.length]]),
    ...section(5, [[0x00, 0x01]]),
    ...section(7, [
      [...text("_start"), 0x00, NAMES.length],
      [...text("memory"), 0x02, 0x00],
    ]),
    ...section(10, [[...unsigned(code.length), ...code]]),
    ...section(11, data),
  ]);
}

/** Little-endian. @param {number} value @param {number} size */
export function bytes(value, size) {
  return Array.from({ length: size }, (_, n) => Math.floor(value / 256 ** n) % 256);
}

/** @param {number} id @param {number[][]} items */
function section(id, items) {
  const content = list(items);
  return [id, ...unsigned(content.length), ...content];
}

/** @param {number[][]} items */
function list(items) {
  return [...unsigned(items.length), ...items.flat()];
}

/** @param {string} value */
function text(value) {
  return [...unsigned(value.length), ...new TextEncoder().encode(value)];
}

/** @param {number} value */
function unsigned(value) {
  const result = [];
  for (; value >= 128; value = Math.floor(value / 128)) result.push((value % 128) | 128);
  return [...result, value];
}

/** @param {number} value */
function signed(value) {
  const result = [];
  for (;;) {
    const low = ((value % 128) + 128) % 128;
    value = Math.floor(value / 128);
    if ((value === 0 && low < 64) || (value === -1 && low >= 64)) return [...result, low];
    result.push(low | 128);
  }
}
