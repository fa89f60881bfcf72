/** The numbers that a reader can set. Nothing is clamped: what cannot be is explained. */

/** @import { KnobField } from "../figure.d.ts" */

/**
 * @param {KnobField} knob
 * @param {string} text As it stands in the field.
 * @returns {{ value: number } | { why: string }}
 */
export function readKnob({ min, max }, text) {
  const shown = text.trim();
  const range = `from ${min} to ${max}`;
  if (shown === "") return { why: `A whole number ${range} belongs here.` };
  if (!/^[+-]?\d+$/.test(shown)) return { why: `“${shown.slice(0, 20)}” is not a whole number; it can be ${range}.` };
  const value = Number(shown);
  if (value < min) return { why: `${shown} is too small; it can be ${range}.` };
  if (value > max) return { why: `${shown} is too large; it can be ${range}.` };
  return { value };
}

/**
 * What a program is started with, and nothing for what is as the program has it.
 * @param {readonly KnobField[]} knobs
 * @param {ReadonlyMap<string, number>} values
 * @returns {string[]}
 */
export function toArgs(knobs, values) {
  return knobs.flatMap(({ name, default: usual }) => {
    const value = values.get(name) ?? usual;
    return value === usual ? [] : [`${name}=${value}`];
  });
}
