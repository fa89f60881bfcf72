// A limit for the memory of a WebAssembly module, written into the module itself: then it is the engine
// that refuses to grow.

const PAGE = 65_536;
const MEMORY_SECTION = 5;
const HAS_MAXIMUM = 1;

/**
 * The module with a memory that grows to `bytes` at most. One that asks for less, or imports its memory,
 * stays as it is.
 *
 * @param {Uint8Array<ArrayBuffer>} module
 * @param {number} bytes
 */
export function withMemoryLimit(module, bytes) {
  const most = Math.floor(bytes / PAGE);
  // After the magic number and the version, which the engine checks.
  for (let at = 8; at < module.length; ) {
    const size = number(module, at + 1);
    const end = size.end + size.value;
    if (module[at] === MEMORY_SECTION) return limited(module, at, size.end, end, most);
    at = end;
  }
  return module;
}

/**
 * @param {Uint8Array<ArrayBuffer>} module
 * @param {number} start of the section
 * @param {number} content of the section
 * @param {number} end of the section
 * @param {number} most pages
 */
function limited(module, start, content, end, most) {
  const count = number(module, content);
  const flags = module[count.end];
  const least = number(module, count.end + 1);
  const maximum = flags & HAS_MAXIMUM ? number(module, least.end) : { value: Infinity, end: least.end };
  if (count.value !== 1 || maximum.value <= most) return module;
  // What it begins with it has to get.
  const value = Math.max(most, least.value);
  const section = [...leb(count.value), flags | HAS_MAXIMUM, ...leb(least.value), ...leb(value)];
  const head = [MEMORY_SECTION, ...leb(section.length), ...section];
  const result = new Uint8Array(start + head.length + module.length - end);
  result.set(module.subarray(0, start));
  result.set(head, start);
  result.set(module.subarray(end), start + head.length);
  return result;
}

/**
 * The unsigned number of LEB128 at a place, and where it ends.
 * @param {Uint8Array} bytes
 * @param {number} at
 */
function number(bytes, at) {
  let value = 0;
  for (let place = 1; ; place *= 128) {
    const byte = bytes[at++];
    value += (byte & 127) * place;
    if (byte < 128) return { value, end: at };
    if (byte === undefined) return { value, end: bytes.length };
  }
}

/** @param {number} value */
function leb(value) {
  const bytes = [];
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  return [...bytes, value];
}
