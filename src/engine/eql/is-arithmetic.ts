import type { Expression, FunctionName } from './ast.ts';
import type { ArithmeticOperator } from './values/arithmetic.ts';

/** The operators behind the functions of arithmetic. */
export const ARITHMETIC_FUNCTIONS: ReadonlyMap<FunctionName, ArithmeticOperator> = new Map([
  ['add', '+'],
  ['subtract', '-'],
  ['multiply', '*'],
  ['divide', '/'],
  ['modulo', '%'],
]);

/** Whether an expression's value is computed by arithmetic, in operators or in functions. */
export function isArithmetic(expression: Expression): boolean {
  if (expression.kind === 'call') return ARITHMETIC_FUNCTIONS.has(expression.name);
  return expression.kind === 'negate' || expression.kind === 'arithmetic';
}
