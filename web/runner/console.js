// What `console` prints, here as in Node: to standard output or to standard error.

/**
 * @param {import("./types").Outbox} outbox
 */
export function createConsole(outbox) {
  let indent = "";
  /** @param {(text: string) => void} write */
  const printer =
    (write) =>
    /** @param {unknown[]} values */
    (...values) => {
      const text = indent + format(values).replaceAll("\n", `\n${indent}`);
      write(`${text}\n`);
    };
  const print = printer(outbox.print);
  const complain = printer(outbox.complain);
  return {
    log: print,
    info: print,
    debug: print,
    dir: print,
    table: print,
    error: complain,
    warn: complain,
    trace: complain,
    assert: (/** @type {unknown} */ good, /** @type {unknown[]} */ ...values) =>
      void (good || complain("Assertion failed", ...values)),
    group(/** @type {unknown[]} */ ...values) {
      if (values.length > 0) print(...values);
      indent += "  ";
    },
    groupEnd() {
      indent = indent.slice(2);
    },
  };
}

/** @param {unknown[]} values */
function format([first, ...rest]) {
  const texts = [];
  if (typeof first === "string") {
    const filled = first.replace(/%[sdifjoO%]/g, (mark) => {
      if (mark === "%%") return "%";
      if (rest.length === 0) return mark;
      const value = rest.shift();
      if (mark === "%s") return typeof value === "object" ? show(value) : String(value);
      if (mark === "%d" || mark === "%f") return String(Number(value));
      return mark === "%i" ? String(Math.trunc(Number(value))) : show(value);
    });
    texts.push(filled);
  } else {
    texts.push(show(first));
  }
  for (const value of rest) texts.push(typeof value === "string" ? value : show(value));
  return texts.join(" ");
}

/** Most that is shown of something with many parts. */
const PARTS = 100;

/**
 * A value as a reader would write it down.
 * @param {unknown} value
 * @param {object[]} inside what it is a part of
 * @returns {string}
 */
export function show(value, inside = []) {
  if (typeof value === "string") return inside.length > 0 ? JSON.stringify(value) : value;
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return `[Function: ${value.name || "(anonymous)"}]`;
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? "-0" : String(value);
  if (value instanceof Error) return value.stack ?? String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  if (value instanceof RegExp) return String(value);
  if (value instanceof Promise) return "Promise { … }";
  if (inside.includes(value)) return "[Circular]";
  const name = value.constructor?.name ?? "[Object: null prototype]";
  if (inside.length > 2) return Array.isArray(value) ? "[Array]" : `[${name}]`;
  const path = [...inside, value];
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    const parts = Array.from(/** @type {ArrayLike<unknown>} */ (value), (part) => show(part, path));
    const list = parts.length > 0 ? `[ ${shortened(parts)} ]` : "[]";
    return Array.isArray(value) ? list : `${name}(${parts.length}) ${list}`;
  }
  if (value instanceof Map) {
    return braces(`Map(${value.size}) `, [...value].map(([key, part]) => `${show(key, path)} => ${show(part, path)}`));
  }
  if (value instanceof Set) {
    return braces(`Set(${value.size}) `, [...value].map((part) => show(part, path)));
  }
  const entries = Object.entries(value).map(([key, part]) => {
    return `${/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? key : JSON.stringify(key)}: ${show(part, path)}`;
  });
  return braces(name === "Object" ? "" : `${name} `, entries);
}

/** @param {string} before @param {string[]} parts */
function braces(before, parts) {
  return parts.length > 0 ? `${before}{ ${shortened(parts)} }` : `${before}{}`;
}

/** @param {string[]} parts */
function shortened(parts) {
  const rest = parts.length - PARTS;
  return rest > 0 ? `${parts.slice(0, PARTS).join(", ")}, … ${rest} more` : parts.join(", ");
}
