import type { Expression } from './ast.ts';

/** The expressions directly below one, in the order they are written. */
export function subExpressions(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'field':
      return [];
    case 'call':
      return expression.args;
    case 'negate':
    case 'not':
      return [expression.operand];
    case 'arithmetic':
    case 'compare':
      return [expression.left, expression.right];
    case 'in':
      return [expression.value, ...expression.list];
    case 'match':
      return [expression.value, ...expression.patterns];
    case 'quantifier':
      return [expression.condition];
    case 'and':
    case 'or':
      return expression.operands;
  }
}
