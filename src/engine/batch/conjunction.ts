import type { Expression } from '../eql/ast.ts';

/** The conditions that must all hold for an expression to hold: the operands of `and`, also nested ones. */
export function conjuncts(expression: Expression): Expression[] {
  return expression.kind === 'and' ? expression.operands.flatMap(conjuncts) : [expression];
}

/** Lists longer than this cost more to test than a cheap condition should. */
const MAX_CHEAP_LIST = 16;

/**
 * Whether a condition is a plain test of one field for given values, or its negation: cheap enough to run
 * first, on every event of the category, to find the few that the rest of the rule must see.
 */
export function isCheap(expression: Expression): boolean {
  switch (expression.kind) {
    case 'not':
      return isCheap(expression.operand);
    case 'compare':
      return expression.left.kind === 'field' && expression.right.kind === 'literal';
    case 'in':
      return (
        expression.value.kind === 'field' &&
        expression.list.length <= MAX_CHEAP_LIST &&
        expression.list.every((item) => item.kind === 'literal')
      );
    case 'match':
      return (
        expression.operator === ':' &&
        expression.value.kind === 'field' &&
        expression.patterns.length <= MAX_CHEAP_LIST &&
        expression.patterns.every(({ value }) => typeof value === 'string' && !/[*?]/.test(value))
      );
    default:
      return false;
  }
}
