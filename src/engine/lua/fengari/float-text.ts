import { formatFloat } from './c-format.ts';

/** A double as C's `%.14g` writes it, which is how Lua shows floats. */
export function floatText(value: number): string {
  // Whole and small, as most are.
  if (Number.isInteger(value) && Math.abs(value) < 1e14 && !Object.is(value, -0)) return String(value);
  return formatFloat('%.14g', value);
}
