import type { Expression } from './ast.ts';

/**
 * A copy of an expression with each of the expressions directly below it put through `change`. The patterns of
 * a text match stay: they are constants by the grammar.
 */
export function mapSubExpressions(
  expression: Expression,
  change: (part: Expression) => Expression,
): Expression {
  switch (expression.kind) {
    case 'literal':
    case 'field':
      return expression;
    case 'call':
      return { ...expression, args: expression.args.map(change) };
    case 'negate':
    case 'not':
      return { ...expression, operand: change(expression.operand) };
    case 'arithmetic':
    case 'compare':
      return { ...expression, left: change(expression.left), right: change(expression.right) };
    case 'in':
      return { ...expression, value: change(expression.value), list: expression.list.map(change) };
    case 'match':
      return { ...expression, value: change(expression.value) };
    case 'quantifier':
      return { ...expression, condition: change(expression.condition) };
    case 'and':
    case 'or':
      return { ...expression, operands: expression.operands.map(change) };
  }
}
