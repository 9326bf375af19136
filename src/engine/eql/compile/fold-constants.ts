import type { Dialect, Expression } from '../ast.ts';
import { isArithmetic } from '../is-arithmetic.ts';
import { mapSubExpressions } from '../map-sub-expressions.ts';
import { narrow } from '../values/arithmetic.ts';
import { isConstant } from './constants.ts';
import { constantValue } from './value-expression.ts';

/**
 * Replaces every part that holds no field by its value, nulls included, so that `endsWith(x, concat("a", "b"))`
 * is treated as `endsWith(x, "ab")` is.
 */
export function foldConstants(expression: Expression, dialect: Dialect): Expression {
  if (expression.kind === 'literal' || expression.kind === 'field') return expression;
  // From the inside out: what compiles a call may then count on constant arguments being literals.
  const folded = mapSubExpressions(expression, (part) => foldConstants(part, dialect));
  if (!isConstant(folded)) return folded;
  const value = constantValue(folded, dialect);
  // Arithmetic tells whole numbers and decimals by their type; everything else goes by the value.
  const decimal = isArithmetic(folded) && typeof value === 'number';
  return {
    kind: 'literal',
    value: typeof value === 'bigint' ? narrow(value) : value,
    decimal,
    span: expression.span,
  };
}
