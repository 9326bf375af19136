import type { Value } from './value.ts';

/** Three-valued logic as in SQL; whatever is not a boolean counts as unknown. */

export function not(operand: Value): boolean | null {
  return typeof operand === 'boolean' ? !operand : null;
}

export function and(operands: readonly Value[]): boolean | null {
  if (operands.includes(false)) return false;
  return operands.every((operand) => operand === true) ? true : null;
}

export function or(operands: readonly Value[]): boolean | null {
  if (operands.includes(true)) return true;
  return operands.every((operand) => operand === false) ? false : null;
}
