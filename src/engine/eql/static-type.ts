import { EqlError } from '../diagnostic.ts';
import type { Expression } from './ast.ts';
import { FUNCTION_SIGNATURES, type ValueType } from './function-signatures.ts';

/** `unknown` is a field's: events decide. `null` fits everywhere. */
export type StaticType = ValueType | 'null' | 'unknown';

/** What an expression yields as far as its form tells. Looks at the expression's own node only. */
export function staticType(expression: Expression): StaticType {
  switch (expression.kind) {
    case 'literal':
      return literalType(expression.value);
    case 'field':
      return 'unknown';
    case 'call':
      return FUNCTION_SIGNATURES.get(expression.name)!.returns;
    case 'negate':
    case 'arithmetic':
      return 'number';
    default:
      return 'boolean';
  }
}

function literalType(value: string | number | bigint | boolean | null): StaticType {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'string';
  return typeof value === 'boolean' ? 'boolean' : 'number';
}

function fitsAll(type: StaticType): boolean {
  return type === 'null' || type === 'unknown';
}

/** Whether two values can ever be equal. */
export function areComparable(left: StaticType, right: StaticType): boolean {
  return left === right || fitsAll(left) || fitsAll(right);
}

/**
 * @param what names the place, as the sentence's subject: ``the left side of `:` ``.
 * @throws EqlError when the expression is known to be of another type.
 */
export function requireType(expression: Expression, type: ValueType, what: string, advice: string): void {
  const found = staticType(expression);
  if (areComparable(found, type)) return;
  throw new EqlError(`${what} must be a ${type}, found a ${found}`, expression.span, advice);
}
