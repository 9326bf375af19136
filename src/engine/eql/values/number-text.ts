import { isWhole } from './arithmetic.ts';

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const WHOLE = /^[+-]?\d+$/;

/**
 * The number a text spells in decimal, exact for whole numbers beyond 2^53 (bigint). Undefined for anything
 * else: hexadecimal, spaces inside, `Infinity`, the empty text.
 */
export function parseDecimal(text: string): number | bigint | undefined {
  // A text longer than any number is no number; the bound also keeps BigInt from working on megabytes.
  if (text.length === 0 || text.length > 400 || !DECIMAL.test(text)) return undefined;
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  if (WHOLE.test(text)) {
    const exact = BigInt(text.startsWith('+') ? text.slice(1) : text);
    if (isWhole(exact)) return exact;
  }
  return Number.isFinite(value) ? value : undefined;
}
