import type { Expression } from './ast.ts';
import { isArithmetic } from './is-arithmetic.ts';
import { subExpressions } from './sub-expressions.ts';

/** Whether an expression is known to compute in decimals: it is, or holds, a literal written as one. */
export function isDecimal(expression: Expression): boolean {
  if (expression.kind === 'literal') return expression.decimal;
  return isArithmetic(expression) && subExpressions(expression).some(isDecimal);
}
