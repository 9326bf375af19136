import type { Dialect, Expression } from '../ast.ts';
import { isConstant, isDecimal } from './constants.ts';
import { constantValue } from './value-expression.ts';

/**
 * Replaces every part that holds no field by its value, nulls included, so that `endsWith(x, concat("a", "b"))`
 * is treated as `endsWith(x, "ab")` is.
 */
export function foldConstants(expression: Expression, dialect: Dialect): Expression {
  if (expression.kind === 'literal' || expression.kind === 'field') return expression;
  if (isConstant(expression)) {
    const value = constantValue(expression, dialect);
    return { kind: 'literal', value, decimal: isDecimal(expression), span: expression.span };
  }
  const fold = <E extends Expression>(part: E) => foldConstants(part, dialect);
  switch (expression.kind) {
    case 'call':
      return { ...expression, args: expression.args.map(fold) };
    case 'negate':
    case 'not':
      return { ...expression, operand: fold(expression.operand) };
    case 'arithmetic':
    case 'compare':
      return { ...expression, left: fold(expression.left), right: fold(expression.right) };
    case 'in':
      return { ...expression, value: fold(expression.value), list: expression.list.map(fold) };
    case 'match':
      return { ...expression, value: fold(expression.value) };
    case 'quantifier':
      return { ...expression, condition: fold(expression.condition) };
    case 'and':
    case 'or':
      return { ...expression, operands: expression.operands.map(fold) };
  }
}
