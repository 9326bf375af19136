import type { ValueType } from '../function-signatures.ts';
import type { Value } from './functions.ts';
import { parseDecimal } from './number-text.ts';
import { textOf } from './text.ts';

/**
 * A field's value as the type its place asks for, as its mapping would have had it indexed: a number as its
 * digits, a numeric text as a number, `"true"` as a boolean. Null where it cannot be read that way.
 */
export function readAs(value: Value, type: ValueType | 'any'): Value {
  if (value === null || type === 'any') return value;
  if (type === 'string') return textOf(value);
  if (type === 'boolean')
    return value === true || value === 'true' ? true : value === false || value === 'false' ? false : null;
  if (typeof value === 'string') return parseDecimal(value) ?? null;
  return typeof value === 'boolean' ? null : value;
}
