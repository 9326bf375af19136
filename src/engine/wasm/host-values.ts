import type { FieldValue, Scalar } from '../events/field-value.ts';

const MAX_I64 = 2n ** 63n - 1n;
const MIN_I64 = -(2n ** 63n);
const MAX_U64 = 2n ** 64n - 1n;

/** Host functions read one value: of several, the first. */
export function firstOf(value: FieldValue): Scalar | undefined {
  return typeof value === 'object' ? value[0] : value;
}

/** A field's value as `event_get_i64` gives it: 0 for everything but whole numbers of 64 bits with sign. */
export function i64Of(value: FieldValue): bigint {
  const whole = wholeOf(value);
  return whole >= MIN_I64 && whole <= MAX_I64 ? whole : 0n;
}

/** A field's value as `event_get_u64` gives it: 0 for everything but whole numbers of 64 bits without sign. */
export function u64Of(value: FieldValue): bigint {
  const whole = wholeOf(value);
  return whole >= 0n && whole <= MAX_U64 ? whole : 0n;
}

/** A field's value as `event_get_bool` gives it: true, and whole numbers of 64 bits other than 0. */
export function boolOf(value: FieldValue): boolean {
  const first = firstOf(value);
  if (typeof first === 'boolean') return first;
  // Most numbers: no bigint needs to be made of them.
  if (Number.isSafeInteger(first)) return first !== 0;
  return i64Of(first) !== 0n || u64Of(first) !== 0n;
}

function wholeOf(value: FieldValue): bigint {
  const first = firstOf(value);
  if (typeof first === 'bigint') return first;
  return typeof first === 'number' && Number.isInteger(first) ? BigInt(first) : 0n;
}
